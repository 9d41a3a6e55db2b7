"""A strict reader of Word files: the package and the order of elements that the standard asks for.

Word refuses a file, or repairs it, for mistakes that a lenient reader does not see. The sequences
are those of ECMA-376, part 1, of what our letters use.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ORDER = {
    "pPr": "pStyle keepNext kinsoku overflowPunct spacing ind jc",
    "rPr": "rFonts b color sz szCs highlight vertAlign lang",
    "tblPr": "tblW tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "sectPr": "footerReference pgSz pgMar",
    "style": "name basedOn pPr rPr",
    "settings": "defaultTabStop characterSpacingControl",
}


def faults(data: bytes) -> list[str]:
    """What Word would stumble over; nothing where all is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = [*_package_faults(parts)]
    for name, part in parts.items():
        root = ElementTree.fromstring(part)  # noqa: S314  our own file
        if name.startswith("word/") and not name.endswith(".rels"):
            found += [f"{name}: {each}" for each in _element_faults(root)]
    return found


def paragraphs(data: bytes) -> list[str]:
    """The words of each paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314  our own file
    return ["".join(each.itertext()) for each in root.iter(f"{W}p")]


def _package_faults(parts: dict[str, bytes]) -> Iterator[str]:
    types = ElementTree.fromstring(parts["[Content_Types].xml"])  # noqa: S314  our own file
    typed = {each.get("PartName", "").lstrip("/") for each in types.iter(f"{_TYPES}Override")}
    ends = {each.get("Extension") for each in types.iter(f"{_TYPES}Default")}
    yield from (f"no such part: {each}" for each in typed - set(parts))
    yield from (f"without a type: {each}" for each in parts if each.rpartition(".")[2] not in ends)
    if next(iter(parts)) != "[Content_Types].xml":
        yield "the types do not come first"
    for name in parts:
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        rels = ElementTree.fromstring(parts[name])  # noqa: S314  our own file
        for each in rels.iter(f"{_RELS}Relationship"):
            if posixpath.join(folder, each.get("Target", "")) not in parts:
                yield f"{name} leads nowhere: {each.get('Target')}"
    known = {
        each.get("Id")
        for each in ElementTree.fromstring(parts["word/_rels/document.xml.rels"])  # noqa: S314
    }
    document = ElementTree.fromstring(parts["word/document.xml"])  # noqa: S314  our own file
    named = {each.get(f"{R}id") for each in document.iter() if each.get(f"{R}id")}
    yield from (f"no such relation: {each}" for each in named - known)


def _element_faults(root: ElementTree.Element) -> Iterator[str]:
    ids: set[str | None] = set()
    for element in root.iter():
        name = element.tag.removeprefix(W)
        if not element.tag.startswith(W):
            yield f"foreign: {element.tag}"
        children = [each.tag.removeprefix(W) for each in element]
        if name in _ORDER:
            order = _ORDER[name].split()
            places = [order.index(each) if each in order else -1 for each in children]
            if -1 in places or places != sorted(places):
                yield f"{name} holds {' '.join(children)}"
        if name == "tc" and (not children or children[-1] != "p"):
            yield "a cell ends without a paragraph"
        if name == "tr" and children.count("tc") == 0:
            yield "a row without cells"
        if name == "bookmarkStart":
            if element.get(f"{W}id") in ids:
                yield f"two marks have one number: {element.get(f'{W}id')}"
            ids.add(element.get(f"{W}id"))
    styles = {each.get(f"{W}styleId") for each in root.iter(f"{W}style")}
    if styles and len(styles) != len(list(root.iter(f"{W}style"))):
        yield "two styles have one name"
