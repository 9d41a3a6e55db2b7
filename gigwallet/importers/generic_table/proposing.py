"""What an unknown table seems to say, and what only its person can tell."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import (
    ColumnUse,
    DistanceUnit,
    DurationUnit,
    Meaning,
    RowMeaning,
    Signs,
    TableProfile,
)
from gigwallet.tabular import table_guess, workbooks
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.column_kinds import CellKind
from gigwallet.tabular.currencies import is_code, sharers
from gigwallet.tabular.day_column import DayOrder
from gigwallet.tabular.table_guess import Guess
from gigwallet.tabular.tables import Table

# Several columns of one of these meanings would contradict one another: the first one counts.
_ONCE = frozenset(Meaning) - {Meaning.MONEY}
_NUMBERS = (CellKind.AMOUNT, CellKind.NUMBER)


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """``kind`` is what its cells are (``day``, ``moment``, ``clock``, ``amount``, ``number``,
    ``text``), ``samples`` up to five of them. ``meaning`` None: it would not be read. ``is_sum``:
    it adds up the other amounts, and would count twice."""

    column: str
    kind: str
    filled: int
    samples: tuple[str, ...]
    meaning: Meaning | None = None
    category: PayCategory | None = None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """``what`` is a field of ``TableProfile`` (``currency``, ``decimal``, ``day_order``, ``zone``,
    ``platform``, ``distance``, ``duration``, ``signs``) or ``category``, then of ``column``.
    ``choices`` may be empty: anything. One that is ``needed`` leaves the profile unfinished."""

    what: str
    column: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A table of a file: of a workbook one sheet. ``profile`` is a draft that holds every guess;
    what ``questions`` ask of it is a default or empty."""

    sheet: str
    header_line: int
    columns: tuple[ProposedColumn, ...]
    questions: tuple[Question, ...]
    profile: TableProfile


def proposals(name: str, data: bytes) -> tuple[Proposal, ...]:
    """One for each table in the file. Refuses with ``format_unknown`` where there is none, and
    with what a workbook is refused with."""
    if workbooks.is_workbook(data):
        parts = [(sheet.name, sheet.text) for sheet in workbooks.sheets(name, data)]
    else:
        parts = [("", data)]
    found = []
    for sheet, text in parts:
        try:
            table = table_guess.opened(name, io.BytesIO(text))
        except GigWalletError as refusal:
            if refusal.code != "format_unknown":
                raise
            continue
        found.append(_proposal(sheet, table))
    if not found:
        raise GigWalletError("format_unknown", name=name)
    return tuple(found)


def _proposal(sheet: str, table: Table) -> Proposal:
    guesses = _once(table_guess.guesses(table))
    rows = _rows(guesses)
    draft = TableProfile(
        name="",
        header=tuple(dict.fromkeys(name for name in table.header if name)),
        rows=rows,
        uses=tuple(
            ColumnUse(each.column, each.meaning, each.category) for each in guesses if each.meaning
        ),
        currency=_currency(guesses),
        decimal=(_decimal(guesses) or Style.POINT).value,
        day_order=(_order(guesses) or DayOrder.DMY).value,
        distance=_distance(guesses) or DistanceUnit.KILOMETRE,
        duration=_duration(guesses) or DurationUnit.HOUR,
        signs=Signs.AS_WRITTEN,
    )
    return Proposal(
        sheet,
        table.header_line,
        tuple(
            ProposedColumn(
                each.column, each.kind.value, each.kinds.filled, tuple(each.kinds.samples),
                each.meaning, each.category, each.is_sum,
            )
            for each in guesses
        ),
        tuple(_questions(guesses, draft)),
        draft,
    )  # fmt: skip


