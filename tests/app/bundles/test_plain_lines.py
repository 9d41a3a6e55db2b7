"""Tables and texts of a plain folder are shown line by line as they are, or not at all."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from gigwallet.app.bundles.folder import FolderForm, bundle_folder
from gigwallet.app.bundles.plain_lines import MOST_LINES, read_lines
from gigwallet.host.isolation import SameProcess
from gigwallet.pages import page_count, page_text

RESOURCES = Path(__file__).parents[3] / "resources"


def _read(name: str, data: bytes) -> list[tuple[str, ...]]:
    extract = read_lines(name, data)
    assert extract is not None
    assert extract.whole
    return [(line.line, *line.cells) for line in extract.lines]


def test_a_table_keeps_its_cells_and_the_numbers_of_its_lines() -> None:
    table = "流水导出;;\n\n日期;对方;金额\n2025-07-02;某公司;3 000,00\n"

    assert _read("流水.csv", table.encode("gb18030")) == [
        ("1", "流水导出", "", ""),
        ("3", "日期", "对方", "金额"),
        ("4", "2025-07-02", "某公司", "3 000,00"),
    ]


def test_a_text_keeps_its_lines() -> None:
    chat = "[02/07/2025, 18:20] Dispatcher: come, now\n\n[02/07/2025, 18:21] Me: 好的\n"

    assert _read("chat.txt", chat.encode()) == [
        ("1", "[02/07/2025, 18:20] Dispatcher: come, now"),
        ("3", "[02/07/2025, 18:21] Me: 好的"),
    ]


def test_a_workbook_names_the_sheet_of_each_line() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in (("七月", [["单", 42]]), ("八月", [[], ["单", 40.5]])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    assert _read("账.xlsx", out.getvalue()) == [("七月 1", "单", "42"), ("八月 2", "单", "40.5")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bin", bytes(range(256))),
        ("a.json", b'{"a": 1}'),
        ("a.gpx", b"<gpx></gpx>"),
        ("a.txt", b" \n\n"),
        ("a.csv", b'a,"torn\n'),
        ("a.csv", b",".join([b"x"] * 40)),
        ("a.txt", b"line\n" * (MOST_LINES + 1)),
        ("a.txt", b"x" * 5000),
        ("a.xlsx", b"PK\x03\x04 torn"),
    ],
    ids=["binary", "json", "xml", "blank", "torn", "wide", "long", "one line", "torn book"],
)
def test_what_nobody_reads_on_paper_is_left_to_its_digest(name: str, data: bytes) -> None:
    assert read_lines(name, data) is None


def test_the_lines_stand_in_the_bundle_and_it_is_told_that_they_are_all(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / "bank.csv").write_text("day,amount\n2025-07-02,3000.00\n")

    written = bundle_folder(
        SameProcess(), RESOURCES, folder, tmp_path / "out.pdf",
        form=FolderForm(language="en"), today=date(2025, 9, 10),
    )  # fmt: skip

    pdf = written.path.read_bytes()
    said = "".join(page_text(pdf, page) for page in range(1, page_count(pdf) + 1))
    assert "3000.00" in said
    assert "All lines of the file" in said
    assert "Its other lines are not shown" not in said
    assert "bundle_files_whole" in {note.code for note in written.notes}
