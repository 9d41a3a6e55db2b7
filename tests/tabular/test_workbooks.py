from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular import workbooks


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_line_n_of_the_text_is_row_n_of_the_sheet() -> None:
    data = workbook([[], ["a", "two\nlines"], [], ["¥28.16", 12.1]])

    (sheet,) = workbooks.sheets("b.xlsx", data)

    assert sheet.text.decode().split("\n")[1:4] == ["a,two lines", ",", "¥28.16,12.1"]


def test_numbers_days_and_times_are_written_as_the_sheet_means_them() -> None:
    row = [0.1 + 0.2, 922, date(2025, 7, 1), datetime(2025, 7, 1, 8, 5), True]  # noqa: DTZ001
    data = workbook([list(row)])

    (sheet,) = workbooks.sheets("b.xlsx", data)

    assert sheet.text.decode().strip() in (
        "0.3,922,2025-07-01,2025-07-01 08:05:00,true",
        "0.3,922,2025-07-01 00:00:00,2025-07-01 08:05:00,true",
    )


def test_a_workbook_that_makes_its_reader_panic_is_refused() -> None:
    data = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    for shift in range(0, 72, 4):
        data[24 + shift] = 0xFF

    with pytest.raises(GigWalletError) as refused:
        workbooks.sheets("b.xls", bytes(data))

    assert refused.value.code == "workbook_torn"


def test_a_locked_workbook_is_refused_by_its_name() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le").zfill(2000)

    with pytest.raises(GigWalletError) as refused:
        workbooks.sheets("b.xlsx", data)

    assert refused.value.code == "workbook_locked"


def test_a_torn_workbook_is_refused() -> None:
    data = workbook([["a", "b"]] * 50)
    at = data.index(b"xl/worksheets/sheet1.xml") + 60

    with pytest.raises(GigWalletError) as refused:
        workbooks.sheets("b.xlsx", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

    assert refused.value.code == "archive_torn"
