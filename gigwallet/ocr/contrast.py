"""A picture with its letters drawn out: for a second look at what is faint, blurred or marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigwallet.ocr.pixels import Pixels

_DARK = 110
# What is fainter than this share of the strongest ink is taken for a watermark or a shadow.
_FAINT = 0.4
# Rows that are worked on together: a long picture in numbers of four bytes would burst its process.
_ROWS = 2048


def drawn_out(pixels: Pixels) -> Pixels:
    """Dark letters on white: the background is levelled, a dark theme turned, a watermark (fainter
    than the letters, whatever its colour) faded, and edges are sharpened. Of the same size."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    side = max(round(min(width, 1440) / 24) | 1, 15)
    shown = np.empty((height, width), dtype=np.uint8)
    for top in range(0, height, _ROWS):
        bottom = min(top + _ROWS, height)
        above = max(top - side, 0)
        part = _drawn_out(pixels[above : bottom + side], side)
        shown[top:bottom] = part[top - above : bottom - above]
    return np.asarray(cv2.cvtColor(shown, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _drawn_out(pixels: Pixels, side: int) -> Pixels:
    """In one channel."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if float(np.median(grey)) < _DARK:
        grey = cv2.bitwise_not(grey)
    # What is brighter around than a letter is wide: the paper it stands on.
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.blur(paper, (side, side))
    ink = 1 - grey.astype(np.float32) / np.maximum(paper, 1).astype(np.float32)
    full = float(np.percentile(ink, 99.5))
    share = (ink / max(full, 0.05) - _FAINT) / (1 - _FAINT)
    clear = np.clip(share, 0, 1).astype(np.float32)
    soft = cv2.GaussianBlur(clear, (0, 0), 1.5)
    sharp = np.clip(clear * 1.8 - soft * 0.8, 0, 1)
    shown: Pixels = (255 * (1 - sharp)).astype(np.uint8)
    return shown
