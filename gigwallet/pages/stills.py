"""One picture out of a video, by which its reader knows it again."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image

from gigwallet.pages.limits import MAX_PIXELS

# Where to look, as shares of the whole; a picture that is nearly black shows nothing.
_PLACES = (0.1, 0.25, 0.5, 0.75, 0.0)
_DARK = 10
_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Still:
    """``jpeg`` is upright, ``milliseconds`` where in the video it stands."""

    milliseconds: int
    jpeg: bytes = field(repr=False)


def still_of(video: bytes) -> Still | None:
    """None where nothing can be unpacked. The bytes are foreign: call it in a worker process."""
    import cv2  # it takes a fifth of a second, and few bundles hold a video

    asked = [cv2.CAP_PROP_N_THREADS, 1]
    try:
        opened = cv2.VideoCapture(io.BytesIO(video), cv2.CAP_FFMPEG, asked)  # type: ignore[call-overload]  # the stubs lack streams
        frames, pace = opened.get(cv2.CAP_PROP_FRAME_COUNT), opened.get(cv2.CAP_PROP_FPS)
        size = opened.get(cv2.CAP_PROP_FRAME_WIDTH) * opened.get(cv2.CAP_PROP_FRAME_HEIGHT)
        if not opened.isOpened() or not 0 < size <= MAX_PIXELS or not pace > 0:
            return None
        length = max(frames, 1.0) * 1000 / pace
        for place in _PLACES:
            opened.set(cv2.CAP_PROP_POS_MSEC, length * place)
            at = max(0, round(opened.get(cv2.CAP_PROP_POS_MSEC)))
            read, pixels = opened.read()
            if read and (place == _PLACES[-1] or pixels.mean() > _DARK):
                picture = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
                out = io.BytesIO()
                picture.save(out, "JPEG", quality=_QUALITY)
                return Still(at, out.getvalue())
    except (cv2.error, ValueError, OverflowError):
        return None
    return None
