"""``formcheck review``: many videos, progress, exit codes."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from formcheck.apps import exits
from formcheck.apps.estimators import check_estimator
from formcheck.apps.progress import PosesBar, ProgressBar, quiet_libraries
from formcheck.apps.recordings import review
from formcheck.apps.results import keep
from formcheck.apps.shown import show_session
from formcheck.apps.store.keeps import KeepsResults, keeping_for
from formcheck.apps.videos import find_videos
from formcheck.apps.viewings import BOTH_TIMES, read_viewing
from formcheck.computer import language_settings
from formcheck.errors import FormcheckError, InputError, SetupError
from formcheck.pose.bundles import find_bundle
from formcheck.printable import printable
from formcheck.samples import Side
from formcheck.session.model import Session
from formcheck.session.recognition import is_recognised, prescribe_first
from formcheck.sources.video import VIDEO_SUFFIXES
from formcheck.sources.viewing import Viewing
from formcheck.store.model import Film
from formcheck.words.catalogue import Words, words_for


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """What a call of ``formcheck review`` asks for; see its options."""

    exercise: str
    prescription: Path | None
    side: Side | None
    model: str
    estimator: str
    threads: int | None
    neutral_s: tuple[float, float] | None
    viewing: Viewing
    overlay: bool
    opensim: bool
    open_report: bool
    language: str | None
    as_json: bool
    quiet: bool
    person: str
    faces: bool
    pseudonym: str | None = None
    store: str | None = None


def to_viewing(told: Mapping[str, str | None]) -> Viewing:
    """Return how videos are to be looked at.

    Parameters
    ----------
    told : mapping of str to str or None
        What was given for each option, without its dashes; None where it was not.

    Raises
    ------
    typer.BadParameter
        One of them cannot be.
    """
    viewing, faults = read_viewing({name: value for name, value in told.items() if value is not None})
    for fault in faults:
        hint = "--from and --to" if fault.key == BOTH_TIMES else f"--{fault.key}"
        raise typer.BadParameter(f"found {fault.found}; allowed: {fault.allowed}", param_hint=hint)
    return viewing


def run(given: list[Path], out: Path, settings: ReviewOptions) -> int:
    """Review every video and return the exit code.

    Parameters
    ----------
    given : list of Path
        Videos, and folders of videos.
    out : Path
        The folder in which each video gets a folder for its results.
    settings : ReviewOptions
        The other options. Results are shown on standard output, a video that fails on standard error.

    Raises
    ------
    ExerciseError, ModelError, InputError
        Before the first video: every video would fail for the same reason.
    """
    words = words_for(settings.language, language_settings())
    prescribe_first(settings.exercise, settings.prescription, settings.side)
    find_bundle(settings.model)
    check_estimator(settings.estimator)
    with exits.files_minded():
        videos = find_videos(given)
    codes: list[int] = []

    def kept() -> str:
        return words("review-broken-off", done=codes.count(exits.SUCCESS), all=len(videos), out=str(out))

    with keeping_for(settings.pseudonym, settings.store) as keeper, exits.broken_off(kept):
        codes.extend(_review_one(words, video, out, settings, keeper, len(videos)) for video in videos)
    failed = sum(code != exits.SUCCESS for code in codes)
    if failed and len(videos) > 1 and not settings.as_json:
        told = words("videos-reviewed", done=len(videos) - failed, all=len(videos), failed=failed)
        sys.stderr.write(f"formcheck: {told}\n")
    return exits.worst(codes)


def _review_one(
    words: Words, video: Path, out: Path, settings: ReviewOptions, keeper: KeepsResults | None, count: int
) -> int:
    """Review one video, show its result or its error, and return its exit code."""
    is_debugging = "--debug" in sys.argv
    try:
        if video.is_dir():
            raise InputError(
                f"holds no video (looked for {', '.join(sorted(VIDEO_SUFFIXES))}).",
                where=str(video),
                next_step="Name another folder, or the video itself.",
            )
        with exits.files_minded(), quiet_libraries(is_quiet=not is_debugging) as console:
            session, folder = keep(out, video, lambda new: _with_progress(words, video, new, settings, console))
    except SetupError:
        raise
    except FormcheckError as error:
        if is_debugging and count == 1:
            raise
        exits.complain(error)
        return exits.code_of(error)
    show_review(words, session, folder, settings)
    return keep_result(words, folder, Film(str(video.absolute()), session.source.sha256), settings, keeper)


def keep_result(
    words: Words, folder: Path, film: Film | None, settings: ReviewOptions, keeper: KeepsResults | None
) -> int:
    """Keep a result in the store, where a person was named, and return the exit code; it is in its folder anyway.

    Parameters
    ----------
    words : Words
        The language.
    folder : Path
        Where its files are.
    film : Film or None
        What was reviewed; None without a video.
    settings : ReviewOptions
        The options.
    keeper : KeepsResults or None
        As `keeping_for` gives it.
    """
    if keeper is None:
        return exits.SUCCESS
    try:
        keeper.keep(folder.absolute(), film)
    except FormcheckError as error:
        exits.complain(error)
        return exits.code_of(error)
    if not (settings.quiet or settings.as_json):
        typer.echo(words("store-kept", person=keeper.person, path=printable(keeper.place)))
    return exits.SUCCESS


def _with_progress(words: Words, video: Path, folder: Path, settings: ReviewOptions, console: Console) -> Session:
    """Review one video, and show how far it is; where the exercise is recognised, how far the body points are."""
    is_silent = settings.quiet or settings.as_json
    comes_first = is_recognised(settings.exercise, settings.prescription) and not is_silent
    poses = PosesBar(console, video.name) if comes_first else None
    with poses or nullcontext():
        return review(
            video,
            settings.exercise,
            prescription=settings.prescription,
            side=settings.side,
            model=settings.model,
            estimator=settings.estimator,
            threads=settings.threads,
            neutral_s=settings.neutral_s,
            viewing=settings.viewing,
            out=folder,
            overlay=settings.overlay,
            opensim=settings.opensim,
            language=words.language,
            outputs=() if is_silent or poses else (ProgressBar(console, words),),
            moved=poses.move if poses else None,
            person=settings.person,
            faces=settings.faces,
        )


def show_review(words: Words, session: Session, folder: Path, settings: ReviewOptions) -> None:
    """Show what came of a review, and open its report where that is asked for.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    folder : Path
        Where its files are.
    settings : ReviewOptions
        How to show it.
    """
    show_session(words, session, folder, as_json=settings.as_json, quiet=settings.quiet)
    if settings.open_report:
        webbrowser.open((folder / "report.html").resolve().as_uri())
