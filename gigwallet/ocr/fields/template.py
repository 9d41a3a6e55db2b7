"""What the program knows of one screen of one app: a value, made of a TOML file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields.writing import Writing


class ScreenKind(StrEnum):
    """What one screen of this kind is about. A TRIP is a ride, an ORDER anything carried."""

    ORDER = "order"
    TRIP = "trip"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Wording(StrEnum):
    """SEEN: written from real screens. UNVERIFIED: best knowledge, shown to the person as such."""

    SEEN = "seen"
    UNVERIFIED = "unverified"


class Place(StrEnum):
    """Where the value stands. AUTO: to the right, else nearest below or above."""

    AUTO = "auto"
    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"


# Where a field may go, beside ``pay``, and as what. Names of Trip are its own; the others are of
# the period.
_NUMBERED = (FieldKind.REF, FieldKind.TEXT, FieldKind.COUNT)
_TIMED = (FieldKind.MOMENT, FieldKind.CLOCK)
FACT_KINDS: dict[str, tuple[FieldKind, ...]] = {
    **dict.fromkeys(("ref", "batch_ref", "product", "payout_ref"), _NUMBERED),
    **dict.fromkeys(
        (
            "offered_at", "accepted_at", "arrived_pickup_at", "picked_up_at", "arrived_dropoff_at",
            "completed_at", "started_at", "ended_at",
        ),
        _TIMED,
    ),
    "promised_by": (FieldKind.MOMENT,),
    "payout_at": (FieldKind.MOMENT, FieldKind.DAY),
    "month": (FieldKind.REF, FieldKind.TEXT),
    "orders": (FieldKind.COUNT,),
    **dict.fromkeys(("day", "first_day", "last_day"), (FieldKind.DAY,)),
    **dict.fromkeys(("to_pickup_m", "trip_m", "paid_m", "distance_m"), (FieldKind.DISTANCE,)),
    **dict.fromkeys(
        ("duration_s", "paid_duration_s", "wait_s", "worked"), (FieldKind.DURATION,)
    ),
    **dict.fromkeys(
        ("offered", "customer_paid", "gross", "net", "deduction", "payout"), (FieldKind.MONEY,)
    ),
}  # fmt: skip
_PAID_OUT = frozenset({"payout", "payout_at", "payout_ref"})
PERIOD_FACTS = _PAID_OUT | {
    "ref", "day", "first_day", "last_day", "month", "orders", "distance_m", "worked", "started_at",
    "ended_at", "gross", "net", "deduction",
}  # fmt: skip
TRIP_FACTS = frozenset((FACT_KINDS.keys() - PERIOD_FACTS) | {"ref", "day"})
ENTRY_FACTS = TRIP_FACTS | _PAID_OUT


class SumKind(StrEnum):
    """SUM: total is the sum of the parts. PRODUCT: total is part 1 times part 2 (money of a unit,
    number of units). SHARE: total percent is part 1 of the sum of the other parts. COUNT: total is
    how many entries there are. SAME: total is usually the same amount as the part; where it is not,
    that says nothing."""

    SUM = "sum"
    PRODUCT = "product"
    SHARE = "share"
    COUNT = "count"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class SumRule:
    """An arithmetic of the screen; ``parts`` that are not on the screen count nothing, unless they
    are required. ``order.pay`` means the field ``pay`` of every entry ``order``."""

    name: str
    kind: SumKind
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field. ``quantity`` is read out of the label itself: 距离加价 (3.2公里). ``most`` bounds
    a count, a duration (seconds) or a distance (metres)."""

    name: str
    writing: Writing
    labels: tuple[str, ...] = ()
    required: bool = False
    place: Place = Place.AUTO
    fact: str = ""
    pay: PayCategory | None = None
    quantity: FieldRule | None = None
    most: int | None = None

    @property
    def kind(self) -> FieldKind:
        return self.writing.kind


@dataclass(frozen=True, slots=True)
class LineRule:
    """A printed line that holds several fields: ``UberX · {day} · {at}``."""

    text: str


@dataclass(frozen=True, slots=True)
class EntryRule:
    """What a screen lists many of. Each entry begins with ``line`` (its value to the right is the
    field ``value``), or, where ``line`` is empty, with the label of the field ``begins``."""

    name: str
    fields: tuple[FieldRule, ...]
    line: str = ""
    value: str = ""
    begins: str = ""
    sums: tuple[SumRule, ...] = ()
    ordered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """``must``: of each group one text is on the screen; ``never``: none is. ``packages`` are names
    of the app as file names carry them. ``repeats`` names the field that begins each order where
    several screens of this kind were joined into one long picture. ``customer`` lists labels beside
    which the name, address or phone of a customer stands. ``today``: without a printed day the
    screen is of the day of the shot. ``taught``: by a person. ``sure_of_currency``: the engagement
    told it (not in the file)."""

    platform: str
    name: str
    version: str
    kind: ScreenKind
    currency: str
    zone: str
    languages: tuple[str, ...]
    wording: Wording
    basis: str
    must: tuple[tuple[str, ...], ...]
    fields: tuple[FieldRule, ...]
    may: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    lines: tuple[LineRule, ...] = ()
    entries: tuple[EntryRule, ...] = ()
    sums: tuple[SumRule, ...] = ()
    ordered: tuple[str, ...] = ()
    repeats: str = ""
    trip: TripKind = TripKind.DELIVERY
    engagement: str = ""
    customer: tuple[str, ...] = ()
    today: bool = False
    taught: bool = False
    sure_of_currency: bool = False

    @property
    def key(self) -> str:
        return f"{self.platform}/{self.name}"

    def in_currency(self, currency: str) -> Template:
        """The same screen where its app is known to pay in ``currency``: of the engagement, as a
        sign that OCR read is never asked. In another country than that of the template its clock
        waits to be placed."""
        return replace(
            self,
            currency=currency,
            zone=self.zone if currency == self.currency else "",
            sure_of_currency=True,
            fields=tuple(_in_currency(each, currency) for each in self.fields),
            entries=tuple(
                replace(each, fields=tuple(_in_currency(field, currency) for field in each.fields))
                for each in self.entries
            ),
        )

    def rule(self, name: str) -> FieldRule | None:
        """The rule of a field of a reading: ``base``, ``order.2.pay``, ``repeat.1.base``."""
        parts = name.split(".")
        fields = self.fields
        if len(parts) == 3 and parts[0] != REPEAT:
            entry = next((each for each in self.entries if each.name == parts[0]), None)
            fields = entry.fields if entry else ()
        for each in fields:
            if each.name == parts[-1]:
                return each
            if each.quantity and each.quantity.name == parts[-1]:
                return each.quantity
        return None


def _in_currency(field: FieldRule, currency: str) -> FieldRule:
    if field.kind is not FieldKind.MONEY:
        return field
    return replace(field, writing=replace(field.writing, currency=currency))


# The entry that each of several joined screens is, and that of amounts whose label nobody knows.
REPEAT, UNKNOWN = "screen", "unknown"
