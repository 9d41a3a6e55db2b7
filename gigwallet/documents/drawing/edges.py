"""The paper of a document and the edges that it leaves free: points, as PDF counts them."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm

PAPERS = {"a4": A4, "letter": LETTER}


@dataclass(frozen=True, slots=True)
class Edges:
    """``left`` is the side that is bound, also on a sheet that lies."""

    # 25 mm on the left for the binding, as Chinese files are bound.
    left: float = 71.0
    right: float = 48.0
    top: float = 76.0
    bottom: float = 58.0
    paper: str = "a4"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of an upright sheet."""
        wide, tall = PAPERS[self.paper]
        return float(wide), float(tall)

    @property
    def width(self) -> float:
        """What words have on an upright sheet."""
        return self.size[0] - self.left - self.right

    @property
    def lying_width(self) -> float:
        """What words have on a sheet that lies."""
        return self.size[1] - self.left - self.right


def of_millimetres(left: float, right: float, top: float, bottom: float, paper: str) -> Edges:
    return Edges(left * mm, right * mm, top * mm, bottom * mm, paper)
