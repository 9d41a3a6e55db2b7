"""Whether the look of a foreign page may stand in a file that says of itself that it is PDF/A-3b.

Only what can be told for certain is let pass: nothing in the look breaks a rule that is easily
seen, and the paper says of itself that it is PDF/A (then its fonts were made for it), or the page
writes nothing at all, as most scans. A page that fails is drawn as pixels, or shown all the same
where the person wants it so; the bundle then makes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_BLENDS = frozenset(
    {
        "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
        "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion",
        "/Hue", "/Saturation", "/Color", "/Luminosity",
    }
)  # fmt: skip
_FILTERS = frozenset({"/LZWDecode", "/JPXDecode", "/Crypt"})
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# Printing colours, and pictures that lie in the drawing itself; both may hide in a string, which is
# then taken for one of them.
_PRINTING = re.compile(rb"(?:^|\s)(?:[kK]|BI)(?=\s|$)")


def claims(paper: pikepdf.Pdf) -> bool:
    """Whether the paper says of itself that it is PDF/A."""
    if "/Metadata" not in paper.Root:
        return False
    with paper.open_metadata() as said:
        return bool(said.pdfa_status)


def keeps(look: pikepdf.Object, *, claims: bool) -> bool:
    """Whether nothing below the look is seen to break a rule. Whether the widths of a font are its
    own cannot be seen: it is believed where the paper ``claims`` to be PDF/A."""
    return not any(_breaks(thing) or (not claims and _is_font(thing)) for thing in _below(look))


def _is_font(thing: pikepdf.Object) -> bool:
    return isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font


def _below(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    seen: set[tuple[int, int]] = set()
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream | Array):
            if one.is_indirect:
                if one.objgen in seen:
                    continue
                seen.add(one.objgen)
            waiting.extend(one if isinstance(one, Array) else (part for _, part in one.items()))
        yield one


def _breaks(thing: pikepdf.Object) -> bool:
    if isinstance(thing, Name):
        return thing == Name.DeviceCMYK
    if isinstance(thing, Stream) and _stream_breaks(thing):
        return True
    if not isinstance(thing, Dictionary | Stream):
        return False
    if thing.get("/Type") == Name.Font:
        return _is_borrowed(thing)
    blend = thing.get("/BM")
    return (isinstance(blend, Name) and str(blend) not in _BLENDS) or "/TR" in thing


def _stream_breaks(stream: pikepdf.Stream) -> bool:
    filters = stream.get("/Filter", Array())
    named = [filters] if isinstance(filters, Name) else list(filters)
    if _FILTERS & {str(each) for each in named}:
        return True
    kind = stream.get("/Subtype")
    if kind == Name.Image:
        return bool(stream.get("/Interpolate", False))
    if kind == Name.Form:
        return "/Ref" in stream or _PRINTING.search(stream.read_bytes()) is not None
    return kind == Name.PS or stream.get("/N") == 4


def _is_borrowed(font: pikepdf.Object) -> bool:
    """Whether the font's own file does not come along."""
    if font.get("/Subtype") in (Name.Type0, Name.Type3):
        return False  # what a composite one is made of is met by itself
    about = font.get("/FontDescriptor")
    return about is None or not any(file in about for file in _FONT_FILES)
