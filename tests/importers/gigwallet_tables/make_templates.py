"""Writes the empty tables: ``python -m tests.importers.gigwallet_tables.make_templates``.

One csv per table and one workbook with all of them, in English and in Chinese. The workbook offers
the words of columns that have a closed list.
"""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.payout import PayoutMethod, PayoutSide
from gigwallet.domain.shift import ShiftState
from gigwallet.domain.statement import Coverage, StatementKind
from gigwallet.domain.trip import TripKind, TripStatus
from gigwallet.importers.gigwallet_tables import vocabulary
from gigwallet.importers.gigwallet_tables.tables import KINDS, TableKind

TARGET = Path(__file__).parents[3] / "resources" / "templates"
_ROWS = 2000
_MADE = datetime(2025, 1, 1)  # noqa: DTZ001  a workbook's own clock has no zone

_WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("trips", "status"): TripStatus,
    ("trips", "kind"): TripKind,
    ("pay_lines", "category"): PayCategory,
    ("statements", "kind"): StatementKind,
    ("statements", "covers"): Coverage,
    ("payouts", "side"): PayoutSide,
    ("payouts", "method"): PayoutMethod,
    ("shifts", "state"): ShiftState,
}
_SHEETS = {
    "engagements": "账号", "trips": "订单", "pay_lines": "收入明细", "statements": "账单",
    "payouts": "到账", "shifts": "在线时间", "tallies": "单量记录",
}  # fmt: skip
_NEEDED = PatternFill("solid", fgColor="FFF3C4")
_OTHER = PatternFill("solid", fgColor="EEF1F5")


def made() -> dict[str, bytes]:
    """Name below ``resources/templates`` -> content."""
    found: dict[str, bytes] = {}
    for folder, header in (("", str), ("zh/", vocabulary.chinese_column)):
        for kind in KINDS:
            found[f"{folder}{kind.name}.csv"] = _csv(kind, header)
        found[f"{folder}gigwallet-tables.xlsx"] = _workbook(header, chinese=bool(folder))
    return found


def _csv(kind: TableKind, header: Callable[[str], str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([header(each) for each in kind.columns])
    return out.getvalue().encode("utf-8-sig")


def _workbook(header: Callable[[str], str], chinese: bool) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "GigWallet"
    book.properties.created = book.properties.modified = _MADE
    first = book.active
    for kind in KINDS:
        sheet = book.create_sheet(_SHEETS[kind.name] if chinese else kind.name)
        _fill(sheet, kind, header, chinese)
    if first is not None:
        book.remove(first)
    out = io.BytesIO()
    book.save(out)
    return _same_every_time(out.getvalue())


def _fill(sheet: Worksheet, kind: TableKind, header: Callable[[str], str], chinese: bool) -> None:
    sheet.append([header(each) for each in kind.columns])
    sheet.freeze_panes = "B2"
    for number, column in enumerate(kind.columns, start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(row=1, column=number)
        cell.font = Font(bold=True)
        cell.fill = _NEEDED if column in {*kind.tells, "currency"} else _OTHER
        moment = column.endswith(("_at", "_by")) or column == "at"
        sheet.column_dimensions[letter].width = 20 if moment else 15
        words = _WORDS.get((kind.name, column))
        if words is not None:
            listed = ",".join(_word(str(each), chinese) for each in words)
            if len(listed) <= 250:  # what a spreadsheet takes as a list inside a cell's rule
                rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
                sheet.add_data_validation(rule)
                rule.add(f"{letter}2:{letter}{_ROWS}")


def _word(word: str, chinese: bool) -> str:
    if not chinese:
        return word
    text = files("gigwallet.importers.gigwallet_tables").joinpath("vocabulary.toml")
    known = tomllib.loads(text.read_text(encoding="utf-8"))["words"].items()
    return next((name for name, english in known if english == word), word)


def _same_every_time(workbook: bytes) -> bytes:
    """The same members under one fixed time."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def main() -> None:
    for name, content in made().items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
