"""From the TOML text of one quantity to a parameter; docs/adding/jurisdiction.md shows each key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters.parameter import TRUSTED, DatedValue, Gap, Parameter
from gigwallet.rules.table import Table, parse, place_of

FORMAT = 1
# Whatever is not trusted yet: shown as "to confirm", never reckoned with.
WAITING = ("B-", "C", "D")
RATE_DATES = ("trip", "offer", "job", "pay_period_start", "pay_period", "month")

_NAME = re.compile(r"[a-z]{2}(?:\.[a-z0-9_]{1,40}){1,5}")
_UNIT = re.compile(
    r"[A-Z]{3}(?:/(?:mi|km|min|h|trip|month|year))?|ratio|day|day/month|percent|h|min"
)

Read = TypeVar("Read")


def load_parameter(text: str, file: str = "", *, trusted: bool = True) -> Parameter:
    """The quantity that ``text`` states; the first fault is raised with line and column.

    ``trusted`` is the shelf it stands on: a file of the ``parameters`` folder holds values graded A
    or B and nothing else, one of ``to_confirm`` holds the others, each with what it waits for.
    """
    parameter, faults = _read(text, file, trusted)
    if faults:
        raise faults[0]
    return parameter


def parameter_faults(text: str, *, trusted: bool = True) -> tuple[GigWalletError, ...]:
    """Everything that is wrong in ``text``, in the order of its lines; empty where it is sound."""
    return _read(text, "", trusted)[1]


def _read(text: str, file: str, trusted: bool) -> tuple[Parameter, tuple[GigWalletError, ...]]:
    found = Parameter("", "", "", ())
    faults: list[GigWalletError] = []
    try:
        root = parse(text)
        value_tables, gap_tables = list(root.tables("value")), list(root.tables("gap"))
    except GigWalletError as fault:
        return found, (fault,)
    read_value = _value(trusted)
    values = _each(value_tables, read_value, faults)
    gaps = _each(gap_tables, _gap, faults)
    try:
        found = _head(root, file)
        root.finish()
        if not faults:
            _days(root, values, gaps, trusted)
    except GigWalletError as fault:
        faults.append(fault)
    sure = tuple(values) if trusted else ()
    waiting = () if trusted else tuple(values)
    found = replace(found, values=sure, gaps=tuple(gaps), to_confirm=waiting)
    return found, tuple(sorted(faults, key=place_of))


def _each(
    tables: Sequence[Table], read: Callable[[Table], Read], faults: list[GigWalletError]
) -> list[Read]:
    """Those that can be read; why the others cannot goes to ``faults``."""
    found: list[Read] = []
    for table in tables:
        try:
            found.append(read(table))
        except GigWalletError as fault:
            faults.append(fault)
    return found


def _head(root: Table, file: str) -> Parameter:
    if root.whole("format") != FORMAT:
        root.refuse("scheme_format", "format" if root.has("format") else "", known=str(FORMAT))
    name, unit = _needed(root, "name"), _needed(root, "unit")
    if not _NAME.fullmatch(name):
        root.refuse("parameter_not_name", "name")
    if not _UNIT.fullmatch(unit):
        root.refuse("parameter_not_unit", "unit", value=unit)
    parameter = Parameter(
        name=name,
        unit=unit,
        scope=_needed(root, "scope"),
        values=(),
        label=_needed(root, "label"),
        instrument=root.text("instrument", ""),
        file=file,
        rate_date=root.choice("rate_date", RATE_DATES) if root.has("rate_date") else "",
    )
    root.text("note", "")
    return parameter


def _needed(table: Table, key: str) -> str:
    """A text that must be there: a value without its source cannot be held against it."""
    if not table.has(key):
        table.misspelt((key,))
        table.refuse("parameter_missing_key", missing=key)
    return table.text(key)


def _value(trusted: bool) -> Callable[[Table], DatedValue]:
    grades, folder = (TRUSTED, "parameters") if trusted else (WAITING, "to_confirm")

    def read(table: Table) -> DatedValue:
        for key in ("from", "amount", "source", "confidence", "checked_on"):
            if not table.has(key):
                table.misspelt((key,))
                table.refuse("parameter_missing_key", missing=key)
        grade = table.text("confidence")
        if grade not in grades:
            table.refuse(
                "parameter_grade", "confidence", value=grade, grades=", ".join(grades), shelf=folder
            )
        value = DatedValue(
            first=table.day("from"),
            last=table.optional_day("to"),
            amount=table.needed_number("amount"),
            published_on=table.optional_day("published_on"),
            source=table.text("source"),
            confidence=grade,
            checked_on=table.day("checked_on"),
            note=table.text("note", "") if trusted else _needed(table, "why"),
        )
        _forwards(table, value.first, value.last)
        table.finish()
        return value

    return read


def _gap(table: Table) -> Gap:
    gap = Gap(table.day("from"), table.optional_day("to"), _needed(table, "why"))
    _forwards(table, gap.first, gap.last)
    table.finish()
    return gap


def _forwards(table: Table, first: date, last: date | None) -> None:
    if last is not None and last < first:
        table.refuse("parameter_ends_before", "to")


def _days(root: Table, values: Sequence[DatedValue], gaps: Sequence[Gap], trusted: bool) -> None:
    """Days that two values claim, and days between values that nobody said are unknown."""
    if not values:
        root.refuse("parameter_missing_key", missing="value")
    if not trusted:  # several guesses for one day may wait side by side
        return
    spans = [("value", index, each.first, each.last) for index, each in enumerate(values)]
    spans += [("gap", index, each.first, each.last) for index, each in enumerate(gaps)]
    for (_, _, _, last), (key, index, first, _) in pairwise(
        sorted(spans, key=lambda span: span[2])
    ):
        if last is None or last >= first:
            root.refuse("parameter_overlap", key, index)
        missing, until = last + timedelta(days=1), first - timedelta(days=1)
        if missing <= until:
            root.refuse(
                "parameter_gap",
                key,
                index,
                from_day=missing.isoformat(),
                to_day=until.isoformat(),
            )
