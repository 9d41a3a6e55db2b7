"""Exhibits: what each original is, with its bytes sealed beside the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, KnownExhibit, Route, TakenFrom
from gigwallet.domain.recorded import ExhibitId
from gigwallet.vault.attachments import Attachment, Attachments, verified
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import INSTANT, MOMENT, Layout, one_of
from gigwallet.vault.shelves.redaction_shelf import RedactionShelf
from gigwallet.vault.shelves.revised import Revised

MOST_THUMBNAIL_BYTES = 65_536

LAYOUT = Layout(
    Exhibit,
    "exhibit",
    {
        "added_at": MOMENT,
        "route": one_of(Route),
        "taken_at": INSTANT,
        "taken_from": one_of(TakenFrom),
    },
)


class ExhibitShelf:
    def __init__(self, connection: Connection, log: Log, attachments: Attachments) -> None:
        self._connection = connection
        self._attachments = attachments
        self._rows = Revised(connection, log, LAYOUT, "exhibit")
        self._redactions = RedactionShelf(connection, log)

    def add(self, exhibit: Exhibit, data: bytes) -> ExhibitId:
        """Store an original; the id it is known by already where its bytes are stored.

        ``ValueError`` where size or digest are not those of ``data``.
        """
        with self._connection.transaction():
            digest = self._attachments.add(data, exhibit.added_at)
            if (exhibit.size, exhibit.sha256) != (len(data), digest):
                raise ValueError("the exhibit does not describe these bytes")
            return self._known_or_added(exhibit)

    def add_stream(self, exhibit: Exhibit, pieces: Iterable[bytes]) -> ExhibitId:
        """As ``add``, of content that comes in pieces and is never held.

        ``file_changed`` where size or digest are not those of what came."""
        with self._connection.transaction():
            self._attachments.add_stream(
                pieces, exhibit.sha256, exhibit.size, exhibit.added_at, exhibit.name
            )
            return self._known_or_added(exhibit)

    def lay(self, exhibit: Exhibit, pieces: Iterable[bytes]) -> Attachment:
        """The file of a large original, written before the transaction that calls ``take``."""
        return self._attachments.lay(pieces, exhibit.sha256, exhibit.size, exhibit.name)

    def take(self, exhibit: Exhibit, laid: Attachment) -> ExhibitId:
        """As ``add``, of an original whose file is there already."""
        with self._connection.transaction():
            self._attachments.take(laid, exhibit.added_at)
            return self._known_or_added(exhibit)

    def _known_or_added(self, exhibit: Exhibit) -> ExhibitId:
        known = self.known(exhibit.sha256)
        if known is not None:
            return known
        coming = "SELECT 1 FROM main.exhibit WHERE sha256 = ?"
        if self._connection.one(coming, (exhibit.sha256,)):  # an import brings just these bytes
            raise GigWalletError("import_under_way")
        return ExhibitId(self._rows.add(exhibit))

    def compare(self, exhibit: Exhibit, pieces: Iterable[bytes]) -> None:
        """``file_changed`` where ``pieces`` are not the content that ``exhibit`` describes."""
        for _piece in verified(pieces, exhibit.sha256, exhibit.size, exhibit.name):
            pass

    def known(self, sha256: str) -> ExhibitId | None:
        """The exhibit with these bytes, if there is one."""
        row = self._connection.one(
            "SELECT id FROM exhibit WHERE sha256 = ? ORDER BY seq LIMIT 1", (sha256,)
        )
        return ExhibitId(row[0]) if row else None

    def all(self) -> list[KnownExhibit]:
        """In the order in which they were added."""
        with self._connection.snapshot():
            stored = {each.sha256: each for each in self._attachments.all()}
            rows = self._rows.all()
        return [
            KnownExhibit(
                ExhibitId(identity),
                exhibit,
                exhibit.sha256 in stored and self._attachments.lies(stored[exhibit.sha256]),
            )
            for identity, exhibit in rows
        ]

    def get(self, id: ExhibitId) -> KnownExhibit:
        exhibit = self._exhibit(id)
        return KnownExhibit(id, exhibit, self._attachments.present(exhibit.sha256))

    def whole(self, id: ExhibitId) -> bool:
        """Whether the stored original is there and undamaged: reads all of it."""
        attachment = self._attachments.find(self._exhibit(id).sha256)
        return attachment is not None and self._attachments.whole(attachment)

    def _exhibit(self, id: ExhibitId) -> Exhibit:
        exhibit = self._rows.get(id)
        if exhibit is None:
            raise GigWalletError("exhibit_missing")
        return exhibit

    def revise(self, id: ExhibitId, exhibit: Exhibit) -> None:
        """Say anew what the exhibit is (label, note, when it was taken); its bytes never change."""
        with self._connection.transaction():
            known = self._exhibit(id)
            if (known.sha256, known.size) != (exhibit.sha256, exhibit.size):
                raise ValueError("an original is never changed, a derivative names its parent")
            self._rows.revise(id, exhibit)

    def data(self, id: ExhibitId) -> bytes:
        """The exact bytes, authenticated; ``exhibit_missing`` or ``exhibit_damaged``."""
        return self._attachments.read(self._exhibit(id).sha256)

    def stream(self, id: ExhibitId) -> Iterator[bytes]:
        """The bytes in pieces, for what is too large to hold at once."""
        attachment = self._attachments.find(self._exhibit(id).sha256)
        if attachment is None:
            raise GigWalletError("exhibit_missing")
        return self._attachments.stream(attachment)

    def fullest_lines(self, importer: str) -> list[dict[str, str]]:
        """Of each file that ``importer`` stated facts from, the line with the most in it, as it
        stood in the source."""
        # SQLite takes the other columns from the row that has the maximum.
        rows = self._connection.all(
            "SELECT raw, max(length(raw)) FROM source WHERE importer = ? AND exhibit_id IS NOT NULL"
            " GROUP BY exhibit_id, member ORDER BY min(seq)",
            (importer,),
        )
        return [json.loads(raw) for raw, _length in rows]

    def stated(self) -> dict[ExhibitId, dict[str, int]]:
        """How many facts of each kind every exhibit states, those of money by their side:
        ``payout_received``, ``payout_stated``. An exhibit that states nothing is not in it."""
        rows = self._connection.all(
            "SELECT source.exhibit_id, CASE WHEN fact.kind <> 'payout' THEN fact.kind"
            " WHEN EXISTS (SELECT 1 FROM payout WHERE fact_id = fact.id AND side = 'received')"
            " THEN 'payout_received' ELSE 'payout_stated' END AS what,"
            " count(DISTINCT source.fact_id)"
            " FROM source JOIN fact ON fact.id = source.fact_id"
            " WHERE source.exhibit_id IS NOT NULL GROUP BY source.exhibit_id, what"
        )
        found: dict[ExhibitId, dict[str, int]] = {}
        for exhibit, what, count in rows:
            found.setdefault(ExhibitId(exhibit), {})[what] = count
        return found

    def delete(self, id: ExhibitId) -> None:
        """Erase the original, its key, its thumbnail, what was read of it, decided on it and masked
        in it; its leaf in the log stays, and so do redacted copies of it."""
        with self._connection.transaction():
            exhibit = self._exhibit(id)
            self._connection.write("DELETE FROM thumbnail WHERE exhibit_id = ?", (id,))
            self._connection.write("DELETE FROM screen_reading WHERE exhibit_id = ?", (id,))
            self._redactions.erase_of(id)
            self._rows.erase(id, hanging={"screen_decision": "exhibit_id"})
            self._attachments.erase(exhibit.sha256)

    def thumbnail(self, id: ExhibitId) -> bytes | None:
        row = self._connection.one("SELECT picture FROM thumbnail WHERE exhibit_id = ?", (id,))
        return bytes(row[0]) if row else None

    def set_thumbnail(self, id: ExhibitId, picture: bytes) -> None:
        """Keep a small picture (at most 64 KiB) inside the database."""
        if len(picture) > MOST_THUMBNAIL_BYTES:
            raise ValueError("a thumbnail is at most 64 KiB")
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO thumbnail (exhibit_id, picture) VALUES (?, ?) "
                "ON CONFLICT (exhibit_id) DO UPDATE SET picture = excluded.picture",
                (id, picture),
            )
