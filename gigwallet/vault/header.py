"""The header: which slots open the vault and where the log stood; two equal files."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gigwallet.crypto import kdf, merkle
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import canonical
from gigwallet.vault import folder as files
from gigwallet.vault.disk import Disk
from gigwallet.vault.keys.pending_rekey import PendingRekey
from gigwallet.vault.keys.slots import OPENED, Slot, is_passphrase, params_of, timestamp

MAGIC = "GWVAULT1"
FORMAT = 1
MOST_BYTES = 65_536
MOST_SLOTS = 16
MOST_PASSPHRASES = 4

_PARTS: Mapping[str, object] = {
    "database": {"cipher": "sqlcipher4", "page_size": 4096},
    "attachments": {"aead": "aes-256-gcm", "version": 1},
    "log": {"tree": "rfc9162-sha256", "version": 1},
}
_UNDERSTOOD = {"created_at", "revision", "slots", "log_head", "vault_id", "pending_rekey", *_PARTS}
_HEX = re.compile(r"(?:[0-9a-f]{2})*")


class HeaderDamaged(Exception):  # noqa: N818  a finding: the copy is tried before anyone is told
    """These bytes are not a whole header."""


@dataclass(frozen=True, slots=True)
class LogHead:
    """Where the log stood: ``size`` leaves under ``root``; ``pages`` of the database (0: unknown);
    the last signed ``checkpoint`` (0: none)."""

    size: int = 0
    root: bytes = merkle.EMPTY_ROOT
    pages: int = 0
    checkpoint: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """``fields`` is the header without ``checksum`` and ``mac``, unknown fields included."""

    fields: Mapping[str, Any]  # Any: JSON as docs/vault-format.md section 4 has it
    mac: bytes = b""

    @property
    def vault_id(self) -> bytes:
        return bytes.fromhex(self.fields["vault_id"])

    @property
    def slots(self) -> list[Slot]:
        return list(self.fields["slots"])

    @property
    def revision(self) -> int:
        return int(self.fields["revision"])

    @property
    def log_head(self) -> LogHead:
        head = self.fields["log_head"]
        return LogHead(head["size"], bytes.fromhex(head["root"]), head["pages"], head["checkpoint"])

    @property
    def pending_rekey(self) -> PendingRekey | None:
        """The full rekey that is under way; the MAC is then still under the old key."""
        fields = self.fields["pending_rekey"]
        return None if fields is None else PendingRekey(fields)

    def with_slots(self, slots: list[Slot]) -> Header:
        return self._next({"slots": slots})

    def with_log_head(self, head: LogHead, at: datetime) -> Header:
        return self._next({"log_head": _head_fields(head, at)})

    def with_pending_rekey(self, pending: PendingRekey | None) -> Header:
        return self._next({"pending_rekey": pending.fields if pending else None})

    def rekeyed(self, slots: list[Slot], head: LogHead, at: datetime) -> Header:
        """After a full rekey: every other slot wrapped the old key, and ends."""
        change = {"slots": slots, "pending_rekey": None, "log_head": _head_fields(head, at)}
        return self._next(change)

    def _next(self, change: Mapping[str, Any]) -> Header:
        return Header({**self.fields, **change, "revision": self.revision + 1})

    def to_bytes(self, key: Secret) -> bytes:
        """The whole file, sealed with the header key."""
        mac = _mac(key, canonical.encode(self.fields))
        sealed = {**self.fields, "mac": mac.hex()}
        checksum = hashlib.sha256(canonical.encode(sealed)).hexdigest()
        return canonical.encode({**sealed, "checksum": checksum}) + b"\n"

    def authentic(self, key: Secret) -> bool:
        return hmac.compare_digest(self.mac, _mac(key, canonical.encode(self.fields)))


def _mac(key: Secret, body: bytes) -> bytes:
    return hmac.digest(key.bytes(), body, "sha256")


def _head_fields(head: LogHead, at: datetime) -> dict[str, object]:
    return {
        "size": head.size,
        "root": head.root.hex(),
        "checkpoint": head.checkpoint,
        "pages": head.pages,
        "written_at": timestamp(at),
    }


def new_header(vault_id: bytes, slots: list[Slot], at: datetime) -> Header:
    return Header(
        {
            "magic": MAGIC,
            "format": FORMAT,
            "critical": [],
            "vault_id": vault_id.hex(),
            "created_at": timestamp(at),
            "revision": 1,
            **_PARTS,
            "slots": slots,
            "pending_rekey": None,
            "log_head": _head_fields(LogHead(), at),
        }
    )


def parse(data: bytes) -> Header:
    """``HeaderDamaged`` for bytes that decayed; ``vault_too_new`` and ``header_refused`` for a
    whole header that this program does not open."""
    if len(data) > MOST_BYTES:
        raise GigWalletError("header_refused", what="size")
    if not data.endswith(b"\n"):
        raise HeaderDamaged
    try:
        fields = canonical.decode(data[:-1])
        checksum = fields.pop("checksum")
        whole = canonical.encode(fields)
        mac = bytes.fromhex(fields.pop("mac"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise HeaderDamaged from cause
    if hashlib.sha256(whole).hexdigest() != checksum:
        raise HeaderDamaged
    if fields.get("magic") != MAGIC:
        raise HeaderDamaged
    try:
        _refuse_what_is_newer(fields)
        _refuse_excess(fields)
    except (KeyError, TypeError, AttributeError) as cause:
        raise GigWalletError("header_refused", what="fields") from cause
    return Header(fields, mac)


def _refuse_what_is_newer(fields: Mapping[str, Any]) -> None:
    critical = fields.get("critical", [])
    known = all(fields.get(name) == part for name, part in _PARTS.items())
    if fields.get("format") != FORMAT or not known or not set(critical) <= _UNDERSTOOD:
        raise GigWalletError("vault_too_new")


def _refuse_excess(fields: Mapping[str, Any]) -> None:
    lengths = [(fields["vault_id"], 16), (fields["log_head"]["root"], merkle.HASH_BYTES)]
    lengths += _judged_slots(fields["slots"])
    if (pending := fields["pending_rekey"]) is not None:
        lengths += _judged_slots(pending["slots"])
        for wrapped in (pending["new_under_old"], pending["old_under_new"]):
            lengths += [(wrapped["nonce"], 12), (wrapped["sealed"], kdf.KEY_BYTES + 16)]
    numbers = [fields["revision"], *(fields["log_head"][name] for name in _HEAD_NUMBERS)]
    right = all(_HEX.fullmatch(text) and len(text) == 2 * size for text, size in lengths)
    if not right or any(type(number) is not int or number < 0 for number in numbers):
        raise GigWalletError("header_refused", what="fields")


def _judged_slots(slots: list[Slot]) -> list[tuple[str, int]]:
    """The hexadecimal texts of ``slots`` with the bytes that each must have."""
    passphrases = [slot for slot in slots if is_passphrase(slot)]
    if len(slots) > MOST_SLOTS or not 1 <= len(passphrases) <= MOST_PASSPHRASES:
        raise GigWalletError("header_refused", what="slots")
    for slot in passphrases:
        params_of(slot)
    lengths: list[tuple[str, int]] = []
    for slot in slots:
        if any(type(slot[name]) is not str for name in ("id", "kind", "created_at")):
            raise GigWalletError("header_refused", what="slots")
        if slot["kind"] in OPENED or "salt" in slot["kdf"]:
            lengths += [(slot["kdf"]["salt"], kdf.SALT_BYTES), (slot["nonce"], 12)]
            lengths += [(slot["sealed"], kdf.KEY_BYTES + 16)]
    return lengths


_HEAD_NUMBERS = ("size", "pages", "checkpoint")


def _load(path: Path, disk: Disk) -> Header | None:
    """None where there is no whole header in ``path``, or none that the disk can read."""
    try:
        with disk.open_to_read(path) as stream:
            return parse(stream.read(MOST_BYTES + 1))
    except (OSError, HeaderDamaged):
        return None


def load(folder: Path, disk: Disk) -> tuple[Header, bool]:
    """The header, and whether it had to come from the copy.

    ``vault_missing``, ``header_missing`` or ``header_damaged`` where there is none.
    """
    first = _load(folder / files.HEADER, disk)
    if first is not None:
        return first, False
    second = _load(folder / files.HEADER_COPY, disk)
    if second is not None:
        return second, True
    if (folder / files.HEADER).exists() or (folder / files.HEADER_COPY).exists():
        raise GigWalletError("header_damaged")
    if (folder / files.DATABASE).exists():
        raise GigWalletError("header_missing")
    raise GigWalletError("vault_missing")


def load_copy(folder: Path, disk: Disk) -> Header | None:
    """The backup copy, where it is whole."""
    try:
        return _load(folder / files.HEADER_COPY, disk)
    except GigWalletError:
        return None


def store(folder: Path, header: Header, key: Secret, disk: Disk) -> None:
    """Both files, the header first, each durable before the next begins.

    Where the second fails, the first is put back: who is told that nothing was changed must not
    find the old passphrase refused, or a recovery code in force that nobody was shown.
    """
    data, path = header.to_bytes(key), folder / files.HEADER
    before = written(path, disk)
    disk.replace_file(path, data)
    try:
        disk.replace_file(folder / files.HEADER_COPY, data)
    except (OSError, GigWalletError):
        if before is not None:
            with contextlib.suppress(OSError, GigWalletError):
                disk.replace_file(path, before)
        raise


def written(path: Path, disk: Disk) -> bytes | None:
    """The bytes of a header's file as they lie there; None where they cannot be had."""
    try:
        with disk.open_to_read(path) as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, GigWalletError):
        return None


def copies_agree(folder: Path, disk: Disk) -> bool:
    first = written(folder / files.HEADER, disk)
    return first is not None and first == written(folder / files.HEADER_COPY, disk)
