"""A letter as plain text: for a form of an app, an e-mail, or a reader that sees nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigwallet.documents.drawing.cells import written
from gigwallet.documents.drawing.line_breaking import JOINER
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters.form import BlockKind, Layout
from gigwallet.documents.letters.model import Entry, Letter, Part, plain

_TIGHT = frozenset({BlockKind.HEADING, BlockKind.ITEM, BlockKind.NUMBERED})


def as_text(letter: Letter) -> str:
    """The whole letter; the annexes follow it. A ``message`` is its words alone, without a title:
    what an app's own form asks for."""
    if letter.layout is Layout.MESSAGE:
        return _joined(_lines(letter))
    head = [letter.title, *([letter.subtitle] if letter.subtitle else []), ""]
    rows = [line for table in letter.annexes for line in _table(table)]
    annexes = ["", letter.annexes_title, *rows] if rows else []
    return _joined((*head, *_lines(letter), *annexes))


def _joined(lines: Iterable[str]) -> str:
    """Whoever shows it breaks its lines, so that what glues them in print is left out."""
    text = "\n".join(lines).strip() + "\n"
    return text.replace(JOINER, "").replace("\N{NO-BREAK SPACE}", " ")


def _lines(letter: Letter) -> Iterator[str]:
    tight = letter.layout is Layout.MESSAGE
    before: Part | None = None
    for part in letter.parts:
        apart = part.kind is BlockKind.HEADING and before is not None and before.kind in _TIGHT
        if apart and not tight:
            yield ""
        before = part
        yield from _part(part, referring=not tight)
        if not tight and part.kind not in _TIGHT:
            yield ""


def _part(part: Part, referring: bool) -> Iterator[str]:
    text = plain(part.text)
    match part.kind:
        case BlockKind.RECIPIENTS:
            gap = "" if text.endswith("：") else " "
            first, *more = (plain(each.lines[0]) for each in part.entries)
            yield f"{text}{gap}{first}"
            yield from more
        case BlockKind.LIST:
            yield text
            for number, each in enumerate(part.entries, start=1):
                yield f"{number}. {plain(each.lines[0])}"
        case BlockKind.CLOSING:
            yield text
            yield from (plain(each.lines[0]) for each in part.entries)
        case BlockKind.FACTS | BlockKind.FIGURES | BlockKind.SIGNATURE:
            if text:
                yield text
            yield from (_entry(each, referring) for each in part.entries)
        case BlockKind.TABLE:
            if part.table is not None:
                yield from _table(part.table)
        case _:
            yield text


def _entry(each: Entry, referring: bool) -> str:
    said = "________________" if each.to_write else " / ".join(plain(line) for line in each.lines)
    named = [one.row for line in each.lines for one in line if one.named and referring]
    references = "".join(f" [{row}]" for row in named)
    label = each.label.rstrip("：:")
    colon = "：" if any(ord(character) > 0x2E80 for character in each.label) else ": "
    return f"{'    ' if each.inner else ''}{label}{colon if label else ''}{said}{references}"


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield table.title
    heads = [column.title for column in table.columns]
    headings = dict(table.headings)
    for index, row in enumerate(table.rows):
        if index in headings:
            yield headings[index]
        cells = (
            f"{head} {text}".strip()
            for head, cell in zip(heads, row.cells, strict=True)
            if (text := written(cell))
        )
        name = f"{table.names_title} {table.name(index)}".strip()
        yield f"{name}  " + "; ".join(cells)
