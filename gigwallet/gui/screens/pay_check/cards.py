"""Cards: the four figures of a pay check, and why some things are not judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import NotJudged, Reconciliation, Totals
from gigwallet.gui.screens.pay_check.items import NOTHING
from gigwallet.gui.screens.pay_check.proofs import titles
from gigwallet.gui.screens.pay_check.sums import Sums
from gigwallet.words import _, money, ngettext, number
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


def cards(totals: Totals | None, sums: Sums | None) -> tuple[Card, ...]:
    """The four cards in order; without totals they say that there is nothing yet. ``sums`` None:
    items are still being counted."""
    labels = titles()
    if totals is None:
        return tuple(Card(key, labels[key], NOTHING, "") for key in SHOWN)
    short = totals.shortfall if totals.judged else None
    return (
        Card(
            "expected",
            labels["expected"],
            _figure(totals, "expected"),
            _expected_note(totals, sums),
        ),
        Card(
            "stated",
            labels["stated"],
            _figure(totals, "stated"),
            _("no document says it") if "stated" in totals.silent else _("on slips and exports"),
        ),
        Card(
            "received",
            labels["received"],
            _figure(totals, "received"),
            _("no bill shows it") if "received" in totals.silent else _("money that arrived"),
        ),
        Card(
            "shortfall",
            labels["shortfall"],
            NOTHING if short is None else money(short),
            _short_note(short, sums),
            _short_tone(short, sums),
        ),
    )


def _figure(totals: Totals, key: str) -> str:
    amount: Money = getattr(totals, key)
    return NOTHING if key in totals.silent else money(amount)


def reasons(not_judged: Sequence[NotJudged]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Why things are not judged: sentence, how many, and the first few of them."""
    grouped: dict[str, list[str]] = {}
    for each in not_judged:
        grouped.setdefault(each.reason, []).append(each.ref)
    return tuple((reason(code), len(refs), tuple(refs[:5])) for code, refs in grouped.items())


def _expected_note(totals: Totals, sums: Sums | None) -> str:
    if "expected" in totals.silent:
        return _("no rule says it")
    if sums is None:
        return _("counting")
    return ngettext("{n} item reckoned", "{n} items reckoned", sums.reckoned).format(
        n=number(sums.reckoned)
    )


def _short_note(short: Money | None, sums: Sums | None) -> str:
    if sums is None:
        return _("counting")
    if short is None and sums.unvalued:
        words = ngettext(
            "{n} order unpaid, its worth not known",
            "{n} orders unpaid, their worth not known",
            sums.unvalued,
        )
        return words.format(n=number(sums.unvalued))
    if short is None:
        return _("nothing judged yet")
    owing = len(sums.owing)
    if not owing and sums.unclear:
        words = ngettext("at least; {n} item unclear", "at least; {n} items unclear", sums.unclear)
        return words.format(n=number(sums.unclear))
    if not owing:
        return _("in what can be judged")
    return ngettext("at least; {n} item", "at least; {n} items", owing).format(n=number(owing))


def _short_tone(short: Money | None, sums: Sums | None) -> str:
    if short is None or sums is None:
        return "bad" if short else ""
    return "bad" if short else "" if sums.unclear else "good"
