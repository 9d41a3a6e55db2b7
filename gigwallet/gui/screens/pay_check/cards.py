"""Cards: the four figures of a pay check, and what each of them adds up from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind, NotJudged, Reconciliation, Totals
from gigwallet.gui.screens.pay_check.items import NOTHING, Item, shown, subject, when
from gigwallet.words import _, money, ngettext, signed_money
from gigwallet.words.labels import label
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


@dataclass(frozen=True, slots=True)
class Proof:
    """What a figure adds up from: lines of (what, amount), then what they come to."""

    title: str
    figure: str
    tone: str
    meaning: str
    lines: tuple[tuple[str, str], ...]
    more: int = 0
    leads_to_rules: bool = False


def totals_of(outcome: Reconciliation, currency: str) -> Totals | None:
    """The totals of one currency; the first ones where that currency is not there."""
    chosen = next((each for each in outcome.totals if each.currency == currency), None)
    return chosen or next(iter(outcome.totals), None)


def cards(totals: Totals | None, rows: Sequence[Item]) -> tuple[Card, ...]:
    """The four cards in order; without totals they say that there is nothing yet."""
    labels = _labels()
    if totals is None:
        return tuple(Card(key, labels[key], NOTHING, "") for key in SHOWN)
    short = sum(1 for row in rows if row.short)
    return (
        Card("expected", labels["expected"], money(totals.expected), _expected_note(rows)),
        Card("stated", labels["stated"], money(totals.stated), _("on slips and exports")),
        Card("received", labels["received"], money(totals.received), _("money that arrived")),
        Card(
            "shortfall",
            labels["shortfall"],
            money(totals.shortfall),
            ngettext("at least; {n} item", "at least; {n} items", short).format(n=short)
            if totals.shortfall
            else _("in what can be judged"),
            "bad" if totals.shortfall else "good",
        ),
    )


def proof(key: str, totals: Totals, rows: Sequence[Item], limit: int = 40) -> Proof:
    """What the figure of the card ``key`` adds up from."""
    amount: Money = getattr(totals, key)
    if key == "shortfall":
        kinds = [
            (label(DiscrepancyKind(kind)), signed_money(-of_kind))
            for kind, of_kind in totals.by_kind.items()
            if of_kind
        ]
        return Proof(
            _labels()[key],
            money(amount),
            "bad" if amount else "good",
            _meanings()[key],
            tuple(kinds),
        )
    found = [
        (f"{subject(row)} ({when(row)})" if subject(row) != when(row) else when(row), shown(each))
        for row in rows
        if (each := getattr(row.discrepancy, key)) is not None and each.currency == totals.currency
    ]
    return Proof(
        _labels()[key],
        money(amount),
        "",
        _meanings()[key],
        tuple(found[:limit]),
        max(0, len(found) - limit),
        leads_to_rules=key == "expected",
    )


def reasons(not_judged: Sequence[NotJudged]) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Why things are not judged: sentence, how many, and the first few of them."""
    grouped: dict[str, list[str]] = {}
    for each in not_judged:
        grouped.setdefault(each.reason, []).append(each.ref)
    return tuple((reason(code), len(refs), tuple(refs[:5])) for code, refs in grouped.items())


def _labels() -> dict[str, str]:
    return {
        "expected": _("Expected"),
        "stated": _("Stated"),
        "received": _("Received"),
        "shortfall": _("Short paid"),
    }


def _meanings() -> dict[str, str]:
    return {
        "expected": _("What your pay rules come to for the work that you recorded."),
        "stated": _("What pay slips, exports and bills say that you are paid."),
        "received": _("Money that arrived, as your wallet or bank bill shows it."),
        "shortfall": _(
            "The least that is missing in what can be judged. Where an input is not known, the "
            "smaller figure counts. Other claims stay open."
        ),
    }


def _expected_note(rows: Sequence[Item]) -> str:
    judged = sum(1 for row in rows if row.discrepancy.expected is not None)
    if not judged:
        return _("no rule covers it")
    return ngettext("{n} item under a rule", "{n} items under a rule", judged).format(n=judged)
