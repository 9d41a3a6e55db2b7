"""The files of a document as the other process hands them out, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Row
from gigwallet.importers import FileBegun, FileEnded


class Coming:
    """The files of a document as they come: each must be taken before the next one. A file's
    content is taken first, then its rows."""

    def __init__(self, read: Iterator[FileBegun | bytes | list[Row] | FileEnded]) -> None:
        self._read = read
        self._next: FileBegun | bytes | list[Row] | FileEnded | None = None

    def __iter__(self) -> Iterator[FileBegun]:
        for said in self._read:
            if isinstance(said, FileBegun):
                yield said

    def content(self) -> Iterator[bytes]:
        """The pieces of a member."""
        for said in self._read:
            if not isinstance(said, bytes):
                self._next = said
                return
            yield said

    def rows(self) -> Iterator[list[Row]]:
        """The batches of a file, to its end."""
        while True:
            said, self._next = self._next, None
            if said is None:
                said = next(self._read, None)
            if said is None or isinstance(said, FileEnded):
                if isinstance(said, FileEnded) and said.error is not None:
                    code, facts = said.error
                    raise GigWalletError(code, **facts)
                return
            if isinstance(said, list):
                yield said
