"""What a pay rule is told of an order beyond the order: the account, the person's own columns,
what was stated as its pay, and when somebody was logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.facts import Book
from gigwallet.rules import Given, PayScheme
from gigwallet.tabular import amounts

# The person's own further columns of the trips table (docs/tables.md).
OWN = "own_"
_OF_ACCOUNT = ("city", "kind", "level", "vehicle")
_OWN_COLUMNS = frozenset({"paid", "tip"})

Values = Mapping[str, Fraction | str]
Number = Callable[[str, str], Fraction | None]


def values_of(
    scheme: PayScheme, own: Mapping[str, str], account: Engagement, number: Number
) -> dict[str, Fraction | str]:
    """What the account is, then what the person's own columns (named without ``own_``) say of an
    order. ``number`` reads a cell of a column; None where it says nothing."""
    said: dict[str, Fraction | str] = {}
    for name in _OF_ACCOUNT:
        if name in scheme.words and getattr(account, name):
            said[name] = getattr(account, name)
    for name, cell in own.items():
        if not cell.strip():
            continue
        if name in scheme.words:
            said[name] = cell
        elif name in scheme.quantities and name not in _OWN_COLUMNS:
            found = number(name, cell)
            if found is not None:
                said[name] = found
    return said


def given_for(
    book: Book,
    scheme: PayScheme,
    trips: Sequence[Recorded[Trip]],
    stated: Mapping[FactId, Values] | None = None,
) -> Given:
    """Of each of ``trips``, in their order; the person's own columns go before what was ``stated``
    of an order. A cell that is no number says nothing: the order is then a range, as with anything
    that is not known."""
    shifts = tuple(each.fact for each in book.shifts) or None
    if not scheme.told:
        return Given(shifts=shifts, measures=book.stated)
    account = book.known.engagement
    values = []
    for trip in trips:
        own = own_cells(each.raw for each in trip.sources)
        known = own_paid(own, scheme.currency)
        said = values_of(scheme, own, account, _number)
        if known is not None:
            said["paid"] = Fraction(known.amount)
        values.append({**(stated or {}).get(trip.id, {}), **said})
    return Given(values, shifts, book.stated)


def own_cells(raws: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """The person's own columns of all rows that state an order; the last that says something
    counts."""
    return {
        name.removeprefix(OWN): cell
        for raw in raws
        for name, cell in raw.items()
        if name.startswith(OWN) and cell.strip()
    }


def _number(_column: str, cell: str) -> Fraction | None:
    try:
        return Fraction(amounts.number(cell))
    except ValueError:
        return None


def own_paid(own: Mapping[str, str], currency: str) -> Money | None:
    """What the person says was paid for the order, without the tip."""
    if not own.get("paid", "").strip():
        return None
    tip = own.get("tip", "").strip()
    try:
        paid = amounts.money(own["paid"], currency)
        return paid - amounts.money(tip, currency) if tip else paid
    except ValueError:
        return None
