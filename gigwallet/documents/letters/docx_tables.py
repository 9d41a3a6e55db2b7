"""The tables of a Word document: how wide their columns are, and how they are spelt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from reportlab.pdfbase.pdfmetrics import stringWidth

_TWIPS = 20
_SIZE = 9.0  # points, of what stands in a table of figures
_MARGIN = 70  # twips, on either side of a cell
_SLACK = 50  # twips: another program's face may be a little wider
_WHOLE = 12  # signs of a day in Chinese, which stay in one line


def table(rows: Sequence[Sequence[str]], widths: Sequence[int], *, head: bool = False) -> str:
    """``rows`` of cells as they are spelt, ``widths`` in twips; the first row is said again on each
    page where it is a ``head``. A single cell goes through all columns."""
    border = 'w:val="single" w:sz="4" w:space="0" w:color="C9CED6"'
    edges = "".join(f"<w:{side} {border}/>" for side in ("top", "bottom", "insideH"))
    sides = "".join(f'<w:{side} w:w="{_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
    found = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{each}"/>' for each in widths),
        "</w:tblGrid>",
    ]
    for place, cells in enumerate(rows):
        repeated = "<w:tblHeader/>" if head and place == 0 else ""
        found.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>")
        whole = len(cells) == 1 < len(widths)
        span = f'<w:gridSpan w:val="{len(widths)}"/>' if whole else ""
        found += [
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}</w:tcPr>{cell}</w:tc>'
            for wide, cell in zip([sum(widths)] if whole else widths, cells, strict=True)
        ]
        found.append("</w:tr>")
    # Two tables that touch would become one.
    return "".join(found) + "</w:tbl><w:p/>"


def column_widths(texts: Sequence[Sequence[str]], shares: Sequence[float], width: int) -> list[int]:
    """Twips that add up to ``width``: enough for what does not part (the name of a row, a day, an
    amount), the narrowest first, so that only the longest parts where room is short; then for the
    texts of nine rows in ten in one line; what is left goes by ``shares``."""
    around = 2 * _MARGIN + _SLACK
    columns = list(zip(*texts, strict=True))
    wide = _poured(width, [max(map(_longest_word, each)) + around for each in columns])
    lines = [sorted(map(_width, each))[len(each) * 9 // 10] + around for each in columns]
    lacking = [max(0.0, line - has) for line, has in zip(lines, wide, strict=True)]
    more = _poured(width - sum(wide), lacking)
    left = width - sum(wide) - sum(more)
    rest = [left * each / sum(shares) for each in shares]
    found = [int(sum(parts)) for parts in zip(wide, more, rest, strict=True)]
    found[-1] += width - sum(found)
    return found


def _poured(room: float, wanted: Sequence[float]) -> list[float]:
    """What each gets of ``room``: the least that is wanted first, none more than an equal part."""
    given = [0.0] * len(wanted)
    for done, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[place] = min(wanted[place], room / (len(wanted) - done))
        room -= given[place]
    return given


def _longest_word(text: str) -> float:
    return max(map(_unparted, text.split(" ")))


def _unparted(word: str) -> float:
    """Of one that breaks between any two of its signs, as Chinese does that is no day and no number
    with its unit, two of them."""
    figure = len(word) <= _WHOLE and any(map(str.isdigit, word))
    breaks = not figure and any(map(_is_full, word))
    return 2 * _SIZE * _TWIPS if breaks else _width(word)


def _width(text: str) -> float:
    latin = "".join(each for each in text if not _is_full(each))
    full = (len(text) - len(latin)) * _SIZE
    # Word sets a quarter of a sign between Chinese and what is not.
    seams = sum(_is_full(one) != _is_full(next_one) for one, next_one in pairwise(text))
    return (full + seams * _SIZE / 4 + float(stringWidth(latin, "Times-Bold", _SIZE))) * _TWIPS


def _is_full(sign: str) -> bool:
    return east_asian_width(sign) in "WF"
