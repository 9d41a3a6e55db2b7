"""An export as a vault is made of it: its head, its rows, its originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gigwallet.vault.open_form.rows import Cells, Table


@dataclass(frozen=True, slots=True)
class Head:
    """What an export says of the vault that it came from: the log's size and root, and whose."""

    vault_id: bytes
    specimen: bool
    size: int
    root: bytes


class Record(Protocol):
    """An export that is being read. Iterating may refuse at any row."""

    head: Head

    @property
    def tables(self) -> Sequence[str]:
        """The names of its tables, without the log."""
        ...

    @property
    def originals(self) -> Mapping[str, str]:
        """SHA-256 in hex -> the name of its file."""
        ...

    def file_of(self, table: str) -> str: ...

    def rows(self, table: Table) -> Iterator[Cells]: ...

    def original(self, sha256: str) -> bytes: ...
