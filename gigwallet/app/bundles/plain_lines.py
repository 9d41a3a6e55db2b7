"""Tables and texts of a plain folder, line by line as they are: nothing is guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from string import ascii_uppercase

from gigwallet.documents.bundles.composing import Extract, ExtractLine
from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular import workbooks
from gigwallet.tabular.encodings import decoded

IMPORTER = "plain_lines"
# More than this nobody reads on paper; such a file has a page with its digest.
MOST_LINES, MOST_COLUMNS = 1000, len(ascii_uppercase)
_LONGEST = 2000
_TABLES = (".csv", ".tsv", ".tab")
_FOR_MACHINES = ("{", "[{", "<", "%")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

Numbered = tuple[str, list[str]]  # the number of a line, and its cells


def read_lines(name: str, data: bytes) -> Extract | None:
    """All lines of a workbook, a table (by the ending of its ``name``) or a text; None where it is
    none of them, holds nothing, or is too long to be read on paper. The bytes are foreign: call it
    in a worker process."""
    try:
        rows = _rows(name, data)
        kept = list(islice(rows, MOST_LINES + 1)) if rows is not None else []
    except (GigWalletError, csv.Error):
        return None
    wide = max((len(cells) for _, cells in kept), default=0)
    if not kept or len(kept) > MOST_LINES or not 0 < wide <= MOST_COLUMNS:
        return None
    if any(len(cell) > _LONGEST for _, cells in kept for cell in cells):
        return None
    columns = tuple(ascii_uppercase[:wide]) if wide > 1 else ("",)
    lines = (ExtractLine(line, (*cells, *[""] * (wide - len(cells)))) for line, cells in kept)
    return Extract(IMPORTER, columns, tuple(lines), whole=True)


def _rows(name: str, data: bytes) -> Iterator[Numbered] | None:
    if workbooks.is_workbook(data):
        return _of_workbook(name, data)
    text = decoded(data)
    if text is None or text.lstrip().startswith(_FOR_MACHINES) or _NO_TEXT.search(text):
        return None
    if name.lower().endswith(_TABLES):
        return _of_table(text, "")
    return _numbered([line] for line in text.splitlines())


def _of_workbook(name: str, data: bytes) -> Iterator[Numbered]:
    sheets = workbooks.sheets(name, data)
    for sheet in sheets:
        yield from _of_table(sheet.text.decode("utf-8"), sheet.name if len(sheets) > 1 else "")


def _of_table(text: str, sheet: str) -> Iterator[Numbered]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    by = max(",\t;", key=head.count)
    return _numbered(csv.reader(io.StringIO(text), delimiter=by, strict=True), sheet)


def _numbered(rows: Iterator[list[str]], sheet: str = "") -> Iterator[Numbered]:
    for number, cells in enumerate(rows, start=1):
        said = [cell.strip() for cell in cells]
        while said and not said[-1]:
            said.pop()
        if said:
            yield f"{sheet} {number}".strip(), said
