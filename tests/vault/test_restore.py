"""A restored vault is whole, or there is none; what comes from strangers is judged first."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import struct
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gigwallet.crypto import recovery_code
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, canonical, check
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.backup.parts import Contents, Part, packed
from gigwallet.vault.backup.restoring import restore
from gigwallet.vault.backup.sealed import Front, sealed
from gigwallet.vault.disk import Disk
from gigwallet.vault.keys import derived as labels
from tests.vault.conftest import PASSPHRASE, SetClock
from tests.vault.test_backup import fill, names

CHUNK = 1024 * 1024


@pytest.fixture
def backup(vault: Vault, tmp_path: Path, clock: SetClock) -> Path:
    fill(vault)
    return back_up(vault, tmp_path / "stick" / "mine", clock).path


def tried(backup: Path, folder: Path, clock: SetClock, **how: object) -> str:
    how = how or {"passphrase": bytearray(PASSPHRASE)}
    with pytest.raises(GigWalletError) as refused:
        restore(backup, folder, clock, **how)  # type: ignore[arg-type]  # as given
    assert not folder.exists()
    assert not folder.with_name(folder.name + ".restoring").exists()
    return refused.value.code


def test_a_restored_vault_is_sound_and_the_same_vault(
    made: tuple[Vault, str], backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    vault, code = made
    folder = tmp_path / "neu 新" / "vault"

    restored = restore(backup, folder, clock, recovery_code=code)

    assert restored.folder == folder
    assert restored.vault_id == vault.vault_id
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"
    with Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE)) as copy:
        assert copy.notices == ()
        assert copy.log.state() == vault.log.state()
    assert names(folder.parent) == ["vault"]
    if os.name == "posix":
        for path in folder.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_an_empty_folder_takes_the_vault_and_any_other_is_left_alone(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    empty, taken = tmp_path / "empty", tmp_path / "taken"
    empty.mkdir()
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")

    restore(backup, empty, clock, passphrase=bytearray(PASSPHRASE))
    for folder in (taken, empty):
        with pytest.raises(GigWalletError) as refused:
            restore(backup, folder, clock, passphrase=bytearray(PASSPHRASE))
        assert refused.value.code == "folder_not_empty"

    assert names(taken) == ["letter.txt"]
    assert files.HEADER in names(empty)


def test_what_a_person_keeps_under_the_drafts_name_is_left_alone(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    draft = tmp_path / "back.restoring"
    draft.mkdir()
    (draft / "letter.txt").write_text("mine")

    with pytest.raises(GigWalletError) as refused:
        restore(backup, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))

    assert refused.value.code == "folder_not_empty"
    assert names(draft) == ["letter.txt"]


def test_a_wrong_secret_is_told_as_one_and_leaves_nothing(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    back = tmp_path / "back"
    wrong: dict[str, dict[str, object]] = {
        "wrong_passphrase": {"passphrase": bytearray(b"not the passphrase")},
        "wrong_recovery_code": {"recovery_code": recovery_code.written(b"another vault's code")},
        "recovery_code_mistyped": {"recovery_code": "ABCD" * 8 + "00"},
    }
    for expected, how in wrong.items():
        assert tried(backup, back, clock, **how) == expected


def test_what_is_no_backup_is_told_as_such(
    backup: Path, tmp_path: Path, clock: SetClock, folder: Path
) -> None:
    other = tmp_path / "other.gwbackup"
    for data in (b"", b"GWBKUP", b"PK\x03\x04" * 100, (folder / files.HEADER).read_bytes()):
        other.write_bytes(data)
        assert tried(other, tmp_path / "back", clock) == "backup_unknown"
    assert tried(tmp_path / "nowhere.gwbackup", tmp_path / "back", clock) == "file_missing"


def test_without_room_the_numbers_are_told_before_anything_is_derived(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    class Full(Disk):
        def free_bytes(self, folder: Path) -> int:
            return 2_000_000

    secret = bytearray(PASSPHRASE)
    with pytest.raises(GigWalletError) as refused:
        restore(backup, tmp_path / "back", clock, passphrase=secret, disk=Full())

    assert refused.value.code == "restore_needs_room"
    assert refused.value.facts["free_mb"] == 2
    assert not (tmp_path / "back.restoring").exists()


# From a stranger -------------------------------------------------------------------------------


def _front_changed(backup: Path, change: Callable[[dict[str, object]], None]) -> bytes:
    """The backup with another header in front, its checksum right."""
    data = backup.read_bytes()
    (length,) = struct.unpack(">I", data[8:12])
    fields = json.loads(data[12 : 12 + length])
    change(fields)
    fields.pop("checksum")
    fields["checksum"] = hashlib.sha256(canonical.encode(fields)).hexdigest()
    header = canonical.encode(fields) + b"\n"
    return data[:8] + struct.pack(">I", len(header)) + header + data[12 + length :]


def test_costs_that_no_gigwallet_asks_for_are_refused_before_deriving(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    def dear(fields: dict[str, object]) -> None:
        fields["slots"][0]["kdf"]["memory_kib"] = 2**32  # type: ignore[index]  # JSON

    other = tmp_path / "dear.gwbackup"
    other.write_bytes(_front_changed(backup, dear))

    # Deriving with four terabytes would end otherwise, and not soon.
    assert tried(other, tmp_path / "back", clock) == "header_refused"


def test_a_header_with_lower_costs_or_of_another_state_opens_nothing(
    backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    def cheap(fields: dict[str, object]) -> None:
        fields["slots"][0]["kdf"]["memory_kib"] = 8  # type: ignore[index]  # JSON

    def older(fields: dict[str, object]) -> None:
        fields["log_head"]["size"] = 1  # type: ignore[index]  # JSON

    other = tmp_path / "other.gwbackup"
    other.write_bytes(_front_changed(backup, cheap))
    assert tried(other, tmp_path / "back", clock) == "wrong_passphrase"
    other.write_bytes(_front_changed(backup, older))
    assert tried(other, tmp_path / "back", clock) == "backup_damaged"


def _resealed(vault: Vault, backup: Path, change: Callable[[bytes], bytes]) -> bytes:
    """A backup by somebody who has the key, with other bytes in its archive."""
    archive = _opened_by_hand(vault, backup)
    data = backup.read_bytes()
    (length,) = struct.unpack(">I", data[8:12])
    front = Front.new(data[12 : 12 + length])
    return b"".join(sealed(front, vault.opened.keys, [change(archive)]))


def _opened_by_hand(vault: Vault, backup: Path) -> bytes:
    """The archive in a backup, by docs/vault-format.md, section 10, alone."""
    data = backup.read_bytes()
    assert data[:8] == b"GWBKUPv1"
    (length,) = struct.unpack(">I", data[8:12])
    bound = data[: 12 + length + 16]
    salt, prefix = bound[-16:], data[len(bound) : len(bound) + 7]
    with vault.opened.keys.derive("gigwallet/v1/backup") as backup_key:
        info = b"gigwallet/v1/backup/file"
        key = HKDF(hashes.SHA256(), 32, salt, info).derive(backup_key.bytes())
    stream = data[len(bound) + 7 :]
    assert len(stream) % (CHUNK + 16) == 0
    chunks = [stream[start : start + CHUNK + 16] for start in range(0, len(stream), CHUNK + 16)]
    aad = hashlib.sha256(bound).digest()
    return b"".join(
        AESGCM(key).decrypt(
            prefix + struct.pack(">I?", number, number == len(chunks) - 1), chunk, aad
        )
        for number, chunk in enumerate(chunks)
    )


def test_the_format_page_and_a_common_tar_are_enough_to_read_a_backup(
    vault: Vault, backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    archive = _opened_by_hand(vault, backup)
    by_hand = tmp_path / "by hand"
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        members = opened.getnames()
        opened.extractall(by_hand, filter="data")

    assert members[:3] == ["backup.json", "vault.gwh", "vault.db"]
    assert members[-1] == "SHA256SUMS"
    for line in (by_hand / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((by_hand / name).read_bytes()).hexdigest() == digest
    said = json.loads((by_hand / "backup.json").read_bytes())
    assert said["vault_id"] == vault.vault_id
    assert said["attachments"] == len(members) - 4
    for name in ("backup.json", "SHA256SUMS"):
        (by_hand / name).unlink()
    shutil.copy(by_hand / files.HEADER, by_hand / files.HEADER_COPY)
    assert check(by_hand, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


def _renamed(old: str, new: str) -> Callable[[bytes], bytes]:
    """The archive with another name in the header of a member, its checksum right."""

    def change(archive: bytes) -> bytes:
        start = archive.index(old.encode())
        info = tarfile.TarInfo.frombuf(archive[start : start + 512], "ascii", "strict")
        info.name = new
        return archive[:start] + info.tobuf(tarfile.GNU_FORMAT) + archive[start + 512 :]

    return change


def _typed(kind: bytes) -> Callable[[bytes], bytes]:
    def change(archive: bytes) -> bytes:
        start = archive.index(b"attachments/")
        info = tarfile.TarInfo.frombuf(archive[start : start + 512], "ascii", "strict")
        info.type, info.linkname = kind, "/etc/passwd"
        return archive[:start] + info.tobuf(tarfile.GNU_FORMAT)[:512] + archive[start + 512 :]

    return change


def _sized(size: int) -> Callable[[bytes], bytes]:
    def change(archive: bytes) -> bytes:
        start = archive.index(b"vault.db\0")
        info = tarfile.TarInfo.frombuf(archive[start : start + 512], "ascii", "strict")
        info.size = size
        return archive[:start] + info.tobuf(tarfile.GNU_FORMAT) + archive[start + 512 :]

    return change


def _twice(archive: bytes) -> bytes:
    start = archive.index(b"attachments/")
    info = tarfile.TarInfo.frombuf(archive[start : start + 512], "ascii", "strict")
    end = start + 512 + -(-info.size // 512) * 512
    return archive[:end] + archive[start:end] + archive[end:]


HOSTILE = {
    "a path that leads out": _renamed("attachments/", "../../outside"),
    "an absolute path": _renamed("attachments/", "/outside"),
    "another file of the vault": _renamed("attachments/", "vault.lock"),
    "a name with a trick": _renamed("attachments/", "attachments/ab/" + "0" * 28 + "/."),
    "a name in capitals": _renamed("attachments/", "attachments/AB/" + "C" * 30),
    "the database twice": _renamed("attachments/", "vault.db"),
    "a symbolic link": _typed(tarfile.SYMTYPE),
    "a hard link": _typed(tarfile.LNKTYPE),
    "a folder": _typed(tarfile.DIRTYPE),
    "a device": _typed(tarfile.CHRTYPE),
    "a long name to come": _typed(tarfile.GNUTYPE_LONGNAME),
    "an extended header to come": _typed(tarfile.XHDTYPE),
    "a sparse file": _typed(tarfile.GNUTYPE_SPARSE),
    "a member twice": _twice,
    "a member larger than all": _sized(2**40),
    "a member that takes in the next": _sized(40_960),
    "a member below zero": _sized(-5),
    "other bytes in a part": lambda archive: archive.replace(b"GWATTv1S", b"GWATTv1X", 1),
    "something behind the end": lambda archive: archive[:-1] + b"x",
    "no end": lambda archive: archive[: archive.index(b"SHA256SUMS")],
    "no archive": lambda archive: b"\xff" * 4096,
    "nothing but zeros": lambda archive: bytes(4096),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_an_archive_that_no_gigwallet_wrote_is_refused_whoever_has_the_key(
    vault: Vault, backup: Path, tmp_path: Path, clock: SetClock, what: str
) -> None:
    other = tmp_path / "other.gwbackup"
    other.write_bytes(_resealed(vault, backup, HOSTILE[what]))
    before = names(tmp_path)

    assert tried(other, tmp_path / "back", clock) == "backup_refused"

    assert names(tmp_path) == before


def test_an_archive_that_says_other_numbers_than_its_header_is_refused(
    vault: Vault, backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    vault.anchor()
    with vault.opened.keys.derive(labels.HEADER) as key:
        header = vault.opened.header.to_bytes(key)
    head = headers.parse(header).log_head
    database = vault.folder / files.DATABASE
    part = Part(files.DATABASE, database.stat().st_size, lambda: database.open("rb"))
    right = Contents(vault.vault_id, "", head.size, head.root.hex(), 0, part.size)
    wrong: dict[str, Contents] = {
        "another vault": replace(right, vault_id="00" * 16),
        "other entries": replace(right, entries=head.size + 1),
        "another root": replace(right, root="00" * 32),
        "too many attachments": replace(right, attachments=1),
        "too few bytes": replace(right, size=part.size - 1),
        "more bytes than the file has": replace(right, size=2**50),
        "no number": replace(right, attachments=-1),
    }
    other = tmp_path / "other.gwbackup"

    def written(contents: Contents) -> Iterator[bytes]:
        yield from sealed(Front.new(header), vault.opened.keys, packed(contents, header, [part]))

    for what, contents in wrong.items():
        other.write_bytes(b"".join(written(contents)))
        assert tried(other, tmp_path / "back", clock) == "backup_refused", what
    newer = replace(right, format=2)
    other.write_bytes(b"".join(written(newer)))
    assert tried(other, tmp_path / "back", clock) == "vault_too_new"


def test_a_whole_backup_of_a_vault_that_is_not_whole_is_refused(
    vault: Vault, backup: Path, tmp_path: Path, clock: SetClock
) -> None:
    """Sealed with the key and hashed rightly, but an entry was taken out of the database."""
    by_hand = tmp_path / "by hand"
    shutil.copytree(vault.folder, by_hand)
    with Vault.open(by_hand, clock, passphrase=bytearray(PASSPHRASE)) as changed:
        changed.connection.write("DROP TRIGGER trip_is_kept")
        changed.connection.write("UPDATE main.trip SET ref = 'another' WHERE revision = 1")
        changed.anchor()
        with changed.opened.keys.derive(labels.HEADER) as key:
            header = changed.opened.header.to_bytes(key)
        head = changed.log_head
        database = by_hand / files.DATABASE
        part = Part(files.DATABASE, database.stat().st_size, lambda: database.open("rb"))
        contents = Contents(vault.vault_id, "", head.size, head.root.hex(), 0, part.size)
        pieces = packed(contents, header, [part])
        other = tmp_path / "other.gwbackup"
        other.write_bytes(b"".join(sealed(Front.new(header), changed.opened.keys, pieces)))

    assert tried(other, tmp_path / "back", clock) == "backup_unsound"


@pytest.mark.parametrize("place", [".", "sub/.."])
def test_the_present_folder_can_be_restored_into(
    vault: Vault, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    written = back_up(vault, tmp_path / "mine", clock)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    restore(written.path, Path(place), clock, passphrase=bytearray(PASSPHRASE))

    Vault.open(here, clock, passphrase=bytearray(PASSPHRASE)).close()


def test_a_backup_needs_a_name(vault: Vault, clock: SetClock) -> None:
    with pytest.raises(GigWalletError) as refused:
        back_up(vault, Path(), clock)

    assert refused.value.code == "file_exists"
