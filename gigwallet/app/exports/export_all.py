"""Writes everything out of the vault in open formats: rows, originals, log; nothing encrypted."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import gigwallet
from gigwallet.app.exports import export_all_form as form
from gigwallet.app.exports.export_all_folder import Draft, csv_lines, safe_name
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault import Vault, canonical
from gigwallet.vault.attachments import Attachment
from gigwallet.vault.disk import Disk
from gigwallet.vault.open_form import rows as open_form
from gigwallet.vault.open_form.rows import LOG, Cells, Table

RESOURCES = "open-export"
_AT_ONCE = 500
# What a row takes as JSON and as CSV, for each byte that it takes in the database.
_TIMES = 4
_ORIGINALS = ("file", "exhibit_id", "name", "media_type", "size", "sha256", "state")


@dataclass(frozen=True, slots=True)
class ExportedAll:
    """What lies in ``folder`` now. ``absent``: originals that the vault itself has lost or whose
    stored file is damaged; their exhibits are in the tables."""

    folder: Path
    tables: int
    rows: int
    entries: int
    originals: int
    absent: int


def export_all(wallet: Wallet, folder: Path, job: Job | None = None) -> ExportedAll:
    """Everything in a new folder. The person was told before that it is not encrypted.

    The log says so first, and therefore in the export too, with a signed checkpoint of where it
    stands; a vault that is only read notes and signs nothing.
    Refusals: ``open_export_folder_taken``, ``disk_full``, ``folder_not_writable``;
    ``import_under_way``, since half an import is no record.
    """
    work, folder = job or Job(), folder.absolute()
    with Draft(folder, wallet.vault.disk) as draft, wallet.reader() as reader:
        _refuse_little_room(reader.vault, wallet.vault.disk, folder)
        if not wallet.vault.read_only:
            body = canonical.encode({"form": form.FORM, "version": form.VERSION})
            wallet.vault.log.append("export.started", "", body)
            wallet.vault.make_checkpoint("exported")
        with reader.vault.connection.snapshot():
            reader.vault.refuse_while_bringing_in()
            exported = _Exporting(wallet, reader.vault, draft, folder, work).run()
        draft.finish()
    return exported


def _refuse_little_room(vault: Vault, disk: Disk, folder: Path) -> None:
    needed = _TIMES * open_form.database_bytes(vault.connection) + sum(
        each.size for each in vault.attachments.all()
    )
    if disk.free_bytes(folder.parent) < needed:
        raise GigWalletError("disk_full")


class _Exporting:
    """One state of a vault on its way into a draft."""

    def __init__(self, wallet: Wallet, vault: Vault, draft: Draft, folder: Path, job: Job) -> None:
        self._wallet = wallet
        self._vault = vault
        self._connection = vault.connection
        self._draft = draft
        self._folder = folder
        self._job = job

    def run(self) -> ExportedAll:
        resources = self._wallet.resources / RESOURCES
        self._put_text(form.README, resources / form.README)
        tables = open_form.tables(self._connection)
        counts: dict[str, int] = {}
        for table in (LOG, *tables):
            schema = f"{table.name}.schema.json"
            self._draft.put(f"schema/{schema}", (resources / "schema" / schema).read_bytes())
            counts[table.name] = self._write(table)
        entries = counts.pop(LOG.name)
        originals, absent = self._write_originals()
        self._draft.put(form.HEAD, self._head(counts))
        return ExportedAll(
            self._folder, len(tables), sum(counts.values()), entries, originals, absent
        )

    def _put_text(self, name: str, source: Path) -> None:
        """As the simplest program of any system shows it."""
        text = source.read_text(encoding="utf-8")
        self._draft.put(name, form.CSV_START + text.replace("\n", "\r\n").encode())

    def _write(self, table: Table) -> int:
        """Both forms in one pass, a few rows at a time; how many there were."""
        total = open_form.count(self._connection, table)
        as_row, written = form.RowForm(table), 0
        with (
            closing(self._rows(table)) as found,
            self._draft.file(form.file_of(table.name, "json")) as json_file,
            self._draft.file(form.file_of(table.name, "csv")) as csv_file,
        ):
            rows = self._job.watch(found, total, "rows")
            json_file.write(form.JSON_START)
            csv_file.write(form.CSV_START + csv_lines([as_row.csv_head]))
            while some := list(islice(rows, _AT_ONCE)):
                lines = b",\n".join(map(as_row.json, some))
                json_file.write(b",\n" + lines if written else lines)
                csv_file.write(csv_lines(map(as_row.csv, some)))
                written += len(some)
            json_file.write(b"\n" + form.JSON_END if written else form.JSON_END)
        return written

    def _rows(self, table: Table) -> Generator[Cells, None, None]:
        if table is LOG:
            return open_form.entries(self._connection)
        return open_form.rows(self._connection, table)

    def _write_originals(self) -> tuple[int, int]:
        """How many went out, and how many the vault has lost. One content is one file."""
        said = self._vault.exhibits.all()
        stored = {each.sha256: each for each in self._vault.attachments.all()}
        files: dict[str, tuple[str, str]] = {}
        lines = []
        for known in self._job.watch(said, len(said), "exhibits"):
            exhibit = known.exhibit
            if exhibit.sha256 not in files:
                name = f"originals/{safe_name(len(files) + 1, exhibit.name)}"
                state = self._copy(name, stored.get(exhibit.sha256))
                files[exhibit.sha256] = (name if state == "whole" else "", state)
            name, state = files[exhibit.sha256]
            texts = (name, known.id, exhibit.name, exhibit.media_type)
            lines.append(
                [form.guarded(each) for each in texts] + [str(exhibit.size), exhibit.sha256, state]
            )
        self._draft.put(form.ORIGINALS, form.CSV_START + csv_lines([_ORIGINALS, *lines]))
        whole = sum(bool(name) for name, _ in files.values())
        return whole, len(files) - whole

    def _copy(self, name: str, attachment: Attachment | None) -> str:
        """``whole``, ``missing`` or ``damaged``."""
        if attachment is None:
            return "missing"
        try:
            with self._draft.file(name) as sink:
                for block in self._vault.attachments.stream(attachment):
                    sink.write(block)
        except GigWalletError as refusal:
            if refusal.code not in {"exhibit_missing", "exhibit_damaged"}:
                raise
            self._draft.forget(name)
            return refusal.code.removeprefix("exhibit_")
        return "whole"

    def _head(self, counts: dict[str, int]) -> bytes:
        size, root = self._vault.log.state()
        checkpoint, key = self._vault.checkpoints.last(), self._vault.checkpoints.public_key()
        head = {
            "form": form.FORM,
            "version": form.VERSION,
            "made_by": f"GigWallet {gigwallet.__version__}",
            "made_at": self._wallet.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "schema": self._connection.version(),
            "vault_id": self._vault.vault_id,
            "specimen": self._vault.specimen,
            "size": size,
            "root": root.hex(),
            "checkpoint": checkpoint.text if checkpoint else "",
            "public_key": key.hex() if key else "",
            "tables": counts,
        }
        return form.head_bytes(head)
