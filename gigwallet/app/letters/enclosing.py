"""What a letter encloses: the annexes that it names, and the row behind each amount and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gigwallet.app.letters.annexes import Numbers, Proven, counted, deductions_asked, proven
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.documents.bundles import annexes
from gigwallet.documents.bundles.annexes import Annex
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import Cell
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.documents.letters.form import WRITTEN_ON, LetterForm
from gigwallet.documents.letters.grounds import GROUNDS, grounds
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy

DAYS, CLAIMS = "G", "H"
# The field in which a person claims the deductions as well.
_CLAIMING = "claim_deductions"
# What a letter shows of the one item that it is about.
_OF_ITEM = ("item_expected", "item_stated", "item_received")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a letter as the person left them; ``answer_days`` is what the program proposed
    for the answer."""

    period: Period
    written_on: date
    fields: Mapping[str, str]
    answer_days: int


def narrowed(basis: LetterBasis, form: LetterForm, item: str = "") -> LetterBasis:
    """The basis with the items alone that the letter counts, and their sum; ``item`` names the one
    that a letter about a single item is about."""
    items = basis.items
    if form.counts:
        items = tuple(each for each in items if each.kind.value in form.counts)
    if form.about_one_item:
        items = tuple(each for each in items if each.ref == item and each.at_least)[:1]
    if items is basis.items:
        return basis
    zero = Money.zero(basis.totals.currency)
    short = sum((each.at_least for each in items), zero)
    return replace(basis, items=items, totals=replace(basis.totals, shortfall=short))


def enclosed(
    basis: LetterBasis,
    form: LetterForm,
    item: str,
    days: Days,
    captions: Captions,
    numbers: Numbers | None = None,
) -> Proven:
    """The tables that ``form`` names, in the order of their letters. With the ``numbers`` of the
    exhibits of a bundle, the others too that its letter does not contradict."""
    known = numbers or {}
    whole = proven(basis, captions, numbers)
    found = {each.key: each for each in whole.tables}
    figures, amounts = dict(whole.figures), dict(whole.amounts)
    own = narrowed(basis, form, item)
    if own is not basis:
        short = annexes.difference(counted(own), own.totals.shortfall, known, captions)
        found["A"] = short.table
        figures.update(short.figures)
        amounts["shortfall"] = own.totals.shortfall
        if form.about_one_item and own.items:
            told = _of_item(own.items[0])
            amounts |= told
            figures |= dict.fromkeys(told, "A1")
            # A day that the person has put in its place is theirs: no row states it.
            if days.fields.get("order_day") == own.items[0].period.first.isoformat():
                figures["order_day"] = "A1"
    claimed = _claims(amounts, figures, captions) if _claims_both(form, days.fields) else None
    if claimed is not None:
        found[CLAIMS] = claimed.table
        figures.update(claimed.figures)
        amounts["claimed_in_all"] = _total(amounts)
    found.pop(GROUNDS, None)
    if more := grounds(own.items, known, captions):
        found[GROUNDS] = more.table
    dated = _days(days, form, basis, captions, known)
    found[DAYS] = dated.table
    keys = _enclosed_keys(form, found, own is basis, numbers is not None)
    kept = {name: row for name, row in {**figures, **dated.figures}.items() if row[0] in keys}
    return Proven(
        tuple(found[key] for key in keys),
        kept,
        {name: amounts[name] for name in kept if name in amounts},
    )


def _enclosed_keys(
    form: LetterForm, found: Mapping[str, Table], counts_all: bool, bundled: bool
) -> tuple[str, ...]:
    # What is claimed beyond the pay rule stands in Annex A without its ground.
    beside = (GROUNDS,) if "A" in form.annexes else ()
    more = set(found) if bundled else set[str]()
    if not counts_all:
        # The bridge leads to all that is short, of which this letter asks for a part.
        more.discard("B")
    wanted = {*form.annexes, *beside, *more, DAYS}
    return tuple(sorted(wanted & found.keys()))


