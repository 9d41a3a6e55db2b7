"""The vault: opening and closing it, its shelves, its keys, and the head of its log."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from gigwallet.crypto.kdf import KdfParams, calibrated
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.ports import Clock, SecretStore
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import TrackPoint
from gigwallet.domain.trip import Trip
from gigwallet.vault import ballast, coming, migrations
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.clearing import clear
from gigwallet.vault.connection import Access, Journal
from gigwallet.vault.copies.conflict_shelf import ConflictShelf
from gigwallet.vault.disk import Disk
from gigwallet.vault.drafts import clear_draft
from gigwallet.vault.header import Header, LogHead
from gigwallet.vault.keys import rekeying
from gigwallet.vault.keys.key_slots import KeySlots
from gigwallet.vault.keys.unlocking import Offered
from gigwallet.vault.log import Log
from gigwallet.vault.making import build
from gigwallet.vault.opening import (
    Opened,
    connect,
    log_head_now,
    open_existing,
    read_meta,
    reading_access,
)
from gigwallet.vault.proofs.checkpoint_shelf import CheckpointShelf, KnownCheckpoint
from gigwallet.vault.proofs.time_stamp_shelf import TimeStampShelf
from gigwallet.vault.search.exhibit_text_shelf import ExhibitTextShelf
from gigwallet.vault.search.shelf import SearchShelf
from gigwallet.vault.shelves import layouts
from gigwallet.vault.shelves.case_shelf import CaseShelf
from gigwallet.vault.shelves.coverage_shelf import CoverageShelf
from gigwallet.vault.shelves.engagement_shelf import EngagementShelf
from gigwallet.vault.shelves.exhibit_shelf import ExhibitShelf
from gigwallet.vault.shelves.fact_shelf import FactShelf
from gigwallet.vault.shelves.import_shelf import ImportShelf
from gigwallet.vault.shelves.pay_decision_shelf import PayDecisionShelf
from gigwallet.vault.shelves.redaction_shelf import RedactionShelf
from gigwallet.vault.shelves.scheme_shelf import SchemeShelf
from gigwallet.vault.shelves.screen_shelf import ScreenShelf
from gigwallet.vault.shelves.settings_shelf import SettingsShelf
from gigwallet.vault.shelves.worker_shelf import WorkerShelf

T = TypeVar("T")

# What was committed is safe; what should follow can wait for a disk with room.
_LATER = frozenset({"disk_full", "folder_not_writable"})
LEAST_MEMORY_KIB = 65_536  # of a passphrase slot that this program makes


def _may_sweep(opened: Opened) -> bool:
    """Whether a file that no row names can only be what an interrupted import left. Where a service
    copies the folder, where another database lies beside this one, or where a loss was accepted
    once, rows that name it may still come."""
    if opened.journal is not Journal.WAL or files.other_databases(opened.folder):
        return False
    accepted = "SELECT 1 FROM log WHERE kind = 'head.accepted' LIMIT 1"
    return opened.connection.one(accepted) is None


class Vault:
    """An open vault. One writer at a time; any number of read-only ones beside it.

    ``notices`` are steps that the person should hear after opening: a header that came from its
    copy, entries that the header knows and the database does not.
    """

    def __init__(self, opened: Opened, clock: Clock, *, veiled: bool = True) -> None:
        connection = opened.connection
        if veiled:
            coming.veil(connection)
        self.folder = opened.folder
        self.disk = opened.disk
        self.notices = opened.notices
        self.vault_id = opened.header.vault_id.hex()
        self.read_only = opened.lock is None
        self.specimen = read_meta(connection, "specimen") == "1"
        self._opened = opened
        self._clock = clock
        self.connection = connection
        self._closed = False
        self.log = log = Log(connection, clock, opened.actor)
        self.attachments = Attachments(
            opened.folder / files.ATTACHMENTS, opened.header.vault_id, connection, opened.disk
        )
        self.worker = WorkerShelf(connection, log)
        self.engagements = EngagementShelf(connection, log)
        self.trips: FactShelf[Trip] = FactShelf(connection, log, layouts.TRIP)
        self.shifts: FactShelf[Shift] = FactShelf(connection, log, layouts.SHIFT)
        self.track_points: FactShelf[TrackPoint] = FactShelf(connection, log, layouts.TRACK_POINT)
        self.tracks: FactShelf[Track] = FactShelf(connection, log, layouts.TRACK)
        self.tallies: FactShelf[Tally] = FactShelf(connection, log, layouts.TALLY)
        self.statements: FactShelf[Statement] = FactShelf(connection, log, layouts.STATEMENT)
        self.pay_lines: FactShelf[PayLine] = FactShelf(connection, log, layouts.PAY_LINE)
        self.payouts: FactShelf[Payout] = FactShelf(connection, log, layouts.PAYOUT)
        self.exhibits = ExhibitShelf(connection, log, self.attachments)
        self.exhibit_texts = ExhibitTextShelf(connection)
        self.screens = ScreenShelf(connection, log)
        self.schemes = SchemeShelf(connection, log)
        self.cases = CaseShelf(connection, log)
        self.pay_decisions = PayDecisionShelf(connection, log)
        self.redactions = RedactionShelf(connection, log)
        self.coverage = CoverageShelf(connection, log)
        self.imports = ImportShelf(connection, log)
        self.settings = SettingsShelf(connection)
        self.search = SearchShelf(connection)
        self.conflicts = ConflictShelf(connection, log)
        self.slots = KeySlots(opened, clock)
        self.checkpoints = CheckpointShelf(connection, log, clock, opened.keys)
        self.time_stamps = TimeStampShelf(connection, log)
        self._anchored: int | None = None  # what the log had appended at the last head; None: ask

    # Opening ----------------------------------------------------------------------------------

    @staticmethod
    def create(
        folder: Path,
        passphrase: bytearray,
        clock: Clock,
        *,
        kdf: KdfParams | None = None,
        specimen: bool = False,
        disk: Disk | None = None,
        journal: Journal = Journal.WAL,
    ) -> tuple[Vault, str]:
        """A new vault in ``folder`` and its recovery code, which is shown once and not kept.

        ``vault_exists`` where a vault lies there already; whatever fails leaves nothing of it
        behind. ``kdf`` costs at least 64 MiB; by default it is calibrated once, to at most 256 MiB
        and about a second.
        """
        params = kdf or calibrated()
        params.refuse_excess()
        if params.memory_kib < LEAST_MEMORY_KIB:
            raise ValueError("a passphrase slot costs at least 64 MiB")
        opened, code = build(folder, passphrase, clock, params, specimen, disk or Disk(), journal)
        ballast.lay(folder, opened.disk)
        return Vault(opened, clock), code

    @staticmethod
    def open(
        folder: Path,
        clock: Clock,
        *,
        passphrase: bytearray | None = None,
        recovery_code: str | None = None,
        keyring: SecretStore | None = None,
        read_only: bool = False,
        accept_loss: bool = False,
        disk: Disk | None = None,
        journal: Journal = Journal.WAL,
    ) -> Vault:
        """The vault in ``folder``, opened with one of the three secrets; that of ``keyring`` is
        asked from the store itself.

        ``read_only`` takes no lock and works beside a writer. A folder that cannot be written to
        opens read-only by itself. ``accept_loss`` opens for writing although the header knows
        entries that the database has not (``log_head_mismatch``), and the log says so.
        """
        opened = open_existing(
            folder,
            clock,
            Offered(passphrase, recovery_code, keyring),
            read_only,
            accept_loss,
            disk or Disk(),
            journal,
        )
        try:
            rekeying.settle(opened, clock)
        except BaseException:
            opened.close()
            raise
        vault = Vault(opened, clock)
        if not vault.read_only:
            if _may_sweep(opened):
                vault.attachments.sweep()
            for path in files.left_over(folder):
                opened.disk.unlink(path)
            clear_draft(folder / files.MERGING, opened.disk)
            ballast.lay(folder, opened.disk)
            vault._clear_left_over()
        return vault

    def _clear_left_over(self) -> None:
        """What an import left that ended in the middle. Nobody sees it, so that it can wait where
        there is no room even for taking out."""
        try:
            self.erasing(lambda: clear(self.connection, self.log, self.attachments))
        except GigWalletError as refusal:
            if refusal.code not in _LATER:
                raise

    def refuse_while_bringing_in(self) -> None:
        """``import_under_way``: for what would take apart, or take along, the half of an import.
        Asked in the transaction or snapshot in which it is done."""
        if coming.spans(self.connection):
            raise GigWalletError("import_under_way")

    def reader(self) -> Vault:
        """A second, read-only connection of this open vault, for another thread.

        It sees what is committed, and has keys of its own: it may be closed before or after.
        """
        own = self._opened
        keys = own.keys.copy()
        access = Access.READ if own.lock else reading_access(self.folder, own.disk)
        connection = connect(self.folder, keys, access, own.disk)
        own.readers.add(connection)
        migrations.stand_in(connection)
        return Vault(Opened(self.folder, own.header, keys, connection, None, own.disk), self._clock)

    @contextlib.contextmanager
    def second(self) -> Iterator[Vault]:
        """A second connection that writes, for an import (``vault.bringing_in``): it sees what is
        on its way in. This vault itself where every row is to lie in one file at all times: there
        nobody reads while somebody writes."""
        own = self._opened
        if own.journal is not Journal.WAL:
            yield self
            return
        gate = self.connection.gate
        with contextlib.closing(own.keys.copy()) as keys:
            connection = connect(self.folder, keys, Access.WRITE, own.disk, own.journal, gate)
            own.readers.add(connection)
            try:
                opened = replace(own, keys=keys, connection=connection)
                yield Vault(opened, self._clock, veiled=False)
            finally:
                connection.close()

    def close(self) -> None:
        """Write the head, empty the WAL, wipe the keys, let the lock go. Twice does no harm.

        Where the disk is full the head stays where it was: what was committed is safe without it.
        """
        if self._closed:
            return
        self._opened.closing.set()
        try:
            if not self.read_only:
                with self._opened.bringing:  # an import ends at its next step
                    self.erasing(self.anchor)
        except GigWalletError as refusal:
            if refusal.code not in _LATER:
                raise
        finally:
            self._closed = True
            self._opened.close()

    def wipe_keys(self) -> None:
        """From any thread, in no time: for a process that ends now and writes nothing any more."""
        self._opened.wipe()

    # Working ----------------------------------------------------------------------------------

    def transaction(self) -> contextlib.AbstractContextManager[None]:
        """All or nothing; an inner one joins the outer one."""
        return self.connection.transaction()

    @property
    def opened(self) -> Opened:
        """What it is made of, for the modules of this package that copy a vault or merge one."""
        return self._opened

    @property
    def log_head(self) -> LogHead:
        """The head that the header holds."""
        return self._opened.header.log_head

    @property
    def log_head_at(self) -> datetime:
        """When that head was written, to the second."""
        return datetime.fromisoformat(self._opened.header.fields["log_head"]["written_at"])

    def anchor(self) -> None:
        """Write the log's head into the header, after the rows it speaks of are durable.

        Everything up to this head is accounted for: a check finds what goes missing or changes.
        """
        if self.read_only:
            raise GigWalletError("vault_read_only")
        if self._opened.header.pending_rekey is not None:
            return  # the next opening finishes it, and writes the head under the new key
        with self.connection.gate.passage():  # an import and a shift may end at the same time
            appended = self.log.appended
            head = log_head_now(self.folder / files.DATABASE, self.connection, self._clock)
            known = self._opened.header
            if head != known.log_head or not headers.copies_agree(self.folder, self.disk):
                self._write_header(known.with_log_head(head, self._clock.now()))
            self._anchored = appended

    @property
    def anchored(self) -> bool:
        """Whether nothing was appended here since the last head. It asks no lock and no disk, so a
        window may ask it while an import runs; before the first ``anchor`` it is False."""
        return self._anchored == self.log.appended

    def make_checkpoint(
        self, why: str, about: Mapping[str, object] | None = None
    ) -> KnownCheckpoint:
        """Sign where the log stands, and write a head that knows it. See ``CheckpointShelf.make``.

        What leaves the vault with it can later be held against the vault: a check finds whatever
        was changed before it, even in a whole older folder put back.
        """
        if self.read_only:
            raise GigWalletError("vault_read_only")
        made = self.checkpoints.make(why, about)
        self.anchor()
        return made

    def change_passphrase(self, new: bytearray, slot_id: str = "") -> None:
        """Wrap the master key anew; only the header and its copy are written. See ``KeySlots``.

        A copy of the header that someone kept still opens with the old passphrase.
        """
        self.slots.change_passphrase(new, slot_id)

    def rekey(
        self, passphrase: bytearray, label: str = "", job: Job | None = None
    ) -> rekeying.Rekeyed:
        """New keys for everything. See ``vault.rekeying``; ``vault_busy`` while this process reads
        the vault in another thread."""
        return rekeying.rekey(self._opened, self._clock, passphrase, label, job or Job())

    @property
    def opened_by(self) -> str:
        """Id of the key slot that opened it; empty where none of the present ones did."""
        return self.slots.opened_by

    def erasing(self, work: Callable[[], T]) -> T:
        """Run ``work``, which makes room; on a full disk once more, with the room that was kept
        for this (``vault.ballast``; it is kept anew at an opening with room enough)."""
        try:
            return work()
        except GigWalletError as refusal:
            if refusal.code != "disk_full" or not ballast.give_up(self.folder, self.disk):
                raise
        return work()

    def _write_header(self, header: Header) -> None:
        self._opened.write_header(header)

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
