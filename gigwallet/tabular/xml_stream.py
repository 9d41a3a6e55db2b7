"""The elements of an XML file of any size, one by one, without entities and with their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax import SAXException  # the names of the failures; parsing goes through defusedxml
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular.encodings import decoded

_CHUNK = 64 * 1024
_DEEPEST = 100


class TornXml(Exception):  # noqa: N818  it becomes a rejection before anyone sees it
    """The file breaks off or breaks its rules at ``line``; what came before was sound."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class Element:
    """``name`` without its prefix. ``opened`` is an element that has only begun: its attributes are
    known, nothing else."""

    name: str
    line: int
    attributes: dict[str, str]
    opened: bool = False
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def first(self, name: str) -> Element | None:
        """The first element of this name at any depth."""
        for child in self.children:
            found = child if child.name == name else child.first(name)
            if found is not None:
                return found
        return None

    def own(self, name: str) -> str:
        """The text of the element's own child of this name, empty where there is none."""
        return next((each.text.strip() for each in self.children if each.name == name), "")

    def value(self, name: str) -> str:
        """The text of ``first(name)``, empty where there is none."""
        found = self.first(name)
        return found.text.strip() if found is not None else ""


def root_is(head: bytes, name: str) -> bool:
    """Whether a file that begins with ``head`` is of the element ``name``, with any prefix."""
    return bool(re.search(rf"<(?:\w+:)?{name}[\s>]", decoded(head, complete=False) or ""))


def elements(
    name: str, stream: BinaryIO, wanted: frozenset[str], opened: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """The outermost elements named in ``wanted``, whole; of those in ``opened`` their beginnings,
    all in the order of the file. Blanks before its first sign are passed over. Raises ``TornXml``;
    refuses with ``xml_unsafe``."""
    parser = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    above, chunk = _past_blanks(stream)

    def line() -> int:
        return above + max(1, parser.getLineNumber() or 1)

    handler = _Collecting(wanted, opened, line)
    parser.setContentHandler(handler)
    try:
        while chunk:
            parser.feed(chunk)
            yield from handler.taken()
            chunk = stream.read(_CHUNK)
        parser.close()
    except DefusedXmlException as unsafe:
        raise GigWalletError("xml_unsafe", name=name) from unsafe
    except (SAXException, LookupError, ValueError) as torn:
        yield from handler.taken()
        raise TornXml(line()) from torn
    yield from handler.taken()


def _past_blanks(stream: BinaryIO) -> tuple[int, bytes]:
    """How many lines are blank before the first sign, and what begins with it. No XML may begin so,
    and files of a well-known maker do: it has written ten blanks before its tracks for years."""
    chunk = stream.read(_CHUNK)
    sound = chunk.lstrip(b" \t\r\n")
    return chunk.count(b"\n", 0, len(chunk) - len(sound)), sound


class _Collecting(ContentHandler):
    def __init__(
        self, wanted: frozenset[str], opened: frozenset[str], line: Callable[[], int]
    ) -> None:
        super().__init__()
        self._line = line
        self._wanted = wanted
        self._opened = opened
        self._ready: list[Element] = []
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._depth = 0

    def taken(self) -> list[Element]:
        ready, self._ready = self._ready, []
        return ready

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  SAX's name
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SAXException("nested deeper than any track")
        local = name.rpartition(":")[2]
        if self._open or local in self._wanted:
            self._open.append(Element(local, self._line(), dict(attrs.items())))
            self._texts.append([])
        elif local in self._opened:
            self._ready.append(Element(local, self._line(), dict(attrs.items()), True))

    def characters(self, content: str) -> None:
        if self._texts:
            self._texts[-1].append(content)

    def endElement(self, name: str) -> None:  # noqa: N802  SAX's name
        self._depth -= 1
        if not self._open:
            return
        ended = self._open.pop()
        ended.text = "".join(self._texts.pop())
        if self._open:
            self._open[-1].children.append(ended)
        else:
            self._ready.append(ended)
