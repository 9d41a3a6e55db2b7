"""A font without ink: its letters take room and can be found and copied, and nothing is drawn.

What is written in it stands behind the pixels of a picture. It is embedded whole (a few hundred
bytes), because PDF/A wants every letter that is written to have a glyph, drawn or not.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import cache
from itertools import groupby, pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, String

# In thousandths of the type size: how wide letters are on screens, roughly; a line is stretched to
# the box that it was read from, so only their proportion matters.
_NARROW, _HALF, _FULL = 280, 560, 1000
_WIDTHS = (_FULL, _NARROW, _HALF, _FULL)  # of glyphs 0 to 3; glyph 0 is never written
_THIN = frozenset(" !'(),./:;I[]`ijl|·")
# From here on writing is East Asian: each letter fills a square.
_SQUARES = 0x2E80
# What lies beyond two bytes is given the codes that no letter has.
_SPARE, _SPARES = 0xD800, 0x800
# Where the line of a type stands in it: the rest hangs below.
ASCENT, DESCENT = 800, -200
_NAME = "AAAAAA+Blank"
_UNITS = 1000
_IN_ONE_LIST = 100
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Blank def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{lists}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Letters:
    """The codes of the letters that one font is written with, as they come."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._spare = _SPARE

    def spelt(self, text: str) -> tuple[str, int]:
        """The text as hex digits of its codes, and how wide it is in thousandths of its size. What
        nobody can print is left out."""
        codes = [self._code(letter) for letter in text if letter.isprintable()]
        return "".join(f"{code:04X}" for code in codes), sum(map(_width, codes))

    def _code(self, letter: str) -> int:
        code = self._codes.get(letter)
        if code is None:
            code = ord(letter)
            if code > 0xFFFF:
                if self._spare == _SPARE + _SPARES:
                    return ord("\u3013")  # 〓: more rare letters than any paper holds
                code, self._spare = self._spare, self._spare + 1
            self._codes[letter] = code
        return code

    def font(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font of ``pdf`` that says which letter each code is."""
        system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
        about = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/" + _NAME),
            Flags=4,
            FontBBox=[0, DESCENT, _FULL, ASCENT],
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=0,
            FontFile2=_packed(pdf, _program(), Length1=len(_program())),
        )
        shape = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + _NAME),
            CIDSystemInfo=system,
            CIDToGIDMap=_packed(pdf, _glyphs()),
            DW=_FULL,
            W=Array([part for run in _runs() for part in run]),
            FontDescriptor=pdf.make_indirect(about),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + _NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(shape)]),
            ToUnicode=_packed(pdf, self._meanings()),
        )
        return pdf.make_indirect(font)

    def _meanings(self) -> bytes:
        pairs = sorted((code, letter) for letter, code in self._codes.items())
        lists = []
        for first in range(0, len(pairs), _IN_ONE_LIST):
            some = pairs[first : first + _IN_ONE_LIST]
            rows = (f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for code, letter in some)
            lists.append(f"{len(some)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar\n")
        return _CMAP.format(lists="".join(lists)).encode("ascii")


def _glyph(code: int) -> int:
    if code >= _SQUARES:
        return 3
    return 1 if chr(code) in _THIN else 2


def _width(code: int) -> int:
    return _WIDTHS[_glyph(code)]


def _packed(pdf: pikepdf.Pdf, data: bytes, **about: object) -> pikepdf.Stream:
    stream = pikepdf.Stream(pdf, b"", **about)
    stream.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    return stream


@cache
def _runs() -> tuple[tuple[int, int, int], ...]:
    """First code, last code and width, for all that is not a square."""
    runs = []
    for width, codes in groupby(range(_SQUARES), _width):
        same = list(codes)
        runs.append((same[0], same[-1], width))
    return tuple(runs)


@cache
def _glyphs() -> bytes:
    return struct.pack(">65536H", *map(_glyph, range(0x10000)))


@cache
def _program() -> bytes:
    """A TrueType font of four empty glyphs."""
    count = len(_WIDTHS)
    tables = {
        b"glyf": b"\0\0",
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0,
            0, DESCENT, _FULL, ASCENT, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, _FULL, *([0] * 11), count
        ),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in _WIDTHS),
        b"loca": struct.pack(f">{count + 1}H", *([0] * (count + 1))),
        b"maxp": struct.pack(">IH13H", 0x10000, count, *([0] * 13)),
    }  # fmt: skip
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32)
    padded = {tag: body + b"\0" * (-len(body) % 4) for tag, body in tables.items()}
    places = list(_places(padded.values(), len(head) + 16 * len(tables)))
    listing = b"".join(
        struct.pack(">4sIII", tag, _sum(padded[tag]), place, len(tables[tag]))
        for tag, (place, _) in zip(tables, pairwise(places), strict=True)
    )
    whole = head + listing + b"".join(padded.values())
    # The font's own sum is set so that all of it adds up to one number.
    at = whole.index(padded[b"head"]) + 8
    return whole[:at] + struct.pack(">I", (0xB1B0AFBA - _sum(whole)) % (1 << 32)) + whole[at + 4 :]


def _places(bodies: Iterable[bytes], first: int) -> Iterable[int]:
    yield first
    for body in bodies:
        first += len(body)
        yield first


def _sum(body: bytes) -> int:
    added: int = sum(struct.unpack(f">{len(body) // 4}I", body))
    return added % (1 << 32)
