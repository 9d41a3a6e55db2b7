"""Proofs: the lines that each of the four figures adds up from, to the last cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.reconciled import UNDERPAID_KINDS, CoveredSpan, DiscrepancyKind, Totals
from gigwallet.domain.recorded import ExhibitId, Recorded, SchemeId
from gigwallet.domain.statement import Statement
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.screens.pay_check.sums import Sums
from gigwallet.words import _, day, ngettext, number
from gigwallet.words.labels import label

_EXPECTED = "expected:"  # how totals mark expected amounts of a category
_MOST_LINES = 40
_MOST_PAPERS = 8
_DIFFERENCES = (
    *(kind for kind in DiscrepancyKind if kind in UNDERPAID_KINDS),
    DiscrepancyKind.UNPAID,
    DiscrepancyKind.OVERPAID,
)

Line = tuple[str, Money]


@dataclass(frozen=True, slots=True)
class Papers:
    """The statements and payouts of the period, as recorded."""

    statements: tuple[Recorded[Statement], ...] = ()
    payouts: tuple[Recorded[Payout], ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """``lines`` add up to ``figure``. ``besides`` are amounts that it leaves out, and why.
    ``silent`` says why nothing is known where the figure stands for that."""

    title: str
    figure: Money
    tone: str
    meaning: str
    lines: tuple[Line, ...]
    besides: tuple[Line, ...] = ()
    leads_to_rules: bool = False
    silent: str = ""
    schemes: tuple[SchemeId, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()


def proof(
    key: str,
    totals: Totals,
    sums: Sums,
    papers: Papers,
    coverage: Sequence[CoveredSpan] = (),
) -> Proof:
    """What the figure of the card ``key`` (expected, stated, received, shortfall) adds up from, and
    the rules and documents that say it. ``coverage``: the exports that pay lines come from."""
    figure: Money = getattr(totals, key)
    lines = {
        "expected": lambda: _expected(totals),
        "stated": lambda: _stated(papers.statements) or _stated_lines(totals),
        "received": lambda: _received(papers.payouts),
        "shortfall": lambda: _short(sums.owing),
    }[key]()
    return Proof(
        titles()[key],
        figure,
        ("bad" if figure else "good") if key == "shortfall" else "",
        _meanings()[key],
        () if key in totals.silent else _adding_up(lines, figure, _rest(key)),
        _beyond_the_least(sums) if key == "shortfall" else (),
        leads_to_rules=key == "expected",
        silent=_silent(key, totals),
        schemes=sums.schemes if key in ("expected", "shortfall") else (),
        exhibits=_papers(key, papers, coverage)[:_MOST_PAPERS],
    )


def _papers(key: str, papers: Papers, coverage: Iterable[CoveredSpan]) -> tuple[ExhibitId, ...]:
    """Each once, in the order in which they are met. What is short rests on all that was paid."""
    found: list[ExhibitId | None] = []
    if key == "shortfall":
        for of in ("stated", "received"):
            found += _papers(of, papers, coverage)
    elif key == "received":
        money_in = (each for each in papers.payouts if each.fact.side is PayoutSide.RECEIVED)
        found = [source.exhibit_id for each in money_in for source in each.sources]
    elif key == "stated":
        found = [source.exhibit_id for each in papers.statements for source in each.sources]
        found += [paper for each in coverage if each.what == "pay" for paper in each.exhibits]
    return tuple(dict.fromkeys(each for each in found if each))


def _silent(key: str, totals: Totals) -> str:
    """Why nothing is known; of what is short, why it is not known to be nothing."""
    if key == "shortfall":
        if {"expected", "stated"} <= totals.silent:
            return _("No pay rule of yours and no offer before the order says what this work pays.")
        if "expected" in totals.silent:
            return _silence()["expected"]
        if {"stated", "received"} <= totals.silent:
            return _("No slip, export or bill in your files says what was paid for these days.")
        return ""
    return _silence().get(key, "") if key in totals.silent else ""


def titles() -> dict[str, str]:
    return {
        "expected": _("Expected"),
        "stated": _("Stated"),
        "received": _("Received"),
        "shortfall": _("Short paid"),
    }


def _expected(totals: Totals) -> list[Line]:
    """By category where the rule answers for all of it; else what was stated, with what single
    orders differ by."""
    zero = Money.zero(totals.currency)
    by_rule = [
        (label(PayCategory(name.removeprefix(_EXPECTED))), amount)
        for name, amount in totals.by_category.items()
        if name.startswith(_EXPECTED) and amount
    ]
    if _sum(by_rule, totals.currency) == totals.expected:
        return by_rule
    differing = [(label(kind), totals.by_kind.get(kind.value, zero)) for kind in _DIFFERENCES]
    return [
        (_("Stated"), totals.stated),
        *((words, amount) for words, amount in differing if amount),
    ]


def _stated(statements: Iterable[Recorded[Statement]]) -> list[Line]:
    found = []
    for each in statements:
        sheet = each.fact
        pays = sheet.net
        if pays is None and sheet.gross is not None:
            pays = sum((taken.amount for taken in sheet.deductions), sheet.gross)
        if pays is not None:
            found.append((f"{label(sheet.kind)}, {items.short_period(sheet.period)}", pays))
    return found


def _stated_lines(totals: Totals) -> list[Line]:
    """Pay lines by category, where they are all that is stated."""
    lines = [
        (label(PayCategory(name)), amount)
        for name, amount in totals.by_category.items()
        if not name.startswith(_EXPECTED) and amount
    ]
    return lines if _sum(lines, totals.currency) == totals.stated else []


def _received(payouts: Iterable[Recorded[Payout]]) -> list[Line]:
    found = []
    for each in payouts:
        payout = each.fact
        if payout.side is PayoutSide.RECEIVED:
            words = [day(payout.at.day), payout.payer_text]
            if payout.period is not None:
                words.append(_("for {period}").format(period=items.short_period(payout.period)))
            found.append((", ".join(word for word in words if word), payout.amount))
    return found


def _short(rows: Sequence[PayItem]) -> list[Line]:
    """Those that are shown have words; of the others only the sum is told."""
    return [
        *(
            (
                _("{what}: {status}").format(what=items.subject(row), status=items.status(row)),
                row.at_least,
            )
            for row in rows[:_MOST_LINES]
        ),
        *(("", row.at_least) for row in rows[_MOST_LINES:]),
    ]


def _beyond_the_least(sums: Sums) -> tuple[Line, ...]:
    """What may be short as well, by kind: it is shown and not counted."""
    return tuple((label(kind), more) for kind, more in sums.beyond)


def _adding_up(lines: Sequence[Line], figure: Money, rest: str) -> tuple[Line, ...]:
    """The lines of the figure's currency, the smaller ones beyond the first forty in one, and
    what they leave over as a line of its own."""
    own = [line for line in lines if line[1].currency == figure.currency]
    shown, hidden = own[:_MOST_LINES], own[_MOST_LINES:]
    if hidden:
        words = ngettext("{n} more line", "{n} more lines", len(hidden))
        shown.append((words.format(n=number(len(hidden))), _sum(hidden, figure.currency)))
    left = figure - _sum(shown, figure.currency)
    return (*shown, *(((rest, left),) if left else ()))


def _sum(lines: Iterable[Line], currency: str) -> Money:
    return sum((amount for _words, amount in lines), Money.zero(currency))


def _rest(key: str) -> str:
    """What is called that the listed lines do not hold."""
    return {
        "stated": _("Pay lines outside of these statements, and what is stated twice"),
        "expected": _("What your rule gives for the rest"),
    }.get(key, _("Other"))


def _meanings() -> dict[str, str]:
    return {
        "expected": _(
            "What your pay rules give for the work that you recorded. Where none of them answers, "
            "what was stated counts as expected."
        ),
        "stated": _("What pay slips, exports and bills say that you are paid."),
        "received": _("Money that arrived, as your wallet or bank bill shows it."),
        "shortfall": _(
            "The least that is missing in what can be judged. Where an input is not known, the "
            "smaller figure counts. Other claims stay open."
        ),
    }


def _silence() -> dict[str, str]:
    return {
        "expected": _(
            "No pay rule of yours and no offer before the order says what this work pays. What was "
            "stated is all that there is."
        ),
        "stated": _(
            "No slip, statement or export in your files says what you are paid for these days."
        ),
        "received": _(
            "No bill of a wallet or bank in your files shows these days: whether money arrived is "
            "not known. Import the bill, or type what arrived."
        ),
    }
