"""Each deduction that was taken, against the rules in the files: shown, not there, or different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.statement import Deduction, Statement
from gigwallet.domain.step import Step
from gigwallet.reconciliation.expectation import scheme_on, version_on
from gigwallet.reconciliation.facts import Book, SchemeInUse, exhibits_of, exhibits_together, ids_of
from gigwallet.reconciliation.figures import ONE, fact, total
from gigwallet.rules import Counted, Standing, judge_deduction

_KINDS = {
    Standing.RULE_SHOWN: DiscrepancyKind.DEDUCTION_RULE_SHOWN,
    Standing.NO_RULE: DiscrepancyKind.DEDUCTION_NO_RULE,
    Standing.RULE_DIFFERS: DiscrepancyKind.DEDUCTION_RULE_DIFFERS,
}
TAKEN_OFF = frozenset(
    {
        PayCategory.PENALTY,
        PayCategory.EQUIPMENT,
        PayCategory.INSURANCE,
        PayCategory.HOLDBACK,
    }
)


def judge_printed(book: Book, statement: Recorded[Statement]) -> list[Discrepancy]:
    """The deductions that a statement prints."""
    fact = statement.fact
    cash = total(
        (
            each.fact.amount
            for each in book.lines_of(fact.ref)
            if each.fact.category is PayCategory.CASH_COLLECTED
        ),
        fact.currency,
    )
    return [
        _cash(item) if cash and deduction.amount == cash else _returned(book, item, fact.period)
        for deduction in fact.deductions
        if deduction.amount.minor < 0
        for item in [_judged(book, deduction, fact.period, str(fact.period), [statement])]
    ]


def _returned(book: Book, item: Discrepancy, taken_in: Period) -> Discrepancy:
    """What was held back and given back later in full is no deduction."""
    if item.kind is not DiscrepancyKind.DEDUCTION_NO_RULE or item.stated is None:
        return item
    lines = book.line_columns
    for place, category in enumerate(lines.category):
        day = lines.recognised[place]
        if category is not PayCategory.HOLDBACK or day is None or day < taken_in.first:
            continue
        line = lines.rows[place]
        if line.fact.amount == -item.stated:
            told = {"held_money": fact(line.fact.amount), "back_day": day.isoformat()}
            return replace(
                _nothing(item),
                steps=(Step("pay_held_and_returned", told),),
                facts=(*item.facts, line.id),
                exhibits=exhibits_together(item.exhibits, exhibits_of([line])),
            )
    return item


def _nothing(item: Discrepancy) -> Discrepancy:
    """A sum that was taken off and that nobody misses."""
    zero = Money.zero(item.amount.currency)
    return replace(
        item,
        kind=DiscrepancyKind.DEDUCTION_RULE_SHOWN,
        amount=zero,
        low=zero,
        high=zero,
        expected=-(item.stated or zero),
        trace=(),
    )


def _cash(item: Discrepancy) -> Discrepancy:
    """What customers paid in cash was in the person's hands already: that it is taken off the rest
    needs no rule."""
    taken = item.stated or Money.zero(item.amount.currency)
    step = Step("pay_cash_collected", {"cash_money": fact(-taken)})
    return replace(_nothing(item), steps=(step,))


def judge_lines(book: Book, printed: Iterable[Recorded[Statement]]) -> list[Discrepancy]:
    """Deductions among the pay lines, unless a statement answers for them. Lines of one label and
    order that cancel out (a holdback that was given back) are none."""
    answered = [
        (each.label, statement.fact) for statement in printed for each in statement.fact.deductions
    ]
    groups: dict[tuple[str, str, str], list[Recorded[PayLine]]] = {}
    categories = enumerate(book.line_columns.category)
    for line in [book.lines[place] for place, category in categories if category in TAKEN_OFF]:
        if not _answered(line.fact, answered):
            key = (line.fact.label_raw, line.fact.trip_ref, line.fact.amount.currency)
            groups.setdefault(key, []).append(line)
    found = []
    for (label, trip_ref, currency), lines in groups.items():
        taken = total((each.fact.amount for each in lines), currency)
        if taken.minor >= 0:
            continue
        apart = all(each.fact.amount.minor < 0 for each in lines)
        seen: set[int] = set()
        for part in [[each] for each in lines] if apart else [lines]:
            period = _period(book, part)
            if period is None:
                continue
            name = label or part[0].fact.category.value
            amount = total((each.fact.amount for each in part), currency)
            deduction = Deduction(name, amount)
            item = _judged(book, deduction, period, trip_ref or str(period), part)
            again = bool(trip_ref) and amount.minor in seen
            seen.add(amount.minor)
            found.append(_charged_again(item) if again else item)
    return found


def _charged_again(item: Discrepancy) -> Discrepancy:
    """The same sum under the same name for the same order once more. Two fines may be meant, so it
    is asked about: what goes beyond the rule, or where there is none the whole charge."""
    step = Step("pay_charged_again", {"charged_money": fact(-(item.stated or item.amount))})
    return replace(item, kind=DiscrepancyKind.DUPLICATE_CHARGE, steps=(*item.steps, step))


def _answered(line: PayLine, printed: Sequence[tuple[str, Statement]]) -> bool:
    """Whether the statement that the line belongs to prints a deduction of the same label."""
    moment = line.occurred_at or line.recognised_at
    for label, statement in printed:
        named = bool(statement.ref) and statement.ref == line.statement_ref
        if label == line.label_raw and (named or (moment and moment.day in statement.period)):
            return True
    return False


def _period(book: Book, lines: Sequence[Recorded[PayLine]]) -> Period | None:
    """The days of the lines; else of the statement that they name, or of the trip."""
    moments = [each.fact.occurred_at or each.fact.recognised_at for each in lines]
    days = [each.day for each in moments if each is not None]
    if days:
        return Period(min(days), max(days))
    first = lines[0].fact
    statement = book.statement_named(first.statement_ref)
    if statement is not None:
        return statement.fact.period
    trips = zip(book.trip_columns.ref, book.trip_columns.day, strict=True)
    known = [day for ref, day in trips if day is not None and ref == first.trip_ref != ""]
    return Period.of_day(known[0]) if known else None


def _judged(
    book: Book,
    deduction: Deduction,
    period: Period,
    ref: str,
    shown_by: Sequence[Recorded[Statement]] | Sequence[Recorded[PayLine]],
) -> Discrepancy:
    scheme = scheme_on(book.schemes, period.last, deduction.amount.currency) or scheme_on(
        book.schemes, period.first, deduction.amount.currency
    )
    rule = scheme[2] if scheme is not None else None
    version = None
    if rule is not None:
        version = version_on(rule, period.last) or version_on(rule, period.first)
    name = rule.name if rule is not None else ""
    verdict = judge_deduction(deduction, version, _counted(book, period), name)
    zero = Money.zero(deduction.amount.currency)
    claimed = verdict.standing is Standing.RULE_DIFFERS
    return Discrepancy(
        kind=_KINDS[verdict.standing],
        ref=f"{ref} {deduction.label}",
        engagement_id=book.id,
        period=period,
        amount=verdict.beyond,
        # Without a rule in the files there may still be one: it is asked about, not claimed.
        low=verdict.beyond if claimed else zero,
        high=verdict.beyond,
        confidence=ONE,
        expected=None if verdict.allowed is None else -verdict.allowed,
        stated=deduction.amount,
        steps=verdict.steps,
        trace=verdict.trace,
        facts=ids_of(shown_by),
        exhibits=exhibits_together(exhibits_of(shown_by), _proof(scheme, verdict.standing)),
        scheme_id=scheme[0] if scheme is not None and verdict.rule is not None else None,
    )


def _proof(scheme: SchemeInUse | None, standing: Standing) -> tuple[ExhibitId, ...]:
    return scheme[3] if scheme is not None and standing is not Standing.NO_RULE else ()


def _counted(book: Book, period: Period) -> Counted:
    """How often the period can have had each occasion, as far as trips and tallies say."""
    trips = book.trip_columns
    done = [trips.day[place] for place in book.places_in(period) if trips.done[place]]
    tallies = [each.fact for each in book.tallies if period.covers(each.fact.period)]
    orders = sum(each.orders or 0 for each in tallies) or len(done)
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
    return Counted(
        orders=orders or None,
        days_worked=len(set(done)) if done and not tallies else None,
        days=period.days,
        months=months + 1,
    )
