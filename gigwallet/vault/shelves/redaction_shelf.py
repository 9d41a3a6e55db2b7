"""Redacted copies: which exhibit stands for which original, and what was masked."""

from __future__ import annotations

from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, MaskReason, Redaction
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import Form, Layout
from gigwallet.vault.shelves.revised import Revised


def _pack(masks: tuple[Mask, ...]) -> tuple[str]:
    said = [
        [each.page, each.box.left, each.box.top, each.box.width, each.box.height, each.reason.value]
        for each in masks
    ]
    return (canonical.encode(said).decode(),)


def _unpack(text: str) -> tuple[Mask, ...]:
    return tuple(
        Mask(page, Box(*box), MaskReason(reason))
        for page, *box, reason in canonical.decode(text.encode())
    )


LAYOUT = Layout(Redaction, "redaction", {"masks": Form(("",), _pack, _unpack)})


class RedactionShelf:
    """Each saying stands under the name of its original, so the last one holds; earlier ones, and
    the copies that they name, stay readable."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._rows = Revised(connection, log, LAYOUT, "redaction")

    def put(self, said: Redaction) -> None:
        """Saying the same again stores nothing."""
        self._rows.put(said.name, said)

    def all(self) -> list[Redaction]:
        """What holds of each original, also where it was taken back; the one said last where two
        copies of the vault had taken the same file in, each by itself."""
        rows = self._connection.all(
            f"SELECT {', '.join(LAYOUT.columns)} FROM redaction AS r WHERE seq = "  # noqa: S608  own names
            "(SELECT max(seq) FROM redaction WHERE exhibit_id = r.exhibit_id) ORDER BY seq"
        )
        return [LAYOUT.unpack(row) for row in rows]

    def of(self, exhibit: ExhibitId) -> Redaction | None:
        """What holds of this original; None where nothing was said or it was taken back."""
        row = self._connection.one(
            f"SELECT {', '.join(LAYOUT.columns)} FROM redaction WHERE exhibit_id = ? "  # noqa: S608  own names
            "ORDER BY seq DESC LIMIT 1",
            (exhibit,),
        )
        said = LAYOUT.unpack(row) if row else None
        return said if said is not None and said.copy_id is not None else None

    def copies(self) -> frozenset[ExhibitId]:
        """Every exhibit that is, or once was, a redacted copy."""
        rows = self._connection.all("SELECT DISTINCT copy_id FROM redaction")
        return frozenset(ExhibitId(row[0]) for row in rows if row[0])

    def put_words(self, copy: ExhibitId, words: tuple[str, ...]) -> None:
        """What the masks of ``copy`` hide."""
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO masked_text (exhibit_id, words) VALUES (?, ?) "
                "ON CONFLICT (exhibit_id) DO UPDATE SET words = excluded.words",
                (copy, canonical.encode(list(words)).decode()),
            )

    def words(self, copy: ExhibitId) -> tuple[str, ...] | None:
        """None where they are not known: they can be read again from the original."""
        row = self._connection.one("SELECT words FROM masked_text WHERE exhibit_id = ?", (copy,))
        return tuple(canonical.decode(row[0].encode())) if row else None

    def erase(self, identity: str) -> None:
        """All that was said under a name, with what the masks hide; its copies stay."""
        with self._connection.transaction():
            self._connection.write(
                "DELETE FROM masked_text WHERE exhibit_id IN "
                "(SELECT copy_id FROM redaction WHERE id = ?)",
                (identity,),
            )
            self._rows.erase(identity)

    def erase_of(self, exhibit: ExhibitId) -> None:
        """What hangs on an exhibit that goes: redactions of it, and what its own masks hide."""
        names = self._connection.all(
            "SELECT DISTINCT id FROM redaction WHERE exhibit_id = ?", (exhibit,)
        )
        for (name,) in names:
            self.erase(name)
        self._connection.write("DELETE FROM masked_text WHERE exhibit_id = ?", (exhibit,))
