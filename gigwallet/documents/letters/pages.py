"""The pages of a letter: its parts in order, then the annexes that its figures point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import fonts, tables
from gigwallet.documents.drawing.fonts import IN_CELLS, Coverage
from gigwallet.documents.drawing.sheet import OFFICIAL_MARGINS, WIDTH, Place, Stamp, new_page
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.drawing.text import ACCENT, INK, RULE, Paragraph, Run, Style
from gigwallet.documents.letters.form import BlockKind, Layout
from gigwallet.documents.letters.looks import Looks, looks
from gigwallet.documents.letters.model import Entry, Letter, Part, Said, plain

_ANNEXES = Style(size=15, leading=22, bold=True, after=4)
_UNREAD = Style(size=8.5, leading=13, align="centre", colour=ACCENT, after=2)
_REFERENCE = 0.62
_SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.NUMBERED, BlockKind.ITEM})
# More parts than these would leave a page half empty to stay together.
_MOST_KEPT = 5
# What is short below the signature stays with it.
_BELOW = frozenset({BlockKind.NOTE, BlockKind.LIST})
# Characters that stand beside their label; a line break counts as some, too.
_TALL, _LINE_COUNTS = 400, 20
# What a heading needs of a page, with the first of what it heads.
HEADED = 120.0
# Where a letter begins.
LETTER = "letter"


class LetterPages:
    """Tells the story of a letter, once per layout pass. ``draft``: as it is shown before anything
    is written, with what the reader of a draft must know."""

    def __init__(
        self, letter: Letter, coverage: Coverage, captions: Captions, draft: bool = False
    ) -> None:
        self._letter, self._coverage, self._draft = letter, coverage, draft
        self._captions = captions
        self._looks = looks(letter.language, letter.layout)
        self.template = "letter" if letter.layout is Layout.OFFICIAL else "words"
        self._width = WIDTH
        if letter.layout is Layout.OFFICIAL:
            self._width = A4[0] - OFFICIAL_MARGINS[2] - OFFICIAL_MARGINS[3]

    def story(self, _pages: Mapping[str, int]) -> list[Flowable]:
        return [*self.words(), *(self._annexes() if self._letter.annexes else ())]

    @property
    def lists_exhibits(self) -> bool:
        """Whether it has a table of the exhibits of the file that it goes into."""
        return any(part.kind is BlockKind.TABLE for part in self._letter.parts)

    def words(self, exhibits: Table | None = None) -> list[Flowable]:
        """The letter without its annexes; ``exhibits`` are those of the file that it stands in."""
        letter = self._letter
        sign = self._captions("stamp.sign") if letter.signed_pages else ""
        story: list[Flowable] = [Place(LETTER, letter.title, stamp=Stamp(signature=sign))]
        if self._draft and letter.unread:
            story.append(Paragraph(letter.unread, _UNREAD))
        story.append(Paragraph(letter.title, self._looks.title))
        if letter.subtitle:
            story.append(Paragraph(letter.subtitle, self._looks.subtitle))
        told = [
            replace(part, table=exhibits) if exhibits and part.kind is BlockKind.TABLE else part
            for part in letter.parts
        ]
        for parts in kept_together(told):
            flowables = [
                each
                for part in parts
                for each in part_flowables(part, self._looks, self._width, self._coverage)
            ]
            story += flowables if len(parts) == 1 else [KeepTogether([*_loose(flowables)])]
        return story

    def _annexes(self) -> Iterator[Flowable]:
        yield from new_page()
        yield Place("annexes", self._letter.annexes_title)
        yield Paragraph(self._letter.annexes_title, _ANNEXES)
        for table in self._letter.annexes:
            place = Place(f"annex-{table.key}", self._coverage.drawable(table.title), 1)
            shown = tables.flowables(table, WIDTH, self._coverage)
            # The same break as the table's own: its place is where it begins.
            yield from (shown[0], place, *shown)


def kept_together(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The parts one by one, but for the end: nobody signs a page that says nothing. What stands
    before the signature, back to the last paragraph, stays with it, and what is noted or enclosed
    below it, so that no page holds that alone."""
    kinds = [part.kind for part in parts]
    if BlockKind.SIGNATURE not in kinds:
        yield from ((part,) for part in parts)
        return
    signed = kinds.index(BlockKind.SIGNATURE)
    first = signed
    while first and kinds[first] not in _SPEAKING:
        first -= 1
    first = first if signed - first < _MOST_KEPT else signed
    if first and kinds[first - 1] is BlockKind.HEADING:
        first -= 1
    last = signed + 1
    while last < len(parts) and kinds[last] in _BELOW and _is_short(parts[last]):
        last += 1
    yield from ((part,) for part in parts[:first])
    yield parts[first:last]
    yield from ((part,) for part in parts[last:])


