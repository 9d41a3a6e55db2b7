"""Where the exhibits of a bundle stand, as its index prints it: in this file or another volume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigwallet.documents.bundles.case import COMPUTATIONS, Span, Volume
from gigwallet.documents.bundles.exhibit_pages import exhibit_anchor, exhibit_end
from gigwallet.documents.bundles.profile import PageNumbers
from gigwallet.documents.drawing import other_file

COMPUTATIONS_END = "computations-end"


def slip_anchor(number: str) -> str:
    """The sheet with the number of an exhibit, before its pages."""
    return f"slip-{number}"


@dataclass(frozen=True, slots=True)
class Places:
    """``pages`` are those of this file, by place, as the last pass of the layout found them."""

    pages: Mapping[str, int]
    numbers: PageNumbers
    volume: Volume | None = None

    def page(self, page: int) -> str:
        """The printed number of a page of this file."""
        return self.numbers.written(self._printed(page))

    def span(self, number: str) -> Span:
        """Of an exhibit, its slip included, or of the ``computations``."""
        if not self.is_here(number) and self.volume is not None:
            return self.volume.spans.get(number, Span(1, 0, 0))
        first, last = self.anchors(number)
        here = self.volume.number if self.volume else 1
        start = self.pages.get(first, 0)
        return Span(here, self._printed(start), self._printed(self.pages.get(last, start)))

    def anchors(self, number: str) -> tuple[str, str]:
        """The places on the first and the last page."""
        if number == COMPUTATIONS:
            return COMPUTATIONS, COMPUTATIONS_END
        slip = slip_anchor(number)
        return slip if slip in self.pages else exhibit_anchor(number), exhibit_end(number)

    def begins(self, number: str) -> str:
        """The printed page on which an exhibit itself begins, behind its slip."""
        return self.page(self.pages.get(exhibit_anchor(number), 0))

    def link(self, number: str) -> str:
        """Where its name in a list leads to: into another volume, where that has a file name that
        a reader may open, and else nowhere."""
        if self.is_here(number) or self.volume is None:
            return self.anchors(number)[0]
        span = self.span(number)
        file = next((one for one in self.volume.files if one.number == span.volume), None)
        if file is None or not span.first:
            return ""
        return other_file.link(file.name, span.first - file.first + 1)

    def is_here(self, number: str) -> bool:
        return self.volume is None or number in self.volume.holds

    def begins_in(self, number: str) -> str:
        """The printed page on which an exhibit begins, its slip included."""
        return self.numbers.written(self.span(number).first)

    def told(self, span: Span) -> str:
        first, last = self.numbers.written(span.first), self.numbers.written(span.last)
        return first if span.first == span.last else f"{first}–{last}"

    def _printed(self, page: int) -> int:
        return page + (self.volume.first - 1 if self.volume else 0)
