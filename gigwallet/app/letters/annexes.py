"""The annexes of a letter and the computations of a bundle: a row behind every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gigwallet.app.letters.basis import LetterBasis, Placed
from gigwallet.documents.bundles import annex_of_due, annexes, annexes_of_money
from gigwallet.documents.bundles.annexes import BridgeStep
from gigwallet.documents.bundles.annexes_of_money import ReceivedPayment, StatedAmount
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters.grounds import grounds
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.statement import Statement
from gigwallet.reconciliation import Bridge, BridgeLine, Pier, beside, bridge
from gigwallet.words import _, labels

# Without any of these, no statement and no listed pay speaks of the days at all.
_OF_STATEMENTS = frozenset(Pier) - {
    Pier.NO_STATEMENT,
    Pier.NOT_COVERED,
    Pier.RECEIVED_UNSTATED,
    Pier.RECEIVED_REST,
}
_NOT_ASKED = frozenset(
    {
        DiscrepancyKind.OVERPAID,
        DiscrepancyKind.NOT_COVERED,
        DiscrepancyKind.DISTANCE_DIFFERS,
        DiscrepancyKind.UNLOGGED_PAY,
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
    return tuple(each for each in basis.items if each.at_least)


def uncounted(basis: LetterBasis) -> tuple[Discrepancy, ...]:
    """The items that differ and are not asked for."""
    return tuple(
        each
        for each in basis.items
        if each.kind in _NOT_ASKED and each.received is None and each.expected is not None
    )


def proven(basis: LetterBasis, captions: Captions, numbers: Numbers | None = None) -> Proven:
    """All tables, in the language that is spoken, what is asked for first. ``numbers`` are the
    exhibits' numbers where the tables stand in a bundle."""
    known, totals = numbers or {}, basis.totals
    built = bridge(basis.items, totals)
    stated = [one for each in basis.statements for one in _stated(each, known)]
    received = [
        ReceivedPayment(
            each.fact.at,
            each.fact.payer_text,
            each.fact.ext_ref,
            each.fact.amount,
            place_of(each),
            _exhibits(each, known),
        )
        for each in basis.payouts
    ]
    steps = bridge_steps(built)
    besides = [(labels.label(kind), amount) for kind, amount in beside(totals).items() if amount]
    made = [
        annexes.difference(counted(basis), totals.shortfall, known, captions),
        annexes.bridge(steps, captions, built.by_rule),
        annexes_of_money.stated(
            [*stated, *_other_stated(basis)],
            basis.items,
            totals.stated,
            known,
            captions,
            besides if built.by_rule else (),
        ),
        annexes_of_money.received(received, totals.received, known, captions),
    ]
    if built.by_rule:
        beyond = [each for each in basis.items if each.beyond_rule and each.amount]
        made.append(annex_of_due.expected(built.work, built.expected, known, captions, beyond))
    elif built.work:
        made.append(annex_of_due.offered(built.work, built.expected, known, captions))
    if differing := uncounted(basis):
        made.append(annexes.uncounted(differing, known, captions))
    if (more := grounds(basis.items, known, captions)) is not None:
        made.append(more)
    figures = {field: row for each in made for field, row in each.figures.items()}
    amounts = {
        "expected": built.expected,
        "stated": totals.stated,
        "received": totals.received,
        "shortfall": totals.shortfall,
        **deductions_asked(basis),
        "unexplained": _sum(basis, DiscrepancyKind.UNRECONCILED, by_rule=False),
        **{step.field: step.amount for step in steps if step.field},
    }
    return Proven(
        tuple(each.table for each in made), figures, {field: amounts[field] for field in figures}
    )


def deductions_asked(basis: LetterBasis) -> dict[str, Money]:
    """The deductions that a letter asks about, by the field that shows each sum."""
    return {
        "deductions_no_rule": _sum(
            basis, DiscrepancyKind.DEDUCTION_NO_RULE, DiscrepancyKind.DUPLICATE_CHARGE
        ),
        "deductions_rule_differs": _sum(basis, DiscrepancyKind.DEDUCTION_RULE_DIFFERS),
    }


