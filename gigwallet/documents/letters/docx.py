"""A letter as a Word document that a volunteer can go on writing in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from gigwallet.documents.drawing.cells import Cell, is_figure, written
from gigwallet.documents.drawing.line_breaking import JOINER
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters import docx_package, docx_tables
from gigwallet.documents.letters.form import BlockKind, Layout
from gigwallet.documents.letters.model import Entry, Letter, Part, Said, plain
from gigwallet.domain.step import Step

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# Faces that Chinese offices have; Word would choose one of its own for East Asian text if unsaid.
_CHINESE_BODY, _CHINESE_HEAD, _LATIN = "仿宋", "黑体", "Times New Roman"
# Word's own names: by them it builds its outline of the document.
_NAMES = {"Heading1": "heading 1", "BodyText": "Body Text"}
_TWIPS = 20
_A4 = 'w:w="11906" w:h="16838"'
# 37, 35, 28 and 26 mm in twentieths of a point.
_OFFICIAL_SHEET = 'w:top="2098" w:bottom="1984" w:left="1588" w:right="1474"'
_LETTER_SHEET = 'w:top="1418" w:bottom="1418" w:left="1418" w:right="1134"'
_TEXT_WIDTH = {Layout.OFFICIAL: 8844}
_LETTER_WIDTH = 9354
_NAME_SHARE = 0.3  # of the column of names, where a column of a table has 1
_NO_BREAK = "\N{NO-BREAK SPACE}"
_STYLES_OF = {BlockKind.HEADING: "Heading1", BlockKind.NOTE: "Note"}


def as_docx(letter: Letter, draft_note: str) -> bytes:
    """The whole letter with its annexes; ``draft_note`` stands above it, marked, to be taken out
    before it goes. The same letter gives the same bytes."""
    body = "".join(_body(letter, draft_note))
    sheet = _OFFICIAL_SHEET if letter.layout is Layout.OFFICIAL else _LETTER_SHEET
    end = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{docx_package.FOOTER}"/>'
        f'<w:pgSz {_A4}/><w:pgMar {sheet} w:header="850" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    footer = (
        f'<w:ftr {_W}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )
    tag = "zh-CN" if letter.language == "zh" else letter.language
    return docx_package.packed(
        f"<w:document {_W}><w:body>{body}{end}</w:body></w:document>",
        _styles(letter, tag),
        # Signs never begin or end a line that must not, as Word's own rule for Chinese has it.
        f'<w:settings {_W}><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/></w:settings>',
        footer,
        letter.title,
        tag,
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """Points; ``line`` is the distance of two baselines."""

    id: str
    size: float
    line: float
    bold: bool = False
    align: str = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    head: bool = False
    keep: bool = False


def _looks(letter: Letter) -> tuple[_Style, ...]:
    chinese, official = letter.language == "zh", letter.layout is Layout.OFFICIAL
    size, line = (16.0, 28.0) if chinese and official else (12.0, 22.0 if chinese else 18.0)
    indent, align = (2 * size, "both") if chinese else (0.0, "left")
    return (
        _Style("Title", 22.0 if official else 18.0, 32, True, "center", after=8, head=True),
        _Style("Subtitle", 12, 20, align="center", after=10),
        _Style("Recipient", size, line, True, keep=True),
        _Style("Heading1", size, line, True, before=6, after=2, head=True, keep=True),
        _Style("BodyText", size, line, align=align, indent=indent, after=0 if chinese else 5),
        _Style("Closing", size, line),
        _Style("Row", min(size, 12.0), 18),
        _Style("RowFigure", min(size, 12.0), 18, align="right"),
        _Style("Small", 9, 13),
        _Style("SmallFigure", 9, 13, align="right"),
        _Style("Note", 10, 16, before=10),
        _Style("DraftNote", 10.5, 16, after=8),
    )


def _styles(letter: Letter, tag: str) -> str:
    east = f'w:val="{tag}" w:eastAsia="zh-CN"'
    plain_fonts, head_fonts = _fonts(_CHINESE_BODY), _fonts(_CHINESE_HEAD)
    found = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{plain_fonts}<w:lang {east}/></w:rPr></w:rPrDefault>"
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>",
    ]
    for each in _looks(letter):
        fonts = head_fonts if each.head else plain_fonts
        bold = "<w:b/>" if each.bold else ""
        keep = "<w:keepNext/>" if each.keep else ""
        indent = ""
        # 200 hundredths of a character: Word keeps two characters whatever size is chosen later.
        if each.indent:
            indent = f'<w:ind w:firstLineChars="200" w:firstLine="{round(each.indent * _TWIPS)}"/>'
        name = _NAMES.get(each.id, each.id)
        found.append(
            f'<w:style w:type="paragraph" w:styleId="{each.id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{keep}<w:kinsoku/><w:overflowPunct/>'
            f'<w:spacing w:before="{round(each.before * _TWIPS)}" '
            f'w:after="{round(each.after * _TWIPS)}" w:line="{round(each.line * _TWIPS)}" '
            f'w:lineRule="{"exact" if each.line >= 28 and not each.head else "atLeast"}"/>'
            f'{indent}<w:jc w:val="{each.align}"/></w:pPr>'
            f'<w:rPr>{fonts}{bold}<w:sz w:val="{round(each.size * 2)}"/>'
            f'<w:szCs w:val="{round(each.size * 2)}"/></w:rPr></w:style>'
        )
    return f"<w:styles {_W}>{''.join(found)}</w:styles>"


def _fonts(chinese: str) -> str:
    return (
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}" w:eastAsia="{chinese}"/>'
    )


def _body(letter: Letter, draft_note: str) -> Iterator[str]:
    if draft_note:
        yield _paragraph("DraftNote", _run(draft_note, '<w:highlight w:val="yellow"/>'))
    yield _paragraph("Title", _run(letter.title))
    if letter.subtitle:
        yield _paragraph("Subtitle", _run(letter.subtitle))
    width = _TEXT_WIDTH.get(letter.layout, _LETTER_WIDTH)
    for part in letter.parts:
        yield from _part(part, width)
    if letter.annexes:
        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        yield _paragraph("Heading1", _run(letter.annexes_title))
    for table in letter.annexes:
        yield from _annex(table, width)


def _part(part: Part, width: int) -> Iterator[str]:
    text = _runs(part.text)
    match part.kind:
        case BlockKind.RECIPIENTS:
            yield from _recipients(part)
        case BlockKind.FACTS | BlockKind.FIGURES:
            yield from [_paragraph("Heading1", text)] if text else []
            yield _entries(part, width)
        case BlockKind.LIST:
            yield _paragraph("Heading1", text)
            yield from _listed(part)
        case BlockKind.CLOSING:
            yield _paragraph("BodyText", text)
            yield from (_paragraph("Closing", _runs(each.lines[0])) for each in part.entries)
        case BlockKind.SIGNATURE:
            yield from _signature(part, width)
        case BlockKind.TABLE:
            yield from _annex(part.table, width) if part.table else ()
        case _:
            yield _paragraph(_STYLES_OF.get(part.kind, "BodyText"), text)


def _recipients(part: Part) -> Iterator[str]:
    label = plain(part.text)
    head = label if label.endswith("：") else f"{label} "
    for each in part.entries:
        yield _paragraph("Recipient", _run(head + plain(each.lines[0])))
        head = ""


def _listed(part: Part) -> Iterator[str]:
    for number, each in enumerate(part.entries, start=1):
        yield _paragraph("Closing", _run(f"{number}. ") + _runs(each.lines[0]))


def _signature(part: Part, width: int) -> Iterator[str]:
    yield _paragraph("Row", "")
    for each in part.entries:
        said = "________________" if each.to_write else _joined(each)
        yield _paragraph("Row", _run(f"{each.label} {said}".strip()), ind=width // 2)


def _joined(entry: Entry) -> str:
    return " ".join(plain(line) for line in entry.lines)


def _paragraph(style: str, runs: str, ind: int = 0) -> str:
    left = f'<w:ind w:left="{ind}"/>' if ind else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{left}</w:pPr>{runs}</w:p>'


def _run(text: str, look: str = "") -> str:
    if not text:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(_allowed(text))}</w:t></w:r>'


def _allowed(text: str) -> str:
    """Without the characters that XML cannot hold at all, and without what glues a printed line:
    Word breaks lines by itself, and some of its faces draw a box for the glue."""
    kept = text.replace(JOINER, "")
    return "".join(each for each in kept if each in "\t\n" or each >= " ")


def _runs(said: Sequence[Said]) -> str:
    return "".join(_said(each) for each in said)


def _said(each: Said) -> str:
    if not each.row:
        return _run(each.text)
    anchor = quoteattr(_bookmark(each.row))
    if not each.named:
        return f'<w:hyperlink w:anchor={anchor} w:history="1">{_run(each.text)}</w:hyperlink>'
    name = _run(f"[{each.row}]", '<w:color w:val="0B4F8A"/><w:vertAlign w:val="superscript"/>')
    return f'{_run(each.text)}<w:hyperlink w:anchor={anchor} w:history="1">{name}</w:hyperlink>'


def _bookmark(row: str) -> str:
    return f"row_{row}"


def _entries(part: Part, width: int) -> str:
    figures = part.kind is BlockKind.FIGURES
    shares = (0.7, 0.3) if figures else (0.28, 0.72)
    rows = []
    for each in part.entries:
        bold = "<w:b/>" if each.strong else ""
        label = ("\N{IDEOGRAPHIC SPACE}" if each.inner else "") + each.label
        style = "RowFigure" if figures else "Row"
        said = "".join(
            _paragraph(style, _runs(line) if not bold else _bold(line)) for line in each.lines
        )
        if each.to_write:
            said = _paragraph(style, _run("________________"))
        rows.append([_paragraph("Row", _run(label, bold)), said])
    return docx_tables.table(rows, [round(width * share) for share in shares])


def _bold(said: Sequence[Said]) -> str:
    return _runs(said).replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t")


def _annex(table: Table, width: int) -> Iterator[str]:
    yield _paragraph("Heading1", _run(table.title))
    for text in (table.intro, "" if table.rows else table.empty):
        if text:
            yield _paragraph("Small", _run(text))
    if table.rows:
        yield _rows(table, width)
    if table.note:
        yield _paragraph("Small", _run(table.note))


def _rows(table: Table, width: int) -> str:
    heads = [table.names_title, *(column.title for column in table.columns)]
    looks = ["Small", *("SmallFigure" if each.figures else "Small" for each in table.columns)]
    texts = [heads]
    rows = [[_paragraph(k, _run(head, "<w:b/>")) for k, head in zip(looks, heads, strict=True)]]
    headings = dict(table.headings)
    for index, row in enumerate(table.rows):
        if index in headings:
            rows.append([_paragraph("Small", _run(headings[index], "<w:b/>"))])
        name = table.name(index)
        said = [_one_line(cell) for cell in row.cells]
        texts.append([name, *said])
        rows.append([_marked(name, len(name) * 1000 + index, table.key)])
        bold = "<w:b/>" if row.strong else ""
        for look, cell, text in zip(looks[1:], row.cells, said, strict=True):
            style = "SmallFigure" if is_figure(cell) else look
            rows[-1].append(_paragraph(style, _run(text, bold)))
    shares = [_NAME_SHARE, *(column.share for column in table.columns)]
    return docx_tables.table(rows, docx_tables.column_widths(texts, shares, width), head=True)


def _one_line(cell: Cell) -> str:
    """A day, an amount or a number does not part at its spaces."""
    text = written(cell)
    return text if isinstance(cell, str | Step) else text.replace(" ", _NO_BREAK)


def _marked(name: str, number: int, key: str) -> str:
    """The name of a row as a place to link to; Word wants a number for it that no other has."""
    number += 100_000 * (ord(key[:1] or "@") - 64)
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(_bookmark(name))}/>'
    return _paragraph("Small", f'{start}{_run(name)}<w:bookmarkEnd w:id="{number}"/>')
