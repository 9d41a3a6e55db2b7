"""What a line of text says, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gigwallet.ocr import models
from gigwallet.ocr.decoding import Said, decoded
from gigwallet.ocr.quads import Quad

if TYPE_CHECKING:
    from gigwallet.ocr.pixels import Pixels

_HEIGHT = 48
_LEAST_WIDTH = 64
_MOST_WIDTH = 3200
# Lines that are read together are padded to the widest of them: only those of a like width are, or
# half of the time goes into reading nothing.
_TOGETHER = 6
_ALIKE = 1.15


class Recogniser:
    """Reads lines that somebody found."""

    def __init__(self, threads: int) -> None:
        self._session = models.session(models.RECOGNITION, threads)
        self._input = self._session.get_inputs()[0].name
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._letters = ["", *known, " "]  # the first says: nothing here

    def read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[Said]:
        """What each of ``quads`` says, in their order."""
        lines = [_line(pixels, quad) for quad in quads]
        said: list[Said] = [Said("", 0.0)] * len(lines)
        for places in _batches([line.shape[1] for line in lines]):
            batch = _batch([lines[place] for place in places])
            odds = self._session.run(None, {self._input: batch})[0]
            for place, one in zip(places, odds, strict=True):
                said[place] = decoded(one, self._letters)
        return said


def _line(pixels: Pixels, quad: Quad) -> Any:  # Any: an array, as OpenCV types it
    """The line as a picture of its own, 48 pixels high."""
    import cv2
    import numpy as np
    from rapidocr.utils.process_img import get_rotate_crop_image

    height, width = pixels.shape[:2]
    # The cut-out is taken from what surrounds the line alone: the whole picture may be huge.
    left, top = max(int(quad.left) - 2, 0), max(int(quad.top) - 2, 0)
    near = pixels[top : min(int(quad.bottom) + 3, height), left : min(int(quad.right) + 3, width)]
    corners = np.array([(x - left, y - top) for x, y in quad.corners], dtype=np.float32)
    cut = get_rotate_crop_image(near, corners)
    ratio = cut.shape[1] / cut.shape[0]
    wide = min(max(round(_HEIGHT * ratio), 1), _MOST_WIDTH)
    return cv2.resize(cut, (wide, _HEIGHT))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    together: list[int] = []
    for place in sorted(range(len(widths)), key=widths.__getitem__):
        if together:
            narrowest = max(widths[together[0]], _LEAST_WIDTH)
            if len(together) == _TOGETHER or widths[place] > narrowest * _ALIKE:
                yield together
                together = []
        together.append(place)
    if together:
        yield together


def _batch(lines: Sequence[Any]) -> Any:  # Any: arrays, as OpenCV types them
    import numpy as np

    wide = max(_LEAST_WIDTH, *(line.shape[1] for line in lines))
    batch = np.zeros((len(lines), 3, _HEIGHT, wide), dtype=np.float32)
    for place, line in enumerate(lines):
        # The model was taught with blue first.
        batch[place, :, :, : line.shape[1]] = line[:, :, ::-1].transpose(2, 0, 1) / 127.5 - 1
    return batch
