"""What a person says of the pay check: which lines pay which trips, and what they make of an item.

Conclusions are rebuilt from the facts each time; these sayings are facts of their own, and the next
pay check keeps to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId


class Pairing(StrEnum):
    """``JOINED``: these lines pay these trips, all of them and nothing else. ``APART``: none of the
    lines pays any of the trips. ``OPEN``: the person leaves it to the program again."""

    JOINED = "joined"
    APART = "apart"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PairingSaid:
    """Trips and lines in ascending order of their ids, so that one saying has one name."""

    trips: tuple[FactId, ...]
    pay_lines: tuple[FactId, ...]
    pairing: Pairing

    @classmethod
    def of(
        cls, trips: Iterable[FactId], pay_lines: Iterable[FactId], pairing: Pairing
    ) -> PairingSaid:
        return cls(tuple(sorted(set(trips))), tuple(sorted(set(pay_lines))), pairing)

    @property
    def name(self) -> str:
        """The same for every saying about these trips and lines."""
        return _name("pairing", *self.trips, "", *self.pay_lines)


class Opinion(StrEnum):
    """What the person makes of an item. ``ACCEPTED``: they leave it at that and claim nothing.
    ``DISPUTED``: they claim it. ``UNSURE``: it is claimed nowhere until they say so. ``OPEN``: they
    say nothing any more."""

    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    UNSURE = "unsure"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class OpinionSaid:
    """``kind``, ``ref`` and ``period`` name the item as the pay check does. ``amount`` is the
    difference that it showed then: of another one nothing was said. ``claim`` is the figure that
    the person chose between the lowest and the highest for a filing."""

    engagement_id: EngagementId
    kind: str
    ref: str
    period: Period
    amount: Money
    opinion: Opinion
    claim: Money | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """The same for every saying about this item."""
        return _name("opinion", self.engagement_id, self.kind, self.ref, str(self.period))


def _name(*parts: str) -> str:
    """32 lower-case hexadecimal digits, as every id in a vault. The parts hold random ids, so that
    nobody can guess them from the name."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
