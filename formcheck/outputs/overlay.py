"""``overlay.mp4``: the video with skeleton, angles, phase, count and verdicts burnt in, at its true speed."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final

from formcheck.events import Repetition, RepetitionJudged, SideChosen
from formcheck.outputs.base import FileOutput
from formcheck.outputs.caption import Bar, Card, draw_bar, draw_card, free_corner
from formcheck.outputs.drawing import Picture, Placement, draw_angles, draw_skeleton
from formcheck.outputs.faces import Faces, cover
from formcheck.outputs.h264 import H264File, fit
from formcheck.outputs.held import HeldAngles
from formcheck.samples import Dof, Pose, Side
from formcheck.session.means import BY_CAMERA, measured_by
from formcheck.session.model import Header, Step
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.names import joint_word, phase_word, verdict_word
from formcheck.words.phrases import repetition_sentence

_MOST_PX: Final = 1280
_LEAST_WIDTH_PX: Final = 640
_CARD_S: Final = 2.0
_LATEST_START_S: Final = 60.0  # a clock that starts later counts something else than this video's time


def overlay_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Return the size to draw at: 1280 at most on the long side, 640 at least in width, both even.

    Parameters
    ----------
    width_px, height_px : int
        Size of the source.

    Examples
    --------
    >>> overlay_size(1920, 1080), overlay_size(320, 240), overlay_size(641, 481)
    ((1280, 720), (640, 480), (640, 480))
    """
    scale = max(1.0, _LEAST_WIDTH_PX / width_px)
    scale = min(scale, _MOST_PX / max(width_px, height_px))
    width, height = (max(2, round(side * scale) // 2 * 2) for side in (width_px, height_px))
    return width, height


class OverlayVideo(FileOutput):
    """Draws on every frame what formcheck made of it, and writes the result as a video.

    Steps without a picture (a record played again) are passed over; without any picture no file is written.

    Parameters
    ----------
    path : Path
        The file to write.
    words : Words
        The language of what is written over the video.
    faces : bool
        Whether the face is shown.
    """

    def __init__(self, path: Path, words: Words, *, faces: bool = False) -> None:
        super().__init__(path)
        self._words = words
        self._faces = None if faces else Faces()
        self._joints = {dof: joint_word(words, dof) for dof in Dof}
        self._title = ""
        self._by = BY_CAMERA
        self._fps: float | None = None
        self._file: H264File | None = None
        self._size = (0, 0)
        self._origin_s = 0.0
        self._facing: Side | None = None
        self._card: Card | None = None
        self._judged_s = 0.0
        self._corner = Side.RIGHT
        self._held = HeldAngles()

    def begin(self, header: Header) -> None:
        """Take the exercise's title and the video's nominal rate."""
        self._title = exercise_words(self._words, header.prescription.exercise).title
        self._by = measured_by(header.instruments, header.prescription)
        self._fps = header.source.fps

    def write(self, step: Step) -> None:
        """Draw and encode one frame."""
        self._take_events(step)
        view = step.view
        if view is None or view.frame is None:
            return
        if self._file is None:
            self._file = self._open(view.frame.image, view.frame.t_s)
        self._file.write(self._draw(step, view.pose, view.frame.image), view.frame.t_s - self._origin_s)

    def _open(self, image: Picture, t_s: float) -> H264File:
        """Open the file, now that the size of the pictures is known."""
        self.make_folder()
        self._size = overlay_size(image.shape[1], image.shape[0])
        self._origin_s = 0.0 if 0.0 <= t_s <= _LATEST_START_S else t_s
        return H264File(self.path, *self._size, self._fps)

    def _take_events(self, step: Step) -> None:
        """Remember the events that stay visible for a while."""
        for event in step.events:
            if isinstance(event, RepetitionJudged):
                self._card, self._judged_s = self._make_card(event.repetition), step.t_s
                self._corner = free_corner(step.view.pose, step.angles.side, self._facing) if step.view else Side.RIGHT
            elif isinstance(event, SideChosen):
                self._facing = event.facing

    def _make_card(self, repetition: Repetition) -> Card:
        """Return what the card says; praise alone says no more than its verdict."""
        head = f"{repetition.index}  {verdict_word(self._words, repetition.verdict)}"
        sentence = repetition_sentence(self._words, repetition, self._by) if repetition.flags else ""
        return Card(repetition.verdict, head, sentence)

    def _draw(self, step: Step, pose: Pose, source: Picture) -> Picture:
        """Return a picture of the right size with everything drawn on it."""
        image = fit(source, self._size)
        width, height = self._size
        size_px = max(16, round(min(width, height) / 26))
        placement = Placement(
            width / source.shape[1], height / source.shape[0], unit_px=min(width, height) / 360, text_px=size_px
        )
        if self._faces is not None:
            cover(image, self._faces.take(pose), placement)
        draw_skeleton(image, pose, step.angles.side, placement)
        draw_angles(image, pose, step.angles, placement, self._joints, self._held.take(step))
        count = self._words("count-good", good=step.good, judged=step.judged, unseen=step.unseen)
        draw_bar(image, Bar(self._title, phase_word(self._words, step.phase), count), size_px)
        if self._card is not None and step.t_s - self._judged_s <= _CARD_S:
            draw_card(image, self._card, self._corner, size_px)
        return image

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file, so that it can be played even when the run was broken off."""
        if self._file is not None:
            self._file.close()
            self._file = None
