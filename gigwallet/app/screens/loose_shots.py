"""Shots of one scrolled list among loose pictures, read with the others of their list."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet import ocr
from gigwallet.app.screens.list_shots import joined_of, lists_among
from gigwallet.domain.screen import ScreenReading
from gigwallet.ocr.fields import shot_lists
from gigwallet.pages.file_names import moment_in


def read_together(
    names: Sequence[str], readings: Sequence[ScreenReading], templates: Sequence[ocr.Template]
) -> list[ScreenReading]:
    """What each picture says beside the others of its list, as a vault would keep it; one that is
    of no list says what it says alone. Only its name tells here when a picture was taken."""
    own = {place: reading for place, reading in enumerate(readings)}
    taken = {place: moment_in(name, "UTC") for place, name in enumerate(names)}
    told = dict(own)
    for members in dict.fromkeys(lists_among(own, taken, templates).values()):
        alone = [own[each] for each in members]
        together = joined_of(alone, templates)
        if together is None:
            continue
        parts = shot_lists.slices(together.read(), together, alone)
        told |= dict(zip(members, parts, strict=True))
        # The same picture twice is one picture.
        for place, reading in own.items():
            same = [each for each in members if own[each].paper == reading.paper]
            if place not in members and same:
                told[place] = told[same[0]]
    return list(told.values())