def bridge_steps(built: Bridge) -> list[BridgeStep]:
    """The rows of the bridge. Where nothing was stated, it leads straight to the money; where no
    rule is known, it begins with what was stated."""
    nothing_stated = not built.stated and not any(
        line.pier in _OF_STATEMENTS for line in (*built.to_stated, *built.to_received)
    )
    shortfall = BridgeStep("shortfall", built.shortfall, built.shortfall, strong=True)
    if not built.by_rule:
        claimed = _lines(each for each in built.to_stated if each.claimed)
        return [*claimed, *(() if nothing_stated else _from_stated(built)), shortfall]
    if nothing_stated:
        short = built.expected - built.received
        return [
            BridgeStep("expected", built.expected),
            BridgeStep("less_received", -built.received),
            BridgeStep("expected_less_received", short, field=_field("net"), strong=True),
            *_lines(_joined((*built.to_stated, *built.to_received)), "net_"),
            shortfall,
        ]
    return [
        BridgeStep("expected", built.expected),
        BridgeStep("less_stated", -built.stated),
        BridgeStep(
            "expected_less_stated",
            built.expected - built.stated,
            field=_field("expected_less_stated"),
            strong=True,
        ),
        *_lines(built.to_stated),
        *_from_stated(built),
        shortfall,
    ]


def _from_stated(built: Bridge) -> list[BridgeStep]:
    return [
        BridgeStep("stated", built.stated),
        BridgeStep("less_received", -built.received),
        BridgeStep(
            "stated_less_received",
            built.stated - built.received,
            field=_field("stated_less_received"),
            strong=True,
        ),
        *_lines(built.to_received),
    ]


def _lines(lines: Iterable[BridgeLine], under: str = "") -> list[BridgeStep]:
    return [
        BridgeStep(
            each.pier.value, each.amount, each.claimed or None, _field(under + each.pier.value)
        )
        for each in lines
    ]


def _joined(lines: Iterable[BridgeLine]) -> list[BridgeLine]:
    """Work that nothing was stated for, less what arrived for it, as one line."""
    parts = {each.pier: each for each in lines}
    work, paid = parts.get(Pier.NO_STATEMENT), parts.pop(Pier.RECEIVED_UNSTATED, None)
    if work is not None and paid is not None:
        parts[Pier.NO_STATEMENT] = replace(work, amount=work.amount + paid.amount)
    elif paid is not None:
        parts[Pier.RECEIVED_UNSTATED] = paid
    return [each for each in parts.values() if each.amount or each.claimed]


def _field(name: str) -> str:
    """The field of a letter that shows a row of the bridge."""
    return f"bridge_{name}"


def _sum(basis: LetterBasis, *kinds: DiscrepancyKind, by_rule: bool = True) -> Money:
    own = (each for each in basis.items if each.kind in kinds)
    amounts = (each.amount for each in own if by_rule or not each.trace)
    return sum(amounts, Money.zero(basis.totals.currency))


def _stated(each: Placed[Statement], known: Numbers) -> Iterator[StatedAmount]:
    said, place, exhibits = each.fact, place_of(each), _exhibits(each, known)
    if said.gross is not None:
        yield StatedAmount(said.period, "", said.gross, False, place, exhibits)
    for one in said.deductions:
        yield StatedAmount(said.period, one.label, one.amount, False, place, exhibits)
    if said.net is not None:
        yield StatedAmount(said.period, "", said.net, True, place, exhibits)


def _other_stated(basis: LetterBasis) -> Iterator[StatedAmount]:
    """What the total holds besides the statements' own sums: pay lines that stand outside of them,
    and, below zero, statements for the same days, which count once."""
    zero = Money.zero(basis.totals.currency)
    printed = zero
    for each in basis.statements:
        said = each.fact
        taken = sum((one.amount for one in said.deductions), zero)
        gross = said.gross + taken if said.gross is not None else zero
        printed += said.net if said.net is not None else gross
    other = basis.totals.stated - printed
    if other:
        label = _("pay lines outside of statements; statements for the same days count once")
        yield StatedAmount(basis.period, label, other)


def place_of(each: Placed[object]) -> str:
    """The file and line that state it, in words."""
    if not each.file:
        return _("typed in")
    if each.line is None:
        return each.file
    return _("{file}, line {line}").format(file=each.file, line=each.line)


def _exhibits(each: Placed[object], known: Numbers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for one in each.exhibits for number in known.get(one, ())))
