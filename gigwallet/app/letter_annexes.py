"""The annexes of a letter and the computations of a bundle: a row behind every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gigwallet.app.letter_basis import LetterBasis, Placed
from gigwallet.documents import annexes
from gigwallet.documents.annexes import ReceivedPayment, StatedAmount
from gigwallet.documents.captions import Captions
from gigwallet.documents.tables import Table
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.statement import Statement
from gigwallet.words import _

# Items that are about work and its pay even where no arithmetic of a rule stands behind them (an
# offer before the order). Others are about work where they carry the arithmetic of a rule.
_WORK = frozenset(
    {
        DiscrepancyKind.PAID,
        DiscrepancyKind.UNDERPAID,
        DiscrepancyKind.OVERPAID,
        DiscrepancyKind.UNPAID,
        DiscrepancyKind.NOT_COVERED,
    }
)
_DEDUCTIONS = frozenset(
    {
        DiscrepancyKind.DEDUCTION_RULE_SHOWN,
        DiscrepancyKind.DEDUCTION_NO_RULE,
        DiscrepancyKind.DEDUCTION_RULE_DIFFERS,
    }
)
Numbers = Mapping[ExhibitId, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Proven:
    """``figures`` name the row that proves each of the letter's ``amounts``."""

    tables: tuple[Table, ...]
    figures: Mapping[str, str]
    amounts: Mapping[str, Money]


def counted(basis: LetterBasis) -> tuple[Discrepancy, ...]:
    """The items that the shortfall adds up: what is short at the least."""
    return tuple(each for each in basis.items if each.low.minor > 0)


def proven(basis: LetterBasis, captions: Captions, numbers: Numbers | None = None) -> Proven:
    """All tables, in the language that is spoken. ``numbers`` are the exhibits' numbers where the
    tables stand in a bundle."""
    known, totals, work = numbers or {}, basis.totals, _work(basis)
    stated = [one for each in basis.statements for one in _stated(each, known)]
    received = [
        ReceivedPayment(
            each.fact.at,
            each.fact.payer_text,
            each.fact.ext_ref,
            each.fact.amount,
            _place(each),
            _exhibits(each, known),
        )
        for each in basis.payouts
    ]
    made = [
        annexes.expected(work, _by_rule(basis), known, captions),
        annexes.stated(stated, basis.items, totals.stated, known, captions),
        annexes.received(received, totals.received, known, captions),
        annexes.difference(counted(basis), totals.shortfall, known, captions),
    ]
    figures = {field: row for each in made for field, row in each.figures.items()}
    return Proven(
        tuple(each.table for each in made),
        figures,
        {field: _amount(field, basis) for field in figures},
    )


def _work(basis: LetterBasis) -> list[Discrepancy]:
    return [
        each
        for each in basis.items
        if each.expected is not None
        and each.kind not in _DEDUCTIONS
        and (each.trace or each.kind in _WORK)
    ]


def _by_rule(basis: LetterBasis) -> Money:
    """What the rule gives for the work, as the rows of Annex A add up. The totals of the pay check
    set against it what was stated for work that no rule speaks of, and deductions with a rule."""
    due = [each.expected for each in _work(basis) if each.expected is not None]
    return sum(due, Money.zero(basis.totals.currency))


def _amount(field: str, basis: LetterBasis) -> Money:
    match field:
        case "deductions_no_rule":
            return _sum(basis, DiscrepancyKind.DEDUCTION_NO_RULE)
        case "deductions_rule_differs":
            return _sum(basis, DiscrepancyKind.DEDUCTION_RULE_DIFFERS)
        case "unexplained":
            return _sum(basis, DiscrepancyKind.UNRECONCILED)
        case "expected":
            return _by_rule(basis)
        case "stated":
            return basis.totals.stated
        case "received":
            return basis.totals.received
        case "shortfall":
            return basis.totals.shortfall
        case _:
            raise ValueError(f"no amount of the pay check is called {field}")


def _sum(basis: LetterBasis, kind: DiscrepancyKind) -> Money:
    amounts = (each.amount for each in basis.items if each.kind is kind)
    return sum(amounts, Money.zero(basis.totals.currency))


def _stated(each: Placed[Statement], known: Numbers) -> Iterator[StatedAmount]:
    said, place, exhibits = each.fact, _place(each), _exhibits(each, known)
    if said.gross is not None:
        yield StatedAmount(said.period, "", said.gross, False, place, exhibits)
    for one in said.deductions:
        yield StatedAmount(said.period, one.label, one.amount, False, place, exhibits)
    if said.net is not None:
        yield StatedAmount(said.period, "", said.net, True, place, exhibits)


def _place(each: Placed[object]) -> str:
    if not each.file:
        return _("typed in")
    if each.line is None:
        return each.file
    return _("{file}, line {line}").format(file=each.file, line=each.line)


def _exhibits(each: Placed[object], known: Numbers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for one in each.exhibits for number in known.get(one, ())))
