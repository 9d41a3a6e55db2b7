"""What a letter asks to be filled in, and its whole text per language, read from its folder."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from gigwallet.words import REGIONS

# Placeholders that need no field: the day of the letter.
WRITTEN_ON = "written_on"
# An amount also gives itself in capitals under this ending.
CAPITALS = "_capitals"
_HEAD = "letter.toml"


class FieldType(StrEnum):
    """How a field's text is read: ``lines`` has one entry per line, ``day`` is ISO, ``period`` two
    ISO days around a slash, ``money`` such as ``4921.00 CNY``; ``tick`` is ``yes`` or empty."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    PERIOD = "period"
    MONEY = "money"
    TICK = "tick"


class Layout(StrEnum):
    """``letter``: to a firm. ``official``: to an authority, set larger and wider apart as Chinese
    offices set their papers. ``message``: plain text to paste into a form of an app."""

    LETTER = "letter"
    OFFICIAL = "official"
    MESSAGE = "message"


class BlockKind(StrEnum):
    RECIPIENTS = "recipients"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    NUMBERED = "numbered"
    FACTS = "facts"
    FIGURES = "figures"
    LIST = "list"
    TABLE = "table"
    CLOSING = "closing"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class LetterField:
    """``required_with`` names a field: where that is filled in, this one must be too."""

    key: str
    type: FieldType
    required: bool
    required_with: str = ""


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A row of a block: its label and the field that it shows; left out where that is empty. A row
    of a signature that names no field is a line to write on; in ``facts`` it is one that the office
    fills in. ``inner``: a part of the sum above."""

    label: str
    field: str
    strong: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block is left out where a field of ``when`` is empty, or one of ``unless`` is not.

    Blocks that are ``numbered`` count from 1 under each heading, those that are left out not
    among them; one with a ``field`` has a number for each of its lines. ``field`` of a table is the
    key of the annex that it prints in its place.
    """

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
        if self.field and self.kind is not BlockKind.TABLE:
            yield self.field


@dataclass(frozen=True, slots=True)
class LetterText:
    """The whole letter in one language. ``called`` is its name in a list of letters and ``about``
    when it is of use; ``labels`` and ``hints`` are what the form says of a field, ``first`` what
    stands in it before the person writes."""

    language: str
    title: str
    subtitle: str
    annexes: str
    blocks: tuple[Block, ...]
    called: str = ""
    about: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)

    def used(self) -> set[str]:
        found = set(placeholders(self.title)) | set(placeholders(self.subtitle))
        for block in self.blocks:
            found.update(block.used())
        return found


@dataclass(frozen=True, slots=True)
class LetterForm:
    """``reviewed_by`` is empty where nobody who would sign it has read the texts yet.

    ``asks_for`` are the amounts of the pay check that the letter is about: where none of them is
    there, there is nothing to write; a letter that names none needs no pay check. ``counts`` are
    the kinds of items that it adds up (none: all), ``annexes`` the tables that it encloses, by
    their letters; one that ``lists_exhibits`` prints those of the evidence PDF, and
    ``signed_pages`` have a line to sign on each. ``longest`` bounds its plain text (0: no bound);
    ``place`` orders a list; ``english`` is the place whose English it is (``GB``), where one is.
    """

    name: str
    reviewed_by: str
    fields: Mapping[str, LetterField]
    texts: Mapping[str, LetterText]
    jurisdiction: str = ""
    layout: Layout = Layout.LETTER
    asks_for: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()
    annexes: str = "ABCDEF"
    about_one_item: bool = False
    lists_exhibits: bool = False
    signed_pages: bool = False
    longest: int = 0
    place: int = 0
    english: str = ""

    def required(self, fields: Mapping[str, str]) -> frozenset[str]:
        """The fields that may not be empty where the others are as in ``fields``."""
        return frozenset(
            key
            for key, one in self.fields.items()
            if one.required or fields.get(one.required_with, "").strip()
        )

    def known(self) -> set[str]:
        """Every placeholder that a text may use."""
        capitals = {each.key + CAPITALS for each in self.fields.values() if _is_money(each)}
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
    head = tomllib.loads((folder / _HEAD).read_text(encoding="utf-8"))
    form = LetterForm(
        name=head["name"],
        reviewed_by=head["reviewed_by"],
        fields={
            key: LetterField(
                key,
                FieldType(entry["type"]),
                bool(entry.get("required", False)),
                entry.get("required_with", ""),
            )
            for key, entry in head["fields"].items()
        },
        texts={
            path.stem: _text(path) for path in sorted(folder.glob("*.toml")) if path.name != _HEAD
        },
        jurisdiction=jurisdiction,
        layout=Layout(head.get("layout", Layout.LETTER)),
        asks_for=tuple(head.get("asks_for", ())),
        counts=frozenset(head.get("counts", ())),
        annexes=head.get("annexes", "ABCDEF" if head.get("asks_for") else ""),
        about_one_item=head.get("about_one_item", False),
        lists_exhibits=head.get("lists_exhibits", False),
        signed_pages=head.get("signed_pages", False),
        longest=head.get("longest", 0),
        place=head.get("place", 0),
        english=head.get("english", ""),
    )
    if form.english and form.english not in REGIONS:
        raise ValueError(f"{letter}: no English of {form.english}")
    for text in form.texts.values():
        spoken = {*text.labels, *text.hints, *text.first}
        named = {one.required_with for one in form.fields.values() if one.required_with}
        if unknown := (text.used() - form.known()) | ((spoken | named) - set(form.fields)):
            raise ValueError(f"{letter}, {text.language}: not declared: {sorted(unknown)}")
    return form


def load_all(resources: Path) -> tuple[LetterForm, ...]:
    """Every letter that ships, by jurisdiction and place."""
    heads = sorted((resources / "jurisdictions").glob(f"*/letters/*/{_HEAD}"))
    forms = [load(resources, each.parents[2].name, each.parent.name) for each in heads]
    return tuple(sorted(forms, key=lambda one: (one.jurisdiction, one.place, one.name)))


def _is_money(one: LetterField) -> bool:
    return one.type is FieldType.MONEY


def _text(path: Path) -> LetterText:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return LetterText(
        path.stem,
        table["title"],
        table.get("subtitle", ""),
        table.get("annexes", ""),
        tuple(_block(block) for block in table["block"]),
        table.get("called", table["title"]),
        table.get("about", ""),
        table.get("labels", {}),
        table.get("hints", {}),
        table.get("first", {}),
    )


def _block(block: Mapping[str, Any]) -> Block:  # Any: TOML
    rows = tuple(
        LabelledField(row["label"], row["field"], row.get("strong", False), row.get("inner", False))
        for row in block.get("rows", ())
    )
    return Block(
        BlockKind(block["kind"]),
        block.get("text", ""),
        block.get("field", ""),
        rows,
        tuple(block.get("when", ())),
        tuple(block.get("unless", ())),
    )
