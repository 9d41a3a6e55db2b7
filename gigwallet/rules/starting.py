"""A starting price: some kilometres are in it, and each one beyond comes on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gigwallet.rules.prices import Bands, Flat, decimal
from gigwallet.rules.scheme import Line
from gigwallet.rules.spelt import figure, line_head

# What a text calls the line of the way beyond, where it is one of its own: as a draft does.
DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class StartPrice:
    """``price`` with the first ``km`` in it (0: none are), then ``add`` on top per ``each_km``, a
    begun one counted whole if ``started``. ``apart``: the words under which a slip prints what
    comes on top as an amount of its own; empty where both are one amount. Where no kilometre is in
    the price it always stands apart."""

    price: Decimal
    km: Decimal
    add: Decimal
    each_km: Decimal = Decimal(1)
    started: bool = False
    apart: str = ""

    @property
    def is_two_lines(self) -> bool:
        return bool(self.apart) or not self.km


def start_text(name: str, label: str, start: StartPrice) -> Iterator[str]:
    """Its one line, or its two."""
    yield from line_head(name, label, "base")
    included = start.price
    if start.is_two_lines:
        yield f"price = {figure(start.price)}"
        yield from line_head(DISTANCE, start.apart or DISTANCE, "distance")
        included = Decimal(0)
    yield 'quantity = "km"'
    if not start.km:
        yield from _further(start, "price")
        return
    yield "bands = ["
    yield f"  {{ to = {figure(start.km)}, price = {figure(included)} }},"
    yield f"  {{ {', '.join(_further(start, 'add'))} }},"
    yield "]"


def _further(start: StartPrice, key: str) -> Iterator[str]:
    yield f"{key} = {figure(start.add)}"
    yield f"each = {figure(start.each_km)}"
    yield f'count = "{"started" if start.started else "exact"}"'


def start_of(first: Line, others: Sequence[Line]) -> StartPrice | None:
    """The starting price that these lines may be, where it is one; whether it says all of them is
    for the caller to compare."""
    if isinstance(first.price, Bands):
        return _beyond(first.price, None, "")
    line = next((each for each in others if each.id == DISTANCE), None)
    if line is None or not isinstance(first.price, Flat):
        return None
    if not isinstance(line.price, Flat | Bands) or line.price.quantity.name != "km":
        return None
    price = decimal(first.price.price)
    if isinstance(line.price, Flat):
        per = line.price
        return StartPrice(
            price, Decimal(0), decimal(per.price), in_km(per.each), per.started, line.label
        )
    return _beyond(line.price, price, line.label)


def _beyond(bands: Bands, price: Decimal | None, apart: str) -> StartPrice | None:
    """``price`` None: that of the first band is it."""
    if len(bands.bands) != 2:
        return None
    included, further = bands.bands
    if included.to is None or included.price is None or further.add is None:
        return None
    if price is None:
        price = decimal(included.price)
    return StartPrice(
        price, in_km(included.to), decimal(further.add), in_km(further.each), further.started, apart
    )


def in_km(metres: int) -> Decimal:
    return decimal(Fraction(metres, 1000))