def _is_short(part: Part) -> bool:
    lines = [plain(part.text), *(plain(line) for each in part.entries for line in each.lines)]
    return sum(len(line) + _LINE_COUNTS for line in lines) < _TALL


def cell_flowables(part: Part, its: Looks, width: float, coverage: Coverage) -> list[Flowable]:
    """The same for a cell of a grid, which has no pages of its own to break."""
    return [*_loose(part_flowables(part, its, width, coverage))]


def _loose(flowables: Iterable[Flowable]) -> Iterator[Flowable]:
    """The same with nothing that asks for a page: for what decides over pages itself."""
    for each in flowables:
        if isinstance(each, KeepTogether):
            yield from each._content
        elif not isinstance(each, CondPageBreak):
            yield each


def part_flowables(part: Part, its: Looks, width: float, coverage: Coverage) -> list[Flowable]:
    """A part of a letter, ready for a column ``width`` points wide."""
    match part.kind:
        case BlockKind.RECIPIENTS:
            return _recipients(part, its)
        case BlockKind.HEADING:
            return [CondPageBreak(HEADED), Paragraph(plain(part.text), its.heading, keep_next=True)]
        case BlockKind.FACTS:
            return _facts(part, its, width)
        case BlockKind.FIGURES:
            return _sums(part, its, width)
        case BlockKind.LIST:
            return _list(part, its)
        case BlockKind.TABLE:
            return _table(part, width, coverage)
        case BlockKind.CLOSING:
            lines = [Paragraph(_runs(entry.lines[0]), its.closing) for entry in part.entries]
            return [Paragraph(_runs(part.text), its.body, keep_next=True), *lines]
        case BlockKind.SIGNATURE:
            return _signature(part, its, width)
        case BlockKind.NOTE:
            return [Paragraph(_runs(part.text), its.note)]
        case _:
            return [Paragraph(_runs(part.text), its.body)]


def _runs(said: Sequence[Said]) -> tuple[Run, ...]:
    """The words with their links; behind an amount stands the name of the row that proves it."""
    runs: list[Run] = []
    for each in said:
        if not each.row:
            runs.append(Run(each.text))
        elif each.named:
            runs += [Run(each.text), _reference(each)]
        else:
            runs.append(Run(each.text, link=tables.anchor(each.row), quiet=True))
    return tuple(runs)


def _reference(said: Said, scale: float = _REFERENCE) -> Run:
    return Run(f"[{said.row}]", link=tables.anchor(said.row), scale=scale)


def _recipients(part: Part, its: Looks) -> list[Flowable]:
    label = plain(part.text)
    lines = [plain(entry.lines[0]) for entry in part.entries]
    head = label if label.endswith("：") else f"{label} "
    first = Paragraph(f"{head}{lines[0]}", its.recipient)
    # The names stand below one another.
    further = replace(its.recipient, indent=fonts.width(head, fonts.BOLD, its.recipient.size))
    return [first, *(Paragraph(line, further) for line in lines[1:]), Spacer(0, 4)]


