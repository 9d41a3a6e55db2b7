"""A letter with its fields put in: the parts that every writer (PDF, DOCX, plain text) sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter

from gigwallet import words
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters.form import Block, BlockKind, LabelledField, Layout, LetterText
from gigwallet.documents.letters.values import Values

_STOPS = tuple("。！？；…：.!?;:")
_CLOSING = "”’》）)\"'"


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text. ``row`` is the annex row that proves it; ``named``: whether the name of
    the row is printed behind it (amounts), or only linked (days). ``field`` is what it shows."""

    text: str
    row: str = ""
    named: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a part: what is said of ``label``, one line below the other. ``to_write``: a line to
    write on by hand."""

    label: str
    lines: tuple[tuple[Said, ...], ...]
    strong: bool = False
    inner: bool = False
    to_write: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the letter that is there, or a numbered line of one. ``key`` is its place among
    the blocks of its text, the same in every language; ``table`` is one that is printed where the
    part stands."""

    kind: BlockKind
    key: int
    text: tuple[Said, ...] = ()
    entries: tuple[Entry, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """``annexes`` are the tables that its figures point at, under the heading ``annexes_title``.
    ``unread`` says that nobody who would sign it has read the text; only drafts print it.
    ``signed_pages``: each page has a line to sign on."""

    language: str
    layout: Layout
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    annexes_title: str = ""
    annexes: tuple[Table, ...] = ()
    unread: str = ""
    title_said: tuple[Said, ...] = ()
    signed_pages: bool = False


def filled(
    text: LetterText,
    values: Values,
    figures: Mapping[str, str],
    annexes: tuple[Table, ...],
    layout: Layout,
    unread: str,
) -> Letter:
    """``text`` with ``values`` put in; ``figures`` name the annex row that proves a field."""
    within = {block.field for block in text.blocks if block.kind is BlockKind.TABLE}
    filling = _Filling(values, figures, {table.key: table for table in annexes})
    told = [(key, block) for key, block in enumerate(text.blocks) if filling.is_told(block)]
    parts = [part for key, block in told for part in filling.parts(key, block)]
    return Letter(
        text.language,
        layout,
        filling.bare(text.title),
        filling.bare(text.subtitle),
        tuple(_numbered(parts)),
        text.annexes,
        tuple(table for table in annexes if table.key not in within),
        unread,
        filling.said(text.title),
    )


def plain(said: tuple[Said, ...]) -> str:
    """The words alone."""
    return "".join(each.text for each in said)


def _numbered(parts: Iterable[Part]) -> Iterator[Part]:
    count = 0
    for part in parts:
        count = 0 if part.kind is BlockKind.HEADING else count
        if part.kind is BlockKind.NUMBERED:
            count += 1
            yield replace(part, text=(Said(f"{count}. "), *part.text))
        else:
            yield part


def _closed(kind: BlockKind, said: tuple[Said, ...]) -> tuple[Said, ...]:
    """With a full stop, where a paragraph ends in words of the person that have none."""
    if kind is not BlockKind.PARAGRAPH or not said or not said[-1].field:
        return said
    if said[-1].text.rstrip().rstrip(_CLOSING).endswith(_STOPS):
        return said
    return (*said, Said("。" if words.language() == "zh" else "."))


class _Filling:
    def __init__(
        self, values: Values, figures: Mapping[str, str], tables: Mapping[str, Table]
    ) -> None:
        self._values, self._figures, self._tables = values, figures, tables

    def is_told(self, block: Block) -> bool:
        present = self._values.present
        return all(map(present, block.when)) and not any(map(present, block.unless))

    def bare(self, text: str) -> str:
        names = set(letter_form.placeholders(text))
        return text.format_map({name: self._values.text(name) for name in names})

    def parts(self, key: int, block: Block) -> Iterator[Part]:
        match block.kind:
            case BlockKind.RECIPIENTS | BlockKind.CLOSING:
                yield Part(block.kind, key, (Said(block.text),), self._lines(block))
            case BlockKind.LIST:
                if lines := self._lines(block):
                    yield Part(block.kind, key, self.said(block.text), lines)
            case BlockKind.FACTS | BlockKind.FIGURES | BlockKind.SIGNATURE:
                entries = tuple(self._entries(block.rows))
                if any(not each.to_write for each in entries):
                    yield Part(block.kind, key, self.said(block.text), entries)
            case BlockKind.NUMBERED if block.field:
                for line in self._values.lines(block.field):
                    yield Part(block.kind, key, (Said(line),))
            case BlockKind.TABLE:
                table = self._tables.get(block.field)
                if table is not None:
                    yield Part(block.kind, key, table=table)
            case _:
                yield Part(block.kind, key, _closed(block.kind, self.said(block.text)))

    def _lines(self, block: Block) -> tuple[Entry, ...]:
        return tuple(Entry("", ((Said(line),),)) for line in self._values.lines(block.field))

    def _entries(self, rows: tuple[LabelledField, ...]) -> Iterator[Entry]:
        for row in rows:
            if not row.field:
                yield Entry(row.label, (), to_write=True)
            elif self._values.present(row.field):
                lines = tuple(
                    (self._proved(line, row.field),) for line in self._values.lines(row.field)
                )
                yield Entry(row.label, lines, row.strong, row.inner)

    def said(self, text: str) -> tuple[Said, ...]:
        """The text with its fields; those that have a row are linked to it."""
        found: list[Said] = []
        for literal, name, _, _ in Formatter().parse(text):
            if literal:
                found.append(Said(literal))
            if name:
                found.append(self._proved(self._values.text(name), name))
        return tuple(found)

    def _proved(self, text: str, name: str) -> Said:
        # The capitals of an amount are proven with the amount, which stands beside them.
        row = self._figures.get(name, "")
        return Said(text, row, bool(row) and self._values.is_money(name), name)
