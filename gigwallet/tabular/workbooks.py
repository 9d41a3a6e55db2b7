"""A spreadsheet file as the text of its sheets: line n of the text is row n of the sheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import BinaryIO

import python_calamine as calamine

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular import archives, limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OPEN_XML = "[Content_Types].xml"
_OPEN_DOCUMENT = "content.xml"

Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """``text`` is UTF-8 with commas; a cell's own line breaks have become blanks."""

    name: str
    text: bytes


def is_workbook(file: bytes | BinaryIO) -> bool:
    """Whether these are the bytes of an xlsx, xls or ods file; a torn one is no workbook."""
    head = file[:8] if isinstance(file, bytes) else file.read(8)
    if head.startswith(_OLE):
        return True
    if not archives.is_zip(head):
        return False
    try:
        names = archives.names(file)
    except GigWalletError:
        return False
    return (_OPEN_XML in names and any(each.startswith("xl/") for each in names)) or (
        _OPEN_DOCUMENT in names and "mimetype" in names
    )


def sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    """The sheets that hold anything. Refuses with ``workbook_locked``, ``workbook_torn``,
    ``workbook_too_large`` and what an archive is refused with."""
    if not archives.is_zip(data) and _LOCKED in data:
        raise GigWalletError("workbook_locked", name=name)
    if archives.is_zip(data):
        for _ in archives.walk(name, data):
            pass  # the limits, and the check sum of every part
    try:
        texts = _sheets(name, data)
    except calamine.PasswordError as locked:
        raise GigWalletError("workbook_locked", name=name) from locked
    except (calamine.CalamineError, OSError, ValueError) as torn:
        raise GigWalletError("workbook_torn", name=name) from torn
    except BaseException as panic:
        # A panic of the reader below is no Exception and its class has no importable name.
        if type(panic).__name__ != "PanicException":
            raise
        raise GigWalletError("workbook_torn", name=name) from panic
    return tuple(sheet for sheet in texts if sheet.text.strip(b",\r\n"))


def _sheets(name: str, data: bytes) -> list[Sheet]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = [book.get_sheet_by_name(each) for each in book.sheet_names]
    return [Sheet(sheet.name, _text(name, sheet)) for sheet in found]


def _text(name: str, sheet: calamine.CalamineSheet) -> bytes:
    if sheet.total_height * max(sheet.total_width, 1) > limits.MAX_CELLS:
        raise GigWalletError("workbook_too_large", name=name)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in sheet.to_python(skip_empty_area=False):
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue().encode("utf-8", errors="replace")


def _written(cell: Cell) -> str:
    """The cell as text. A number keeps the fifteen digits that a spreadsheet really has."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return format(Decimal(format(cell, ".15g")), "f")
    if isinstance(cell, datetime):
        return _to_the_second(cell).isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return format((Decimal(cell // timedelta(seconds=1)) / 3600).normalize(), "f")
    return " ".join(str(cell).splitlines())


def _to_the_second(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