def _once(guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    taken: set[Meaning] = set()
    kept = []
    for each in guesses:
        if each.meaning in _ONCE and each.meaning in taken:
            each = replace(each, meaning=None, category=None)
        if each.meaning:
            taken.add(each.meaning)
        kept.append(each)
    return tuple(kept)


def _rows(guesses: tuple[Guess, ...]) -> RowMeaning:
    """What a line most likely is: the person sees it first, and may say otherwise."""
    known = {each.meaning for each in guesses}
    timed = bool(known & {Meaning.MOMENT, Meaning.CLOCK})
    ends = bool(known & {Meaning.END_MOMENT, Meaning.END_CLOCK})
    if Meaning.PAYER in known and Meaning.MONEY in known:
        return RowMeaning.PAYOUT_RECEIVED
    if Meaning.ORDERS in known:
        return (
            RowMeaning.SHIFT if timed and (ends or Meaning.DURATION in known) else RowMeaning.TALLY
        )
    if Meaning.STATUS in known or (timed and (Meaning.DISTANCE in known or Meaning.REF in known)):
        return RowMeaning.TRIP
    if timed and ends:
        return RowMeaning.SHIFT
    if Meaning.DISTANCE in known and Meaning.MONEY not in known:
        return RowMeaning.TRIP
    return RowMeaning.PAY_LINE if Meaning.MONEY in known else RowMeaning.TALLY


def _questions(guesses: tuple[Guess, ...], draft: TableProfile) -> Iterator[Question]:
    money = [each for each in guesses if each.meaning is Meaning.MONEY]
    if not draft.currency:
        signs = [sharers(each.kinds.bare_sign) for each in money if each.kinds.bare_sign]
        yield Question("currency", choices=signs[0] if signs else ())
    if _decimal(guesses) is None:
        unclear = (e.column for e in guesses if e.kind in _NUMBERS and e.kinds.decimal is None)
        yield Question("decimal", next(unclear, ""), tuple(style.value for style in Style))
    if _order(guesses) is None:
        dated = (e.column for e in guesses if _is_dated(e) and e.kinds.day_order() is None)
        yield Question("day_order", next(dated, ""), (DayOrder.DMY.value, DayOrder.MDY.value))
    for meaning, told, units in (
        (Meaning.DISTANCE, _distance(guesses), tuple(DistanceUnit)),
        (Meaning.DURATION, _duration(guesses), tuple(DurationUnit)),
    ):
        column = draft.column(meaning)
        if column and told is None:
            yield Question(meaning.value, column, tuple(unit.value for unit in units))
    payout = draft.rows in (RowMeaning.PAYOUT_RECEIVED, RowMeaning.PAYOUT_STATED)
    for each in money:
        if each.category is None and not payout:
            yield Question("category", each.column, tuple(kind.value for kind in PayCategory))
    if any(each.kinds.negative * 2 > each.kinds.filled for each in money):
        yield Question("signs", money[0].column, tuple(sign.value for sign in Signs))
    if not draft.column(Meaning.PLATFORM):
        yield Question("platform")
    yield Question("zone", needed=False)


def _currency(guesses: tuple[Guess, ...]) -> str:
    """The one that the amounts name, else the one in a column that holds nothing else; empty where
    there is none, or two."""
    named: Counter[str] = Counter()
    for each in guesses:
        named.update(each.kinds.currencies)
    if not named:
        alone = [each.kinds.samples[0] for each in guesses if len(each.kinds.samples) == 1]
        named.update(code for code in alone if is_code(code))
    return next(iter(named)) if len(named) == 1 else ""


def _decimal(guesses: tuple[Guess, ...]) -> Style | None:
    """The style of all numbers: a column that shows none follows the others."""
    numbers = [each for each in guesses if each.kind in _NUMBERS and each.meaning]
    if any(each.kinds.decimal is None for each in numbers):
        clear = {each.kinds.decimal for each in numbers if each.kinds.shows_decimal}
        return clear.pop() if len(clear) == 1 else None
    styles = {each.kinds.decimal for each in numbers if each.kinds.shows_decimal}
    return styles.pop() if len(styles) == 1 else None if styles else Style.POINT


def _order(guesses: tuple[Guess, ...]) -> DayOrder | None:
    """The order of all days: one clear column tells it for the others."""
    told = [each.kinds.day_order() for each in guesses if _is_dated(each)]
    clear = {each for each in told if each is not None}
    if len(clear) == 1:
        return clear.pop()
    return None if told else DayOrder.YMD


def _is_dated(guess: Guess) -> bool:
    return guess.kind in (CellKind.DAY, CellKind.MOMENT) and guess.meaning is not None


def _distance(guesses: tuple[Guess, ...]) -> DistanceUnit | None:
    name = next((e.column for e in guesses if e.meaning is Meaning.DISTANCE), "")
    if "mi" in name.replace("(", " ").split() or "mile" in name:
        return DistanceUnit.MILE
    if "km" in name or "kilomet" in name or "公里" in name:
        return DistanceUnit.KILOMETRE
    return None


def _duration(guesses: tuple[Guess, ...]) -> DurationUnit | None:
    found = next((e for e in guesses if e.meaning is Meaning.DURATION), None)
    if found is None:
        return None
    if found.kind is CellKind.CLOCK:
        return DurationUnit.CLOCK
    for unit, words in (
        (DurationUnit.HOUR, ("hour", "hrs", "小时", "工时")),
        (DurationUnit.MINUTE, ("min", "分钟")),
        (DurationUnit.SECOND, ("sec", "秒")),
    ):
        if any(word in found.column for word in words):
            return unit
    return None
