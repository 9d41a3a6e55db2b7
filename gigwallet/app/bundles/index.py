"""The index of a folder of evidence: a CSV table that names, dates and explains its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gigwallet.app.bundles.days import read_day
from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular.encodings import decoded

# What each column may be called; docs/cli.md says what it holds.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "filename", "文件", "文件名"),
    "name": ("name", "title", "证据名称", "名称"),
    "dated": ("date", "day", "日期"),
    "source": ("source", "证据来源", "来源"),
    "purpose": ("purpose", "证明目的", "证明对象"),
    "group": ("group", "section", "组", "组别", "分组"),
    "form": ("form", "copy or original", "原件/复印件", "形式"),
}
_FORMS = {
    "original": "original", "copy": "copy", "electronic": "electronic",
    "原件": "original", "复印件": "copy", "电子数据": "electronic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One file of the folder as its index speaks of it. ``dated`` is as written, ``day`` the day
    that it names, where it names one; ``form`` is ``original``, ``copy`` or ``electronic``.
    ``line`` is its number, ``columns`` are what the table itself calls its columns."""

    file: str
    name: str = ""
    dated: str = ""
    source: str = ""
    purpose: str = ""
    group: str = ""
    form: str = "electronic"
    day: date | None = None
    line: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)


def read_index(data: bytes) -> tuple[IndexLine, ...]:
    """The lines that name a file, in their order. Refusals: ``bundle_index_unreadable``,
    ``bundle_index_broken``, ``bundle_index_without_files`` (no column names the files),
    ``bundle_index_form_unknown``."""
    text = decoded(data)
    if text is None:
        raise GigWalletError("bundle_index_unreadable")
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
    except csv.Error as broken:
        raise GigWalletError("bundle_index_broken", line=reader.line_num) from broken
    places = _places(rows[0][1]) if rows else {}
    if "file" not in places:
        raise GigWalletError("bundle_index_without_files")
    columns = {name: rows[0][1][place].strip() for name, place in places.items()}
    lines = []
    for number, row in rows[1:]:
        said = {
            name: _cell(name, row[place]) if place < len(row) else ""
            for name, place in places.items()
        }
        if not said["file"]:
            continue
        form = said.get("form", "").casefold() or "electronic"
        if form not in _FORMS:
            raise GigWalletError(
                "bundle_index_form_unknown", line=number, column=columns["form"], text=said["form"]
            )
        line = {**said, "form": _FORMS[form]}
        day = read_day(said.get("dated", ""))
        lines.append(IndexLine(**line, day=day, line=number, columns=columns))
    return tuple(lines)


def _cell(column: str, text: str) -> str:
    """On one line: a cell of a table may hold line feeds, which would look like cells of others.
    The name of a file is what it is."""
    return text.strip() if column == "file" else " ".join(text.split())


def _places(head: list[str]) -> dict[str, int]:
    named = [cell.strip().casefold() for cell in head]
    return {
        column: named.index(found)
        for column, names in _COLUMNS.items()
        if (found := next((name for name in names if name in named), None)) is not None
    }
