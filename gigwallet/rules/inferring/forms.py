"""The ways in which pay may grow with distance and time: every form that is tried, as columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from gigwallet.rules.inferring.guess import FINE, KM, Band, Guess, units
from gigwallet.rules.inferring.receipts import Columns
from gigwallet.rules.inferring.robust import Floats

# Edges are looked for on this grid first, and moved in finer steps afterwards.
EDGE_STEP = 500
_MOST_EDGES = 20
_WAYS = ((KM, False), (500, True), (KM, True))

# Columns by band and where it ends.
Known = dict[tuple[Band, int | None], Floats]


@dataclass(frozen=True, slots=True)
class Form:
    """Bands without prices yet, and whether minutes are paid."""

    bands: tuple[Band, ...] = ()
    minutes: bool = False

    def design(self, orders: Columns, known: Known | None = None) -> Floats:
        """Per order: 1, how often each band counts, the minutes. ``known`` keeps columns that
        other forms have as well."""
        found = [np.ones(len(orders))]
        known = {} if known is None else known
        for place, band in enumerate(self.bands):
            ends = self.bands[place + 1].over if place + 1 < len(self.bands) else None
            if (band, ends) not in known:
                known[band, ends] = units(band, ends, orders.metres)
            found.append(known[band, ends])
        if self.minutes:
            found.append(np.maximum(orders.seconds, 0) / 60)
        return np.stack(found, axis=1)

    def priced(self, coefficients: Floats, like: Guess) -> Guess:
        """``like`` with these prices, to the minor unit."""
        prices = [round(float(each)) * FINE for each in coefficients[1:]]
        bands = tuple(
            replace(band, price=price) for band, price in zip(self.bands, prices, strict=False)
        )
        minute = round(float(coefficients[-1]) * FINE) if self.minutes else 0
        return replace(like, base=round(float(coefficients[0])), bands=bands, minute=minute)


def form_of(guess: Guess) -> Form:
    return Form(guess.bands, guess.minute != 0)


def forms(orders: Columns) -> list[Form]:
    """Without minutes; none with distances where these are not known."""
    found = [Form()]
    known = orders.metres[orders.metres >= 0]
    if len(known) < 0.9 * len(orders) or len(np.unique(known)) < 5:
        return found
    farthest = float(np.quantile(known, 0.97))
    edges = range(EDGE_STEP, int(min(farthest, _MOST_EDGES * EDGE_STEP)), EDGE_STEP)
    return found + [Form(bands) for bands in _bands(edges)]


def _bands(edges: range) -> Iterator[tuple[Band, ...]]:
    for each, started in _WAYS:
        yield (Band(0, 0, each, started),)
    for first in edges:
        for each, started in _WAYS:
            yield (Band(first, 0, each, started),)
            yield (Band(0, 0), Band(first, 0, each, started))
        for second in edges:
            if second > first:
                for each, started in _WAYS:
                    yield (Band(first, 0), Band(second, 0, each, started))
                # Two ways of counting begun parts in one rule are not met with.
                yield (Band(first, 0, KM, True), Band(second, 0, KM, True))


def lumps(orders: Columns, most: int = 6) -> tuple[Band, ...] | None:
    """A table of prices by distance: where the commonest amount of each half kilometre changes.
    None where there is none, or more steps than anybody writes into a table."""
    places = orders.metres // EDGE_STEP
    # An edge is included below: 3.000 km still is in the band to 3.
    places = np.where((orders.metres % EDGE_STEP == 0) & (places > 0), places - 1, places)
    found: list[Band] = []
    last: int | None = None
    for place in range(int(places.max(initial=0)) + 1):
        amounts, counts = np.unique(orders.pay[places == place], return_counts=True)
        if not len(amounts) or counts.sum() < 4 or counts.max() < 0.5 * counts.sum():
            continue
        common = int(amounts[counts.argmax()])
        if last is not None and common != last:
            found.append(Band(place * EDGE_STEP, (common - last) * FINE, 0))
        last = common
    return tuple(found) if 0 < len(found) <= most else None
