"""Where text stands in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigwallet.ocr import models
from gigwallet.ocr.quads import Quad
from gigwallet.ocr.tiling import merged, tiles

if TYPE_CHECKING:
    from gigwallet.ocr.pixels import Pixels

# Text is found in a smaller picture than it is read in: on a phone's screen even its smallest
# letters are plain at this width, and a sheet of paper needs this height.
_SCREEN_WIDTH = 960
_SHEET_HEIGHT = 1800
_MOST_WIDTH = 2000
_LEAST_SIDE = 736
_MOST_ENLARGED = 2.0
_GRID = 32  # the network halves its picture five times


class Detector:
    """Finds lines, or parts of lines that lie apart."""

    def __init__(self, threads: int) -> None:
        from rapidocr.ch_ppocr_det.utils import DBPostProcess

        self._session = models.session(models.DETECTION, threads)
        self._input = self._session.get_inputs()[0].name
        self._boxes_of: Any = DBPostProcess(  # Any: rapidocr says no types
            thresh=0.3, box_thresh=0.5, max_candidates=1000, unclip_ratio=1.6, use_dilation=True
        )

    def find(self, pixels: Pixels) -> list[Quad]:
        """In pixels of ``pixels``, in no order."""
        import cv2

        height, width = pixels.shape[:2]
        scale = _scale(width, height)
        if scale != 1:
            way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
            small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=way)
        else:
            small = pixels
        parts = tiles(small.shape[0])
        found = [self._find(small[part.top : part.bottom]) for part in parts]
        return [quad.scaled(1 / scale) for quad in merged(parts, found)]

    def _find(self, pixels: Any) -> list[Quad]:  # Any: an array, as OpenCV types it
        import cv2

        height, width = pixels.shape[:2]
        # Grown to the grid, never squeezed: letters keep their shape.
        sheet = cv2.copyMakeBorder(
            pixels, 0, -height % _GRID, 0, -width % _GRID, cv2.BORDER_REPLICATE
        )
        batch = cv2.dnn.blobFromImage(sheet, 1 / 127.5, mean=(127.5, 127.5, 127.5), swapRB=True)
        said = self._session.run(None, {self._input: batch})[0]
        boxes, _ = self._boxes_of(said, sheet.shape[:2])
        return [_quad(box) for box in boxes]


def _scale(width: int, height: int) -> float:
    if min(width, height) < _LEAST_SIDE and width < _SCREEN_WIDTH:
        return min(_LEAST_SIDE / width, _MOST_ENLARGED) if width < _LEAST_SIDE else 1.0
    wanted = max(_SCREEN_WIDTH / width, _SHEET_HEIGHT / height)
    return min(1.0, _MOST_WIDTH / width, wanted)


def _quad(box: Any) -> Quad:  # Any: an array of 4 corners
    first, second, third, fourth = ((float(x), float(y)) for x, y in box)
    return Quad((first, second, third, fourth))
