"""The smallest rule that explains most orders: many starts, one criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from gigwallet.domain.money import Rounding
from gigwallet.rules.inferring.extras import Price, price_for, with_extras
from gigwallet.rules.inferring.forms import Form, Known, forms, lumps
from gigwallet.rules.inferring.guess import Guess, explained
from gigwallet.rules.inferring.pricing import repriced, rounded_best, snapped
from gigwallet.rules.inferring.receipts import Columns, Grain, Ints, grain
from gigwallet.rules.inferring.robust import Floats, capped_loss, least_absolute
from gigwallet.rules.inferring.tidying import tidied

# The search looks at so many orders at most; what it finds is then counted on all of them.
_SAMPLE, _LAST_SAMPLE = 900, 2500
_COARSE, _FINE = 110, 400
_KEPT_COARSE, _KEPT_NEAR, _KEPT_FINE = 30, 4, 2
_LEAST_STRATUM = 25
_STRATA = 5
_FINALISTS = 3
_FEW = 450
_CAP_SHARE = 0.08
_EXACT_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """A rule, how many orders it explains, and the score by which it was chosen."""

    guess: Guess
    explained: int
    score: float


def smallest_rule(
    orders: Columns,
    near: Sequence[Guess] = (),
    *,
    spans: bool = True,
    printed: Grain | None = None,
) -> Found:
    """``near``: rules that are known to have held at other times."""
    fine = grain(orders) if printed is None else printed
    if fine != Grain():
        # Platforms often reckon with the distance as they print it: then cents tell more.
        exact = smallest_rule(orders, near, spans=spans, printed=Grain())
        if exact.explained >= _EXACT_ENOUGH * len(orders):
            return scored(exact.guess, orders, fine)
    sample = orders.spread(_SAMPLE)
    price = price_for(len(sample))
    like = Guess(0, step=_step(orders))
    starts = [repriced(each, sample) for each in near]
    for stratum in _strata(sample):
        starts.extend(_fitted(sample.take(stratum), fine, price, like))
    best: Found | None = None
    for start in [*near, *_finalists(starts, sample, fine, price, spans)]:
        for clock in ("accepted", "completed"):
            found = _finished(replace(start, clock=clock), sample, fine, price, spans)
            if best is None or _merit(found) > _merit(best):
                best = found
            if all(each.start == each.end for each in found.guess.extras):
                break
    if best is None:
        raise ValueError("there are no orders")
    moved = _edges_moved(best.guess, sample, fine, price)
    if len(orders) > len(sample):
        more = orders.spread(_LAST_SAMPLE)
        moved = _finished(moved, more, fine, price_for(len(more)), spans).guess
    return scored(_unrounded(moved, orders, fine), orders, fine)


def _unrounded(guess: Guess, orders: Columns, fine: Grain) -> Guess:
    """Rounded to the cent, half up, where the amounts say no more about rounding."""
    common = replace(guess, rounding=Rounding.HALF_UP, step=1)
    count = [int(explained(each, orders, fine).sum()) for each in (guess, common)]
    return common if count[1] >= count[0] else guess


def scored(guess: Guess, orders: Columns, fine: Grain) -> Found:
    fits = explained(guess, orders, fine)
    return Found(guess, int(fits.sum()), price_for(len(orders)).score(guess, fits))


def _strata(orders: Columns) -> Iterator[Ints]:
    """Orders that probably had the same extras: all; the first and the last; the busiest hours."""
    count = len(orders)
    yield np.arange(count)
    if count >= 8 * _LEAST_STRATUM:
        yield np.arange(count // 4)
        yield np.arange(count - count // 4, count)
    minutes, days = orders.minute_accepted, orders.day_accepted
    weekend = np.isin((days - 1) % 7, (5, 6))
    hour = np.where(minutes >= 0, minutes // 60, -1) * 2 + weekend
    values, counts = np.unique(hour[minutes >= 0], return_counts=True)
    for place in np.argsort(-counts, kind="stable")[:_STRATA]:
        if counts[place] >= _LEAST_STRATUM:
            yield np.flatnonzero(hour == values[place])


def _fitted(orders: Columns, fine: Grain, price: Price, like: Guess) -> list[Guess]:
    """The best few forms for these orders alone, priced."""
    coarse, dense = orders.spread(_COARSE), orders.spread(_FINE)
    kept = _ranked(forms(orders), coarse, _KEPT_COARSE, rounds=8)
    if bool((orders.seconds > 0).mean() > 0.9):
        simple = [Form(), *(each for each in forms(orders) if len(each.bands) == 1)]
        kept += [replace(each, minutes=True) for each in [*kept[:8], *simple]]
    near = [
        (
            _hits(form, found, dense, fine) - price.orders * _size(form),
            form.priced(found, like),
        )
        for form, found in _solved(kept, dense, rounds=16)
    ]
    near.sort(key=lambda each: -each[0])
    guesses = [
        rounded_best(snapped(guess, dense, fine), dense, fine)
        for guess in dict.fromkeys(guess for _, guess in near[:_KEPT_NEAR])
    ]
    table = lumps(orders)
    if table is not None:
        guesses.append(snapped(replace(like, bands=table), dense, fine))
    found = {guess: price.score(guess, explained(guess, dense, fine)) for guess in guesses}
    return sorted(found, key=lambda guess: -found[guess])[:_KEPT_FINE]


def _size(form: Form) -> int:
    return 1 + sum(1 + (band.over > 0) for band in form.bands) + form.minutes


def _hits(form: Form, found: Floats, orders: Columns, fine: Grain) -> int:
    """How many orders the unrounded prices come to, give or take a rounding."""
    off = np.abs(form.design(orders) @ found - orders.pay)
    slack = 1.01 + sum(abs(float(each)) for each in found[1:2]) * fine.metres / 1000
    return int((off <= slack).sum())


def _ranked(tried: list[Form], orders: Columns, most: int, rounds: int) -> list[Form]:
    paid = orders.pay.astype(np.float64)
    cap = max(30.0, _CAP_SHARE * float(np.median(paid)))
    losses: list[tuple[float, int, Form]] = []
    known: Known = {}
    for group in _by_width(tried):
        designs = np.stack([form.design(orders, known) for form in group])
        found = least_absolute(designs, paid, rounds)
        loss = capped_loss(designs, paid, found, cap)
        losses += [
            (float(each), len(form.bands), form) for each, form in zip(loss, group, strict=True)
        ]
    losses.sort(key=lambda each: (each[0], each[1]))
    return [form for _, _, form in losses[:most]]


def _solved(tried: list[Form], orders: Columns, rounds: int) -> Iterator[tuple[Form, Floats]]:
    paid = orders.pay.astype(np.float64)
    known: Known = {}
    for group in _by_width(tried):
        designs = np.stack([form.design(orders, known) for form in group])
        yield from zip(group, least_absolute(designs, paid, rounds), strict=True)


def _by_width(tried: list[Form]) -> list[list[Form]]:
    widths: dict[int, list[Form]] = {}
    for form in dict.fromkeys(tried):
        widths.setdefault(len(form.bands) + form.minutes, []).append(form)
    return list(widths.values())


def _finalists(
    starts: Sequence[Guess], orders: Columns, fine: Grain, price: Price, spans: bool
) -> list[Guess]:
    """The starts that come farthest with extras, tried on some of the orders."""
    few = orders.spread(_FEW)
    own = price_for(len(few))
    found: dict[Guess, float] = {}
    for guess in dict.fromkeys(starts):
        wider = with_extras(guess, few, fine, own, spans=False)
        found[guess] = price.score(wider, explained(wider, orders, fine))
    return sorted(found, key=lambda guess: -found[guess])[:_FINALISTS]


def _finished(guess: Guess, orders: Columns, fine: Grain, price: Price, spans: bool) -> Found:
    """With its extras, and prices that are fitted beside them."""
    wider = with_extras(guess, orders, fine, price, spans=spans)
    priced = snapped(repriced(wider, orders), orders, fine)
    if price.score(priced, explained(priced, orders, fine)) > price.score(
        wider, explained(wider, orders, fine)
    ):
        wider = with_extras(priced, orders, fine, price, spans=spans)
    wider = tidied(wider, orders, fine, price)
    best = _score(wider, orders, fine, price)
    for turned in _turned(wider):
        again = with_extras(turned, orders, fine, price, spans=spans)
        again = tidied(snapped(again, orders, fine), orders, fine, price)
        best = max(best, _score(again, orders, fine, price), key=_merit)
    return best


def _merit(found: Found) -> tuple[float, int]:
    """The score; of equal ones the rule that adds rather than takes off."""
    return found.score, -sum(each.amount < 0 for each in found.guess.extras)


def _turned(guess: Guess) -> Iterator[Guess]:
    """Less outside of a window is more inside of it: only then a share of the base shows."""
    for place, each in enumerate(guess.extras):
        if each.amount < 0 and each.start != each.end and not each.days and not each.dates:
            inside = replace(each, amount=-each.amount, start=each.end, end=each.start)
            yield replace(guess, base=guess.base + each.amount, extras=(inside,))
            others = (*guess.extras[:place], *guess.extras[place + 1 :])
            yield replace(guess, base=guess.base + each.amount, extras=(inside, *others))


def _score(guess: Guess, orders: Columns, fine: Grain, price: Price) -> Found:
    fits = explained(guess, orders, fine)
    return Found(guess, int(fits.sum()), price.score(guess, fits))


def _edges_moved(guess: Guess, orders: Columns, fine: Grain, price: Price) -> Guess:
    """Edges of bands off the first grid, where they explain more."""
    best = price.score(guess, explained(guess, orders, fine))
    for place, band in enumerate(guess.bands):
        if not band.over:
            continue
        for step in (-400, -300, -250, -200, -100, 100, 200, 250, 300, 400):
            moved = replace(band, over=band.over + step)
            bands = (*guess.bands[:place], moved, *guess.bands[place + 1 :])
            if any(a.over >= b.over for a, b in pairwise(bands)):
                continue
            trial = snapped(repriced(replace(guess, bands=bands), orders), orders, fine)
            score = price.score(trial, explained(trial, orders, fine))
            if score > best:
                best, guess = score, trial
    return guess


def _step(orders: Columns) -> int:
    """What amounts are rounded to: ten cents or five where nearly all amounts are such."""
    for step in (10, 5):
        if (orders.pay % step == 0).mean() >= 0.95:
            return step
    return 1
