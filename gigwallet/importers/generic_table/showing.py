"""What each line of a table would become, before its profile is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.taught import TableProfile
from gigwallet.importers.generic_table.table import readings
from gigwallet.tabular import workbooks


@dataclass(slots=True)
class ShownLine:
    """``rows`` are what the line states; ``reason`` (worded by ``words.refusals.reason``) and
    ``column`` why it states nothing. ``sheet`` is empty outside of workbooks."""

    line: int
    sheet: str = ""
    rows: list[Row] = field(default_factory=list)
    reason: str = ""
    column: str = ""
    rejected: bool = False


def shown_lines(name: str, data: bytes, profile: TableProfile, most: int) -> list[ShownLine]:
    """The first ``most`` lines of each sheet that has the profile's columns. Refuses with
    ``format_unknown`` where none has."""
    if workbooks.is_workbook(data):
        parts = [(sheet.name, sheet.text) for sheet in workbooks.sheets(name, data)]
    else:
        parts = [("", data)]
    shown: list[ShownLine] = []
    found = False
    for sheet, text in parts:
        try:
            shown += islice(_lines(sheet, readings(name, io.BytesIO(text), profile)), most)
        except GigWalletError as refusal:
            if refusal.code != "format_unknown":
                raise
            continue
        found = True
    if not found:
        raise GigWalletError("format_unknown", name=name)
    return shown


def _lines(sheet: str, read: Iterator[Reading]) -> Iterator[ShownLine]:
    line: ShownLine | None = None
    for each in read:
        if not isinstance(each, Row | Skip | Rejection) or each.locator.line is None:
            continue
        if line is None or line.line != each.locator.line:
            if line is not None:
                yield line
            line = ShownLine(each.locator.line, sheet)
        if isinstance(each, Row):
            line.rows.append(each)
        else:
            line.reason = each.reason
            line.rejected = isinstance(each, Rejection)
            line.column = each.column if isinstance(each, Rejection) else ""
    if line is not None:
        yield line
