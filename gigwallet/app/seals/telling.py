"""One entry of the log in words: from the vault, or from a proof that somebody handed over."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gigwallet.app.wallet import Wallet
from gigwallet.vault import history as stored
from gigwallet.vault.history import LAYOUTS, Said, unpacked
from gigwallet.words import _, records

# What the rows of a stranger's proof may do to code that expects our own.
_NOT_OURS = (ValueError, TypeError, KeyError, ArithmeticError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class Saying:
    """``entry`` is its place in the log; ``number`` counts the sayings of the record from 1, None
    for an entry that says nothing new of it. ``kind`` is the entry's (``fact.revised``); ``how`` is
    ``typed``, ``imported``..., empty where that is not asked. ``erased``: what it said is gone.
    """

    entry: int
    number: int | None
    at: datetime
    actor: str
    how: str
    kind: str
    text: str
    erased: bool = False


def told_entry(wallet: Wallet, seq: int) -> Saying:
    """With all that the entry bound, as a proof of it shows."""
    said = stored.said(wallet.vault.connection, seq)
    return _told(said, rows_in_words(said.rows))


def told(said: Said) -> Saying:
    """What was said, without what says how the vault keeps it; a further source where that is all
    that the entry says."""
    values = {table: cells for table, cells in said.rows.items() if table in LAYOUTS}
    return _told(said, rows_in_words(values or said.rows))


def _told(said: Said, text: str) -> Saying:
    erasing = said.kind.endswith(".erased")
    if said.erased:
        text = _("What it said was deleted.")
    elif erasing:
        text = _("The record was deleted.")
    return Saying(
        said.seq, said.revision, said.at, said.actor, said.how, said.kind, text, said.erased
    )


def rows_in_words(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Everything that an entry bound, ids and counters aside; a reader of a proof sees it all."""
    ordered = sorted(rows, key=lambda table: (table not in LAYOUTS, table))
    # The names too may be a stranger's, and go to a terminal.
    return records.plain(
        " \N{MIDDLE DOT} ".join(
            records.of_kind(table, _row(table, dict(rows[table]))) for table in ordered
        )
    )


def _row(table: str, cells: dict[str, object]) -> str:
    if table in LAYOUTS:
        try:
            return records.told(unpacked(table, cells))
        except _NOT_OURS:
            pass
    filled = {name: cells[name] for name in sorted(cells) if cells[name] not in (None, "")}
    return records.raw({name: _readable(cell) for name, cell in filled.items()})


def _readable(cell: object) -> object:
    """Bytes that are no text, such as the digest of what was written out, as hexadecimal digits."""
    if not isinstance(cell, bytes):
        return cell
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError:
        return cell.hex()


def content_in_words(content: str) -> str:
    """The same for the content of a proof, whose cells are written as commitments have them."""
    rows = json.loads(content)
    return rows_in_words(
        {
            table: {name: _cell(cell) for name, cell in cells.items()}
            for table, cells in rows.items()
        }
    )


def _cell(cell: object) -> object:
    try:
        match cell:
            case {"f64": str(text)} if len(text) == 16:
                return struct.unpack(">d", bytes.fromhex(text))[0]
            case {"hex": str(text)}:
                return bytes.fromhex(text)
    except ValueError:
        return str(cell)
    return cell
