"""The index of a folder of evidence: a CSV table that names, dates and explains its files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular.encodings import decoded

# What each column may be called; docs/cli.md says what it holds.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "filename", "文件", "文件名"),
    "name": ("name", "title", "证据名称", "名称"),
    "date": ("date", "日期"),
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
    """One file of the folder as its index speaks of it. ``date`` is as written; ``form`` is
    ``original``, ``copy`` or ``electronic``."""

    file: str
    name: str = ""
    date: str = ""
    source: str = ""
    purpose: str = ""
    group: str = ""
    form: str = "electronic"


def read_index(data: bytes) -> tuple[IndexLine, ...]:
    """The lines that name a file, in their order. Refusals: ``bundle_index_unreadable``,
    ``bundle_index_without_files`` (no column names the files), ``bundle_index_form_unknown``."""
    text = decoded(data)
    if text is None:
        raise GigWalletError("bundle_index_unreadable")
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as broken:
        raise GigWalletError("bundle_index_unreadable") from broken
    if not rows:
        raise GigWalletError("bundle_index_without_files")
    places = _places(rows[0])
    if "file" not in places:
        raise GigWalletError("bundle_index_without_files")
    lines = []
    for number, row in enumerate(rows[1:], start=2):
        said = {
            name: row[place].strip() if place < len(row) else "" for name, place in places.items()
        }
        if not said["file"]:
            continue
        form = said.get("form", "").casefold() or "electronic"
        if form not in _FORMS:
            raise GigWalletError("bundle_index_form_unknown", line=number, text=said["form"])
        lines.append(IndexLine(**{**said, "form": _FORMS[form]}))
    return tuple(lines)


def _places(head: list[str]) -> dict[str, int]:
    named = [cell.strip().casefold() for cell in head]
    return {
        column: named.index(found)
        for column, names in _COLUMNS.items()
        if (found := next((name for name in names if name in named), None)) is not None
    }
