"""OFX as blocks of named values: SGML without end tags, XML, and what banks make of either.

OFX 1.x leaves out the end tags of values, 2.x writes them; real files do both, leave values empty,
indent with tabs, and put names in CDATA. A name is followed by its text up to the next tag: that is
enough for both, and nothing is ever expanded.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w.]*)[^<>]*>"
    r"(?P<text>(?:[^<]|<!\[CDATA\[.*?\]\]>|<(?![/A-Za-z!]))*)",
    re.DOTALL,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CHARSET = re.compile(rb"(?:CHARSET:\s*|encoding=[\"'])([\w-]+)", re.IGNORECASE)

MOVEMENT = "STMTTRN"
_STATEMENTS = frozenset({"STMTRS", "CCSTMTRS", "INVSTMTRS"})
# Values of the statement around its movements, and of its closing balance.
_AROUND = frozenset({"CURDEF", "ACCTID", "DTSTART", "DTEND"})
_BALANCE = "LEDGERBAL"
# Blocks inside a movement whose values have names that others have too.
_INNER = frozenset({"CURRENCY", "ORIGCURRENCY", "PAYEE", "BANKACCTTO", "CCACCTTO"})
_BLOCKS = _STATEMENTS | _INNER | {MOVEMENT, _BALANCE}


@dataclass(slots=True)
class Block:
    """A movement (``STMTTRN``), a ``STATEMENT`` or its closing ``LEDGERBAL``. ``line`` is where it
    begins, ``nth`` tells apart those that begin in one line (from 0); ``torn`` ones never end."""

    name: str
    line: int
    nth: int = 0
    values: dict[str, str] = field(default_factory=dict)
    torn: bool = False

    def __getitem__(self, name: str) -> str:
        """The value, empty where the block has none."""
        return self.values.get(name, "")


def text_of(data: bytes) -> str:
    """The characters that the bytes mean. Banks name a code page and write another: UTF-8 that
    holds is UTF-8, everything else is what the file says, or Western European."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
    code_page = named[1].decode("ascii") if named else "1252"
    code_page = f"cp{code_page}" if code_page.isdecimal() else code_page
    try:
        return data.decode(code_page, errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")


def blocks(text: str) -> Iterator[Block]:
    """Movements, statements and balances in the order of the file. A statement comes before its
    movements."""
    line, at = 1, 0
    collecting = _Collecting()
    for tag in _TAG.finditer(text):
        line += text.count("\n", at, tag.start())
        at = tag.start()
        name = tag["name"].upper()
        if name in _BLOCKS:
            yield from collecting.border(name, line, ends=bool(tag["end"]))
        elif not tag["end"]:
            collecting.value(name, _plain(tag["text"]))
    if collecting.movement is not None:
        collecting.movement.torn = True
        yield collecting.movement


class _Collecting:
    """What is open: a statement always, a movement or a balance inside of it."""

    def __init__(self) -> None:
        self.movement: Block | None = None
        self._around = Block("STATEMENT", 1)
        self._told = False
        self._balance: Block | None = None
        self._inner = ""
        self._begun: Counter[int] = Counter()

    def border(self, name: str, line: int, *, ends: bool) -> Iterator[Block]:
        """A block begins or ends. A movement that begins ends the one before it."""
        if self._around.values and name not in _INNER and not self._told:
            self._told = True
            yield self._around
        if name in _INNER:
            self._inner = "" if ends else f"{name}."
        elif name == MOVEMENT:
            before, self._inner = self.movement, ""
            if before is not None:
                yield before
            elif ends:  # its beginning is damaged, and its values went nowhere
                yield Block(MOVEMENT, line, self._begun[line], torn=True)
                self._begun[line] += 1
            self.movement = None if ends else Block(MOVEMENT, line, self._begun[line])
            self._begun = Counter({line: self._begun[line] + (not ends)})
        elif name == _BALANCE:
            if ends and self._balance is not None:
                yield self._balance
            self._balance = None if ends else Block(_BALANCE, line)
        elif not ends:
            self._around, self._told = Block("STATEMENT", line), False

    def value(self, name: str, text: str) -> None:
        """A value of whatever is open; of two of one name the first counts."""
        if self.movement is not None:
            self.movement.values.setdefault(self._inner + name, text)
        elif self._balance is not None:
            self._balance.values.setdefault(name, text)
        elif name in _AROUND and name not in self._around.values:
            self._around.values[name] = text


def _plain(text: str) -> str:
    if "<" in text:
        text = _CDATA.sub(lambda found: found[1], text)
    return " ".join(html.unescape(text).split())
