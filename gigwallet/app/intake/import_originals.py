"""Originals into the vault: stored once, compared where they are known, put back where damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

from gigwallet.app.intake.import_reading import Look, ReadOriginal, Watched
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import ExhibitId
from gigwallet.tabular import archives
from gigwallet.vault.attachments import LARGE
from gigwallet.vault.bringing_in import BringingIn

_ZIP, _GZIP = "application/zip", "application/gzip"


class Originals:
    """``stored`` tells by digest whether the vault had never held that content."""

    def __init__(
        self, wallet: Wallet, coming: BringingIn, original: ReadOriginal, route: Route, job: Job
    ) -> None:
        self._wallet = wallet
        self._coming = coming
        self._original = original
        self._route = route
        self._job = job
        self._watched = Watched(original.path)
        self.stored: dict[str, bool] = {}

    def pieces(self) -> Iterator[bytes]:
        """The file on the disk, which must not have changed since it was read."""
        return self._watched.pieces(self._job)

    def store_archive(self) -> tuple[ExhibitId, bool]:
        """The archive as it came, where the files of this document lie inside one."""
        head = next(self.pieces(), b"")
        kind = _GZIP if archives.is_gzip(head) else _ZIP
        original = self._original
        exhibit = self.exhibit(original.path.name, kind, original.size, original.sha256)
        return self.keep(exhibit, self.pieces(), Look())

    def exhibit(self, name: str, media_type: str, size: int, sha256: str) -> Exhibit:
        return Exhibit(
            name=name,
            media_type=media_type,
            size=size,
            sha256=sha256,
            added_at=self._wallet.clock.now(),
            route=self._route,
        )

    def keep(self, exhibit: Exhibit, pieces: Iterator[bytes], look: Look) -> tuple[ExhibitId, bool]:
        """Its id, and whether its content was stored. Refusal: ``file_changed`` where the content
        is not what ``exhibit`` says."""
        shelf = self._wallet.vault.exhibits
        known = shelf.known(exhibit.sha256)
        large = exhibit.size > LARGE
        with self._coming.aside() if large else nullcontext():
            if known is not None and shelf.whole(known):
                shelf.compare(exhibit, pieces)
                self.stored.setdefault(exhibit.sha256, False)
                return known, False
            # A missing or damaged original that comes again is put back under the id that it had.
            exhibit = replace(exhibit, taken_at=look.taken_at, taken_from=look.taken_from)
            laid = shelf.lay(exhibit, pieces) if large else None
        made = shelf.take(exhibit, laid) if laid else shelf.add_stream(exhibit, pieces)
        self.stored[exhibit.sha256] = known is None
        if look.thumbnail:
            shelf.set_thumbnail(made, look.thumbnail)
        return made, True

    def compare(self) -> None:
        """The file is still the one that was read, and nobody deleted a known original while
        others could write. Refusal: ``file_changed``."""
        self._watched.compare()
        for sha256 in self.stored:
            if self._wallet.vault.exhibits.known(sha256) is None:
                raise GigWalletError("file_changed", name=self._original.path.name)
