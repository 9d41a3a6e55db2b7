"""The full check of a vault: pages, structure, log against rows, originals, head; graded."""

from __future__ import annotations

from pathlib import Path

from gigwallet.crypto import checkpoint as texts
from gigwallet.crypto.checkpoint import Checkpoint
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.checking.check_log import LogCheck
from gigwallet.vault.checking.check_originals import check_originals
from gigwallet.vault.checking.check_report import CheckGrade, CheckReport, Findings
from gigwallet.vault.committed import committed_tables
from gigwallet.vault.connection import PAGE_BYTES, Connection
from gigwallet.vault.header import LogHead
from gigwallet.vault.proofs.checkpoint_shelf import KnownCheckpoint
from gigwallet.vault.vault import Vault

__all__ = ["CheckGrade", "CheckReport", "check", "check_open", "committed_tables"]

_DAMAGE_AT_OPENING = {"database_damaged", "database_missing", "header_damaged"}
_DAMAGE = {*_DAMAGE_AT_OPENING, "exhibit_damaged", "exhibit_missing"}


def check(
    folder: Path,
    clock: Clock,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    job: Job | None = None,
    against: Checkpoint | None = None,
    originals: tuple[int, int] | None = None,
) -> CheckReport:
    """Open the vault for reading and check everything in it.

    A database that does not open is a finding; a wrong secret or a missing vault is a refusal.
    """
    try:
        vault = Vault.open(
            folder, clock, passphrase=passphrase, recovery_code=recovery_code, read_only=True
        )
    except GigWalletError as refusal:
        if refusal.code not in _DAMAGE_AT_OPENING:
            raise
        findings = Findings()
        findings.add(refusal.code)
        return findings.report({})
    with vault:
        return check_open(vault, job, against=against, originals=originals)


def check_open(
    vault: Vault,
    job: Job | None = None,
    *,
    against: Checkpoint | None = None,
    originals: tuple[int, int] | None = None,
) -> CheckReport:
    """Check an open vault, on a state of its own while others may write.

    ``against`` is a signed checkpoint that was kept elsewhere: it finds a whole older vault put
    back, header included, and a history that was written anew. ``originals`` (N, T) reads part N of
    T of the originals, for a quick check between whole ones.
    """
    work = job or Job()
    findings = Findings()
    counts = {"entries": 0, "rows": 0, "exhibits": 0, "originals": 0, "bytes": 0}
    for notice in vault.notices:
        if notice.code == "header_restored":
            findings.add(notice.code)
    if not headers.copies_agree(vault.folder, vault.disk):
        findings.add("header_copy_differs")
    head, connection = vault.log_head, vault.connection
    logs = LogCheck(connection, head, findings, work)
    try:
        with connection.snapshot():
            work.report(0, None, "pages")
            _check_pages(connection, findings)
            _check_length(vault.folder, head, findings)
            known = vault.checkpoints.all()
            logs.roots = dict.fromkeys([each.size for each in known], b"")
            if against is not None:
                logs.roots[against.size] = b""
            logs.run()
            counts["entries"], counts["rows"] = logs.size, logs.tables.total()
            _check_checkpoints(known, head, logs, findings)
            _check_signing_key(vault, known, findings)
            if against is not None:
                _check_against(against, vault.checkpoints.public_key(), logs, findings)
            read = check_originals(connection, vault.attachments, findings, work, originals)
            counts["exhibits"], counts["originals"] = read.exhibits, read.originals
            counts["bytes"] = read.bytes
    except GigWalletError as refusal:
        if refusal.code not in _DAMAGE:
            raise
        findings.add(refusal.code)
    return findings.report(counts, dict(logs.tables))


def _check_pages(connection: Connection, findings: Findings) -> None:
    """Each misses what another finds; integrity_check also compares indexes with rows."""
    false_pages = connection.all("PRAGMA cipher_integrity_check")
    if false_pages:
        # This check reads past SQLite's locks: a page that another program is just writing looks
        # torn, and is whole the second time.
        false_pages = connection.all("PRAGMA cipher_integrity_check")
    findings.add("pages_damaged", times=len(false_pages))
    for check, code in (
        ("integrity_check", "structure_damaged"),
        ("foreign_key_check", "links_broken"),
    ):
        rows = [row for row in connection.all(f"PRAGMA {check}") if row != ("ok",)]
        findings.add(code, times=len(rows))


def _check_length(folder: Path, head: LogHead, findings: Findings) -> None:
    """The database only grows; a file below its last known length has lost its end."""
    if (folder / files.DATABASE).stat().st_size < head.pages * PAGE_BYTES:
        findings.add("database_shorter")


def _check_checkpoints(
    known: list[KnownCheckpoint], head: LogHead, logs: LogCheck, findings: Findings
) -> None:
    """Each says what was signed, its signature is right, and the log still agrees with it."""
    for number, each in enumerate(known, start=1):
        try:
            read = texts.read(each.text)
        except texts.NotACheckpoint:
            findings.add("checkpoint_false", each.no)
            continue
        said = read.signed and (read.size, read.root) == (each.size, each.root)
        if not said or each.no != number or logs.roots.get(each.size) != each.root:
            findings.add("checkpoint_false", each.no)
    if head.checkpoint > len(known):
        findings.add("checkpoint_missing", head.checkpoint, head.checkpoint - len(known))


def _check_signing_key(vault: Vault, known: list[KnownCheckpoint], findings: Findings) -> None:
    """Without its seed the vault signs with a new one from now on, and others must hear of it."""
    if known and vault.checkpoints.public_key() is None:
        findings.add("signing_key_lost")


def _check_against(
    against: Checkpoint, own_key: bytes | None, logs: LogCheck, findings: Findings
) -> None:
    """A vault rebuilt from its own export has the same log and another key: the log decides."""
    if against.size > logs.size:
        findings.add("older_than_checkpoint", logs.size, against.size - logs.size)
    elif logs.roots[against.size] != against.root:
        findings.add("checkpoint_contradicted", against.size)
    else:
        findings.add("checkpoint_agrees", against.size)
    if own_key != against.key:
        findings.add("checkpoint_key_differs")
