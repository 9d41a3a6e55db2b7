"""Trips for a long table: where all its rows lie, and the few rows that it shows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.vault.shelves.trip_places import TripKey, TripPlaces, TripsWanted
from gigwallet.words.labels import platform

__all__ = ["TripChoice", "TripKey", "count", "first", "months", "place_of", "places", "rows"]


@dataclass(frozen=True, slots=True)
class TripChoice:
    """What a table of trips shows: by default all, the latest first. ``done``: completed ones, or
    all others. ``text`` is looked for in order numbers, cities and the names of platforms."""

    period: Period | None = None
    done: bool | None = None
    text: str = ""
    key: TripKey = TripKey.TIME
    ascending: bool = False

    @property
    def quick(self) -> bool:
        """Whether the first rows are found without looking at all the others."""
        return self.key is TripKey.TIME and not self.text.strip()

    @property
    def everything(self) -> bool:
        return self.period is None and self.done is None and not self.text.strip()

    @property
    def wanted(self) -> TripsWanted:
        sought = self.text.casefold().strip()
        names: dict[str, str] = {}

        def says(ref: str, city: str, code: str) -> bool:
            name = names.get(code) or names.setdefault(code, platform(code))
            return sought in f"{name} {ref} {city}".casefold()

        return TripsWanted(
            self.period, self.done, says if sought else None, self.key, self.ascending
        )


def first(wallet: Wallet, chosen: TripChoice) -> array[int]:
    """The places of the rows that a window shows at once."""
    return _places(wallet).first(chosen.wanted)


def places(wallet: Wallet, chosen: TripChoice, job: Job) -> array[int]:
    """The places of all rows, in order. Eight bytes each."""
    return _places(wallet).all(chosen.wanted, job)


def rows(wallet: Wallet, places: Sequence[int]) -> dict[int, Recorded[Trip]]:
    """The trips that lie there; one that was erased or said anew since is not among them."""
    return wallet.vault.trips.at(places)


def count(wallet: Wallet) -> int:
    """How many trips there are without any choice."""
    return wallet.vault.trips.count()


def place_of(wallet: Wallet, fact: FactId) -> int | None:
    return _places(wallet).of(fact)


def months(wallet: Wallet, engagement: EngagementId | None = None) -> tuple[Period, ...]:
    """Calendar months that trips count in, the latest first."""
    return tuple(Period.of_month(*month) for month in _places(wallet).months(engagement))


def _places(wallet: Wallet) -> TripPlaces:
    return TripPlaces(wallet.vault.connection)
