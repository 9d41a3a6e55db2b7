"""What people call a screen of an app, and how a worker gets a picture of it."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.paper import Paper
from gigwallet.domain.reading import Reading
from gigwallet.words import N_


class AppScreen:
    """Claims no paper: a picture is kept at once and read later, with templates that the person may
    have taught (``rows``)."""

    name = "app_screen"
    version = "1"
    title = N_("Screenshot of a rider's or driver's app")
    where = N_(
        "In the app, open the order, trip, day, week or month with its parts unfolded, and take a "
        "screenshot. Copy the pictures as they are: a messenger shrinks them, unless it sends the "
        "original."
    )

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        return False

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        return iter(())
