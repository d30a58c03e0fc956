"""The recording in place of a camera: what is in the file, and what a page in Chromium sees of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.browser import NoCamera, launched
from tests.support.cases import few_rows
from tests.support.fake_camera import make_fake_camera
from tests.support.videos import Picture, even_times, grey_of, painted_corners, painted_grey, write_video

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BYTES = 64 * 48 * 3 // 2
BIT_PX = 32
BITS = 8

PAGE = "<video muted></video><canvas width=640 height=480></canvas>"

OPEN = """async () => {
    try {
        const wanted = {width: 640, height: 480, frameRate: 30};
        const stream = await navigator.mediaDevices.getUserMedia({video: wanted});
        const video = document.querySelector("video");
        video.srcObject = stream;
        await video.play();
        return [stream.getVideoTracks()[0].label, ""];
    } catch (error) {
        return ["", error.name];
    }
}"""

WATCH = """async ([seconds, bits, width]) => {
    const video = document.querySelector("video");
    const canvas = document.querySelector("canvas").getContext("2d", {willReadFrequently: true});
    const seen = [];
    await new Promise((done) => {
        const look = (now, {captureTime, mediaTime}) => {
            canvas.drawImage(video, 0, 0);
            const row = canvas.getImageData(0, width / 2, bits * width, 1).data;
            let number = 0;
            for (let bit = 0; bit < bits; bit++) {
                if (row[4 * (bit + 0.5) * width] > 128) number |= 1 << bit;
            }
            seen.push([number, captureTime / 1000, mediaTime]);
            if (captureTime / 1000 - seen[0][1] >= seconds) done();
            else video.requestVideoFrameCallback(look);
        };
        video.requestVideoFrameCallback(look);
    });
    return seen;
}"""


def numbered(index: int) -> Picture:
    """Return a picture that holds its number in black and white squares, from the top left corner on."""
    image = painted_corners(640, 480)
    for bit in range(BITS):
        image[:BIT_PX, bit * BIT_PX : (bit + 1) * BIT_PX] = 255 if index >> bit & 1 else 0
    return image


def brightness(path: Path) -> tuple[str, list[int]]:
    """Return the head of a file, and the mean brightness of each of its pictures."""
    head, _, rest = path.read_bytes().partition(b"\n")
    pictures = [rest[at + 6 : at + 6 + 64 * 48] for at in range(0, len(rest), BYTES + 6)]
    assert all(rest[at : at + 6] == b"FRAME\n" for at in range(0, len(rest), BYTES + 6))
    return head.decode("ascii"), [round(float(np.frombuffer(one, np.uint8).mean())) for one in pictures]


def luma(index: int) -> int:
    """Return the brightness that picture `index` has in the file."""
    return round(16 + 219 / 255 * grey_of(index))


def open_page(browser: Browser) -> Any:  # noqa: ANN401 - what Playwright gives
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto("http://127.0.0.1:9/")  # nobody answers there; pages of this computer may use the camera
    return page


# The file


def test_the_file_holds_each_picture_once_at_its_rate(tmp_path: Path) -> None:
    video = write_video(tmp_path / "clip.mp4", even_times(30), painted_grey)
    head, found = brightness(make_fake_camera(video, tmp_path / "camera.y4m"))
    assert head == "YUV4MPEG2 W64 H48 F25:1 Ip A1:1 C420jpeg"
    assert found == pytest.approx([luma(index) for index in range(30)], abs=2)


def test_a_part_can_be_taken(tmp_path: Path) -> None:
    video = write_video(tmp_path / "clip.mp4", even_times(50), painted_grey)
    _, found = brightness(make_fake_camera(video, tmp_path / "camera.y4m", start_s=0.4, end_s=1.2))
    assert found == pytest.approx([luma(index) for index in range(10, 30)], abs=2)


def test_pictures_at_uneven_times_are_shown_as_long_as_they_last(tmp_path: Path) -> None:
    video = write_video(tmp_path / "clip.mp4", [0.0, 0.1, 0.4, 0.5], painted_grey)
    _, found = brightness(make_fake_camera(video, tmp_path / "camera.y4m", rate_hz=10))
    assert found == pytest.approx([luma(index) for index in (0, 1, 1, 1, 2, 3)], abs=2)


# The browser


@pytest.mark.slow
def test_a_page_sees_it_at_true_speed_over_and_over(tmp_path: Path) -> None:
    video = write_video(tmp_path / "clip.mp4", even_times(50), numbered)
    with launched(make_fake_camera(video, tmp_path / "camera.y4m")) as browser:
        page = open_page(browser)
        label, error = page.evaluate(OPEN)
        seen = np.array(page.evaluate(WATCH, [4.0, BITS, BIT_PX]))
    assert (Path(label).name, error) == ("camera.y4m", "")
    number, capture_s, media_s = seen.T
    shown = np.unwrap(number, period=50)
    assert number.min() == 0
    assert number.max() == 49
    assert (np.diff(shown) >= 0).all()
    for time_s in (capture_s, media_s):
        rate_hz, _ = np.polyfit(time_s, shown, 1)
        assert rate_hz == pytest.approx(25.0, rel=0.04)  # it starts with the first picture twice


@pytest.mark.slow
@pytest.mark.parametrize(
    ("why", "name"), few_rows([(NoCamera.DENIED, "NotAllowedError"), (NoCamera.ABSENT, "NotFoundError")])
)
def test_a_page_without_a_camera_is_told_why(why: NoCamera, name: str) -> None:
    with launched(why) as browser:
        label, error = open_page(browser).evaluate(OPEN)
    assert (label, error) == ("", name)
