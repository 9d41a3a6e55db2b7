"""Cards: the four figures of a pay check, and why some things are not judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import NotJudged, Reconciliation, Totals
from gigwallet.gui.screens.pay_check.items import NOTHING, Item
from gigwallet.gui.screens.pay_check.proofs import titles
from gigwallet.words import _, money, ngettext
from gigwallet.words.refusals import reason

SHOWN = ("expected", "stated", "received", "shortfall")


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: its label, its amount in words, a note, and the tone of the amount."""

    key: str
    label: str
    figure: str
    note: str
    tone: str = ""


def totals_of(outcome: Reconciliation, currency: str) -> Totals | None:
    """The totals of one currency; the first ones where that currency is not there."""
    chosen = next((each for each in outcome.totals if each.currency == currency), None)
    return chosen or next(iter(outcome.totals), None)


def cards(totals: Totals | None, rows: Sequence[Item]) -> tuple[Card, ...]:
    """The four cards in order; without totals they say that there is nothing yet."""
    labels = titles()
    if totals is None:
        return tuple(Card(key, labels[key], NOTHING, "") for key in SHOWN)
    reckoned = sum(1 for row in rows if row.reckoned)
    judged = bool(reckoned or totals.shortfall)

    def figure(key: str, amount: Money) -> str:
        return NOTHING if key in totals.silent else money(amount)

    unclear = sum(
        1
        for row in rows
        if row.short and not row.discrepancy.at_least and not row.discrepancy.set_aside
    )
    short = sum(1 for row in rows if row.discrepancy.at_least)
    return (
        Card(
            "expected",
            labels["expected"],
            money(totals.expected) if reckoned else NOTHING,
            _expected_note(reckoned),
        ),
        Card(
            "stated",
            labels["stated"],
            figure("stated", totals.stated),
            _("no document says it") if "stated" in totals.silent else _("on slips and exports"),
        ),
        Card(
            "received",
            labels["received"],
            figure("received", totals.received),
            _("no bill shows it") if "received" in totals.silent else _("money that arrived"),
        ),
        Card(
            "shortfall",
            labels["shortfall"],
            money(totals.shortfall) if judged else NOTHING,
            _short_note(short, unclear, judged),
            "bad" if totals.shortfall else "good" if judged and not unclear else "",
        ),
    )


def reasons(not_judged: Sequence[NotJudged]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Why things are not judged: sentence, how many, and the first few of them."""
    grouped: dict[str, list[str]] = {}
    for each in not_judged:
        grouped.setdefault(each.reason, []).append(each.ref)
    return tuple((reason(code), len(refs), tuple(refs[:5])) for code, refs in grouped.items())


def _expected_note(reckoned: int) -> str:
    if not reckoned:
        return _("no rule says it")
    return ngettext("{n} item reckoned", "{n} items reckoned", reckoned).format(n=reckoned)


def _short_note(short: int, unclear: int, judged: bool) -> str:
    if not judged:
        return _("nothing judged yet")
    if not short and unclear:
        words = ngettext("at least; {n} item unclear", "at least; {n} items unclear", unclear)
        return words.format(n=unclear)
    if not short:
        return _("in what can be judged")
    return ngettext("at least; {n} item", "at least; {n} items", short).format(n=short)
