"""A few pictures spread over a video, for what is to be known before it is read from the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import av
from av.error import FFmpegError
from av.video.frame import VideoFrame

from formcheck.sources.opening import open_video


def spread_pictures(path: Path, number: int, count: int) -> Iterator[VideoFrame]:
    """Yield pictures spread over a video, in order, each once; fewer where few are coded by themselves.

    Only pictures that are coded by themselves are taken: to decode others, all between have to be. What cannot be read
    is left out: reading from the beginning will tell.

    Parameters
    ----------
    path : Path
        A video that can be opened.
    number : int
        Which of its tracks with pictures.
    count : int
        How many.
    """
    with suppress(FFmpegError), open_video(path) as container:
        stream = container.streams.video[number]
        unit, begins = stream.time_base, stream.start_time or 0
        length = stream.duration or (0 if unit is None else int((container.duration or 0) / av.time_base / unit))
        seen: int | None = None
        for part in range(count):
            with suppress(FFmpegError):
                container.seek(begins + length * part // count, stream=stream)
                for picture in islice(container.decode(stream), 1):
                    if picture.pts != seen:
                        yield picture
                    seen = picture.pts