def _facts(part: Part, its: Looks, width: float) -> list[Flowable]:
    found: list[Flowable] = []
    if part.text:
        found.append(Paragraph(_runs(part.text), its.heading, keep_next=True))
    rows: list[list[object]] = []
    columns = [width * its.labels, width * (1 - its.labels)]
    for each in part.entries:
        if _is_tall(each):
            found += [_frame(rows, columns)] if rows else []
            found += _told_below(each, its)
            rows = []
            continue
        lines = [Paragraph(_runs(line), its.value) for line in each.lines]
        rows.append([Paragraph(each.label, its.label), lines or ""])
    return [*found, *([_frame(rows, columns)] if rows else [])]


def _is_tall(entry: Entry) -> bool:
    """Whether it may not fit on a page beside its label: a row of a table ends where it begins."""
    return sum(len(plain(line)) + _LINE_COUNTS for line in entry.lines) > _TALL


def _told_below(entry: Entry, its: Looks) -> list[Flowable]:
    lines = [Paragraph(_runs(line), its.value) for line in entry.lines]
    return [Paragraph(entry.label, its.label, keep_next=True), *lines, Spacer(0, 4)]


def _sums(part: Part, its: Looks, width: float) -> list[Flowable]:
    rows = []
    for each in part.entries:
        label, amount = (its.strong, its.strong_amount) if each.strong else (its.value, its.amount)
        if each.inner:
            label, amount = its.inner, its.inner_amount
        said = each.lines[0]
        reference = tuple(_reference(one, 1.0) for one in said if one.named)
        rows.append(
            [
                Paragraph(each.label, label),
                Paragraph(plain(said), amount),
                Paragraph(reference, its.label),
            ]
        )
    # No paragraph before it may be kept with it: it is long and goes on over pages.
    return [Spacer(0, 1), _frame(rows, [width * 0.64, width * 0.22, width * 0.14], 1)]


def _table(part: Part, width: float, coverage: Coverage) -> list[Flowable]:
    if part.table is None:
        return []
    return [*tables.flowables(part.table, width, coverage), Spacer(0, 8)]


def _list(part: Part, its: Looks) -> list[Flowable]:
    entries = [
        Paragraph((Run(f"{number}. "), *_runs(each.lines[0])), its.entry)
        for number, each in enumerate(part.entries, start=1)
    ]
    return [Paragraph(_runs(part.text), its.heading, keep_next=True), *entries]


def _signature(part: Part, its: Looks, width: float) -> list[Flowable]:
    shown: list[list[object]] = []
    to_write = []
    tall = [
        flowable for each in part.entries if _is_tall(each) for flowable in _told_below(each, its)
    ]
    for each in part.entries:
        if _is_tall(each):
            continue
        if each.to_write:
            to_write.append(len(shown))
        lines: object = [Paragraph(_runs(line), its.value) for line in each.lines]
        label = Paragraph(each.label, replace(its.label, align="right"))
        shown.append([label, lines if each.lines else ""])
    style: list[tuple[object, ...]] = [
        IN_CELLS,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
    for row in to_write:
        style += [
            ("VALIGN", (0, row), (-1, row), "BOTTOM"),
            ("TOPPADDING", (0, row), (-1, row), 22),
            ("LINEBELOW", (1, row), (1, row), 0.6, INK),
        ]
    grid = Grid(shown, colWidths=[width * 0.43, width * 0.3], style=style, hAlign="RIGHT")
    return [*tall, KeepTogether([Spacer(0, 10), grid])]


def _frame(rows: Sequence[Sequence[object]], widths: list[float], above: float = 2) -> Flowable:
    return Grid(
        rows,
        colWidths=widths,
        style=[
            IN_CELLS,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), above),
            ("BOTTOMPADDING", (0, 0), (-1, -1), above + 1),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.3, RULE),
            # The last row does not stand alone on the next page.
            ("NOSPLIT", (0, max(-3, -len(rows))), (-1, -1)),
        ],
        spaceBefore=6,
        spaceAfter=7,
        hAlign="LEFT",
    )
