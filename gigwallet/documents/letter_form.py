"""What a letter asks to be filled in, and its whole text per language, read from its folder."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

# Placeholders that need no field: the day of the letter.
WRITTEN_ON = "written_on"
# An amount also gives itself in capitals under this ending.
CAPITALS = "_capitals"


class FieldType(StrEnum):
    """How a field's text is read: ``lines`` has one entry per line, ``day`` is ISO, ``period`` two
    ISO days around a slash, ``money`` such as ``4921.00 CNY``."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    PERIOD = "period"
    MONEY = "money"


class BlockKind(StrEnum):
    RECIPIENTS = "recipients"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    FACTS = "facts"
    FIGURES = "figures"
    LIST = "list"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class LetterField:
    key: str
    type: FieldType
    required: bool


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A row of a block: its label and the field that it shows; left out where that is empty. A row
    of a signature that names no field is a line to write on. ``inner``: a part of the sum above."""

    label: str
    field: str
    strong: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block is left out where a field of ``when`` is empty, or one of ``unless`` is not."""

    kind: BlockKind
    text: str = ""
    field: str = ""
    rows: tuple[LabelledField, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def used(self) -> Iterator[str]:
        """The placeholders and fields that this block shows or asks about."""
        yield from placeholders(self.text)
        yield from self.when
        yield from self.unless
        yield from (row.field for row in self.rows if row.field)
        if self.field:
            yield self.field


@dataclass(frozen=True, slots=True)
class LetterText:
    """The whole letter in one language."""

    language: str
    title: str
    subtitle: str
    annexes: str
    blocks: tuple[Block, ...]

    def used(self) -> set[str]:
        found = set(placeholders(self.title)) | set(placeholders(self.subtitle))
        for block in self.blocks:
            found.update(block.used())
        return found


@dataclass(frozen=True, slots=True)
class LetterForm:
    """``reviewed_by`` is empty where nobody who would sign it has read the texts yet."""

    name: str
    reviewed_by: str
    fields: Mapping[str, LetterField]
    texts: Mapping[str, LetterText]

    def known(self) -> set[str]:
        """Every placeholder that a text may use."""
        capitals = {
            field.key + CAPITALS for field in self.fields.values() if field.type is FieldType.MONEY
        }
        return {*self.fields, *capitals, WRITTEN_ON}


def placeholders(text: str) -> Iterator[str]:
    """The names in braces; a text that formats or indexes them is refused."""
    for _, name, layout, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if layout or conversion or not name.isidentifier():
            raise ValueError(f"a letter's placeholder is a bare name: {text}")
        yield name


def load(resources: Path, jurisdiction: str, letter: str) -> LetterForm:
    """The form of ``letter``; raises ``ValueError`` for a text that uses what is not declared."""
    folder = resources / "jurisdictions" / jurisdiction / "letters" / letter
    head = tomllib.loads((folder / "letter.toml").read_text(encoding="utf-8"))
    fields = {
        key: LetterField(key, FieldType(entry["type"]), bool(entry.get("required", False)))
        for key, entry in head["fields"].items()
    }
    texts = {
        path.stem: _text(path) for path in sorted(folder.glob("*.toml")) if path.stem != "letter"
    }
    form = LetterForm(head["name"], head["reviewed_by"], fields, texts)
    for text in texts.values():
        if unknown := text.used() - form.known():
            raise ValueError(f"{letter}, {text.language}: not declared: {sorted(unknown)}")
    return form


def _text(path: Path) -> LetterText:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    blocks = tuple(
        Block(
            BlockKind(block["kind"]),
            block.get("text", ""),
            block.get("field", ""),
            tuple(
                LabelledField(
                    row["label"], row["field"], row.get("strong", False), row.get("inner", False)
                )
                for row in block.get("rows", ())
            ),
            tuple(block.get("when", ())),
            tuple(block.get("unless", ())),
        )
        for block in table["block"]
    )
    return LetterText(path.stem, table["title"], table["subtitle"], table["annexes"], blocks)
