"""What a letter that lists exhibits is told of the evidence PDF that they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters.exhibit_table import Computed, ListedExhibit, exhibit_table


@dataclass(frozen=True, slots=True)
class Listed:
    """What the evidence PDF shows as it is arranged now: the exhibits, and on ``computed`` the
    computations, where it has them. ``profile`` is its form, ``pages`` how many it has,
    ``opponents`` how many get a copy."""

    exhibits: tuple[ListedExhibit, ...] = ()
    computed: Computed | None = None
    profile: str = ""
    pages: int = 0
    opponents: int = 1


NOTHING_LISTED = Listed()


def standing_alone(listed: Listed, captions: Captions) -> Table:
    """The table of a letter that goes by itself, which says what its numbers and pages are those
    of; ``captions`` are those of the form."""
    name = captions("cover.name") or captions("exhibits.file")
    note = captions("exhibits.alone", name=name, pages=listed.pages)
    return exhibit_table(listed.exhibits, listed.computed, captions, note)
