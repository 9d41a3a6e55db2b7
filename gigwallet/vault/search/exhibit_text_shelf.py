"""Text read from exhibits, page by page. It can be read again, so the log does not bind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.other_spending import BILLS
from gigwallet.domain.recorded import ExhibitId
from gigwallet.vault.connection import Connection
from gigwallet.vault.search import index
from gigwallet.vault.search.sources import exhibit_said

_SEEN = ("image/", "application/pdf")  # what is read by looking at it; tables are read as rows


@dataclass(frozen=True, slots=True)
class PageText:
    """``page`` counts from 1; ``reader`` names what read it, with its version."""

    page: int
    text: str
    reader: str


class ExhibitTextShelf:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, exhibit: ExhibitId, pages: Mapping[int, str], reader: str) -> None:
        """Keep what was read from an exhibit, in place of what was read before; found at once.

        ``exhibit_missing``; ``text_not_kept`` for anything but pictures and PDFs, and for a bill of
        a wallet or a bank or what was made of one: a person's other spending stays in the original.
        """
        with self._connection.transaction():
            self._refuse_other_spending(exhibit)
            self._connection.write("DELETE FROM exhibit_text WHERE exhibit_id = ?", (exhibit,))
            self._connection.write_many(
                "INSERT INTO exhibit_text (exhibit_id, page, text, reader) VALUES (?, ?, ?, ?)",
                [
                    (exhibit, page, text.encode("utf-8", "replace").decode(), reader)
                    for page, text in sorted(pages.items())
                ],
            )
            said = exhibit_said(self._connection, exhibit)
            # An index of another tokeniser is made anew by whoever searches next.
            if said is not None and index.state(self._connection).current:
                index.place(self._connection, [said])

    def of(self, exhibit: ExhibitId) -> list[PageText]:
        rows = self._connection.all(
            "SELECT page, text, reader FROM exhibit_text WHERE exhibit_id = ? ORDER BY page",
            (exhibit,),
        )
        return [PageText(*row) for row in rows]

    def _refuse_other_spending(self, exhibit: ExhibitId) -> None:
        media_type, _, _ = self._row(exhibit)
        if not media_type.startswith(_SEEN):
            raise GigWalletError("text_not_kept")
        seen: set[str] = set()
        following: str | None = exhibit
        while following is not None and following not in seen:
            seen.add(following)
            _, importer, parent = self._row(following)
            if importer in BILLS:
                raise GigWalletError("text_not_kept")
            following = parent

    def _row(self, exhibit: str) -> tuple[str, str, str | None]:
        row = self._connection.one(
            "SELECT media_type, importer, parent FROM exhibit WHERE id = ? "
            "ORDER BY revision DESC LIMIT 1",
            (exhibit,),
        )
        if row is None:
            raise GigWalletError("exhibit_missing")
        return row[0], row[1], row[2]