def _of_item(item: Discrepancy) -> dict[str, Money]:
    values = zip(_OF_ITEM, (item.expected, item.stated, item.received), strict=True)
    return {name: value for name, value in values if value is not None}


def _claims_both(form: LetterForm, fields: Mapping[str, str]) -> bool:
    """Only a letter that claims the deductions too has a sum of both."""
    return CLAIMS in form.annexes and bool(
        _CLAIMING not in form.fields or fields.get(_CLAIMING, "").strip()
    )


def _total(amounts: Mapping[str, Money]) -> Money:
    return amounts["shortfall"] + amounts["deductions_no_rule"]


def _claims(
    amounts: Mapping[str, Money], figures: Mapping[str, str], captions: Captions
) -> Annex | None:
    """Annex H: the sum of what is claimed, where more than one thing is."""
    if "shortfall" not in amounts or "deductions_no_rule" not in amounts:
        return None
    rows = (
        Row((captions("claims.shortfall"), amounts["shortfall"], figures["shortfall"])),
        Row(
            (
                captions("claims.deductions"),
                amounts["deductions_no_rule"],
                figures["deductions_no_rule"],
            )
        ),
        Row((captions("claims.total"), _total(amounts), ""), strong=True),
    )
    table = Table(
        CLAIMS,
        captions("claims.title", table=CLAIMS),
        (
            Column(captions("claims.what"), 3),
            Column(captions("claims.amount"), 1.2, figures=True),
            Column(captions("claims.see"), 1),
        ),
        rows,
    )
    return Annex(table, {"claimed_in_all": f"{CLAIMS}3"})


def _days(
    days: Days, form: LetterForm, basis: LetterBasis, captions: Captions, numbers: Numbers
) -> Annex:
    """Annex G: where every day in the letter comes from."""
    told: dict[str, tuple[Cell, str]] = {
        WRITTEN_ON: (days.written_on, captions("days.of_this_letter")),
        "period": (days.period, captions("days.of_the_check")),
    }
    for name in ("since", "rule_from", "answer_by"):
        text = days.fields.get(name, "").strip()
        if name in form.fields and text:
            day = date.fromisoformat(text)
            told[name] = (day, _source(name, day, days, basis, captions))
    shown = {name: told[name] for name in told if name in form.fields or name == WRITTEN_ON}
    exhibits = {
        name: tuple(
            number
            for each in basis.rules
            if name == "rule_from" and each.scheme.proof and each.scheme.first_day == cells[0]
            for number in numbers.get(each.scheme.proof, ())
        )
        for name, cells in shown.items()
    }
    rows = tuple(
        Row((captions(f"days.{name}"), *cells), exhibits[name]) for name, cells in shown.items()
    )
    table = Table(
        DAYS,
        captions("days.title", table=DAYS),
        (
            Column(captions("days.what"), 1.2),
            Column(captions("days.value"), 1.6),
            Column(captions("days.how"), 3),
        ),
        rows,
        exhibits_title=captions("annex.exhibits") if numbers else "",
    )
    return Annex(table, {name: f"{DAYS}{place}" for place, name in enumerate(shown, start=1)})


def _source(name: str, day: date, days: Days, basis: LetterBasis, captions: Captions) -> str:
    if name == "since":
        known = basis.engagement.first_day == day
        return captions("days.of_the_account" if known else "days.chosen")
    if name == "rule_from":
        rules = [each.scheme.name for each in basis.rules if each.scheme.first_day == day]
        return captions("days.of_the_rule", rule=rules[0]) if rules else captions("days.chosen")
    if day == days.written_on + timedelta(days=days.answer_days):
        return captions("days.after", count=days.answer_days)
    return captions("days.chosen")


def asked(basis: LetterBasis, form: LetterForm, item: str = "") -> Money:
    """What the letter is about, in money: the sum of the amounts that ``form`` asks for."""
    zero = Money.zero(basis.totals.currency)
    sums = {"shortfall": narrowed(basis, form, item).totals.shortfall, **deductions_asked(basis)}
    return sum((sums[name] for name in form.asks_for), zero)
