"""Opening: one writer, many readers, and a clear refusal for everything that is not a vault."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault, check_open, migrations
from gigwallet.vault import connection as vault_connection
from gigwallet.vault.connection import Access, Connection
from gigwallet.vault.disk import Disk
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]

LOCKED_ELSEWHERE = """
import sys
from pathlib import Path
from gigwallet.vault.lock import WriterLock
held = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refused:
        act()
    return refused.value.code


def test_a_second_writer_is_refused_at_once_even_in_the_same_process(
    vault: Vault, reopen: Reopen
) -> None:
    assert _code(reopen) == "vault_in_use"
    vault.close()
    reopen()


def test_another_process_keeps_writers_out_until_it_dies(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", LOCKED_ELSEWHERE, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    refused = _code(reopen)
    read = reopen(read_only=True)
    holder.kill()
    holder.communicate()

    assert refused == "vault_in_use"
    assert read.read_only
    reopen()


def test_readers_see_what_is_committed_while_the_writer_works(vault: Vault, reopen: Reopen) -> None:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    reader, stranger = vault.reader(), reopen(read_only=True)
    with vault.transaction():
        vault.trips.add(things.trips(engagement, 5))
        during = (reader.trips.count(), stranger.trips.count(), vault.trips.count())
    after = (reader.trips.count(), stranger.trips.count())
    refusals = [_code(partial(each.worker.put, Worker("x"))) for each in (reader, stranger)]
    refusals += [_code(reader.anchor), _code(lambda: reader.change_passphrase(bytearray(b"x")))]
    reader.close()

    assert during == (0, 0, 5)
    assert after == (5, 5)
    assert set(refusals) == {"vault_read_only"}


def test_a_reader_outlives_its_writer(vault: Vault) -> None:
    reader = vault.reader()
    vault.close()

    assert reader.engagements.all() == []
    reader.close()


def test_closing_twice_does_no_harm_and_empties_the_wal(vault: Vault, folder: Path) -> None:
    vault.engagements.add(things.ENGAGEMENT)
    vault.close()
    vault.close()

    assert sorted(path.name for path in folder.iterdir()) == [
        "attachments",
        "vault.db",
        "vault.gwh",
        "vault.gwh.bak",
        "vault.lock",
    ]


def test_a_vault_is_not_made_over_another(vault: Vault, folder: Path, clock: SetClock) -> None:
    vault.close()
    before = (folder / "vault.gwh").read_bytes()

    refused = _code(lambda: Vault.create(folder, bytearray(b"x"), clock, kdf=CHEAP))

    assert refused == "vault_exists"
    assert (folder / "vault.gwh").read_bytes() == before


def test_two_vaults_share_nothing(tmp_path: Path, clock: SetClock) -> None:
    made = []
    for name in ("one", "two"):
        Vault.create(tmp_path / name, bytearray(PASSPHRASE), clock, kdf=CHEAP)[0].close()
        made.append((tmp_path / name / "vault.db").read_bytes())

    assert made[0][:16] != made[1][:16]
    assert all(len(set(each[:16])) > 4 for each in made)
    assert b"SQLite" not in made[0] + made[1]


def test_no_folder_an_empty_folder_and_a_file_are_no_vaults(
    tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for name in ("nowhere", ".", "file"):
        for read_only in (False, True):
            attempt = partial(Vault.open, tmp_path / name, clock, read_only=read_only)
            refused = _code(partial(attempt, passphrase=bytearray(b"x")))
            assert refused == "vault_missing"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("gone", "database_missing"),
        ("empty", "database_damaged"),
        ("zeros", "database_damaged"),
        ("plain", "database_damaged"),
        ("noise", "database_damaged"),
        ("other", "database_damaged"),
        ("cut", "database_damaged"),
        ("short", "database_damaged"),
    ],
)
def test_a_damaged_database_is_never_an_empty_new_vault(
    vault: Vault,
    folder: Path,
    tmp_path: Path,
    clock: SetClock,
    reopen: Reopen,
    damage: str,
    code: str,
) -> None:
    vault.close()
    path = folder / "vault.db"
    whole = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "zeros":
            path.write_bytes(bytes(8192))
        case "plain":
            path.write_bytes(b"SQLite format 3\0" + bytes(4080))
        case "noise":
            path.write_bytes(os.urandom(8192))
        case "other":
            Vault.create(tmp_path / "b", bytearray(PASSPHRASE), clock, kdf=CHEAP)[0].close()
            shutil.copy(tmp_path / "b" / "vault.db", path)
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case _:
            path.write_bytes(whole[:100])

    assert {_code(reopen), _code(lambda: reopen(read_only=True))} == {code}


def test_a_database_from_a_newer_program_is_refused_untouched(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    with vault.transaction():
        vault.connection.set_version(migrations.latest() + 1)
    vault.close()
    before = (folder / "vault.db").read_bytes()

    assert _code(reopen) == "vault_too_new"
    assert (folder / "vault.db").read_bytes() == before


def test_sql_that_reaches_out_is_denied(vault: Vault, tmp_path: Path) -> None:
    for statement in (
        f"ATTACH '{tmp_path / 'x.db'}' AS x",
        "ATTACH ':memory:' AS x",
        "PRAGMA mmap_size=1000000",
        "PRAGMA temp_store=1",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA key='x'",
        "PRAGMA trusted_schema=ON",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        f"VACUUM INTO '{tmp_path / 'x.db'}'",
    ):
        with pytest.raises(Exception, match=r"authoriz|prohibited|function"):
            vault.connection.all(statement)
    assert list(tmp_path.glob("x*")) == []


def test_the_connection_has_the_settings_of_the_format(vault: Vault) -> None:
    expected = {
        "page_size": "4096",
        "journal_mode": "wal",
        "synchronous": "2",
        "mmap_size": "0",
        "temp_store": "2",
        "cache_size": "-65536",
        "secure_delete": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "foreign_keys": "1",
        "wal_autocheckpoint": "256",
        "cipher_use_hmac": "1",
        "locking_mode": "normal",
    }
    for connection in (vault.connection, vault.reader().connection):
        found = {name: str(connection.all(f"PRAGMA {name}")[0][0]) for name in expected}
        reader = connection is not vault.connection
        assert found | ({"wal_autocheckpoint": "256"} if reader else {}) == expected


def test_the_library_is_built_as_it_was_measured(vault: Vault) -> None:
    options = {row[0] for row in vault.connection.all("PRAGMA compile_options")}

    assert {"ENABLE_FTS5", "ENABLE_STAT4", "TEMP_STORE=2", "HAS_CODEC"} <= options


def test_a_wrong_key_and_a_short_key_open_nothing(vault: Vault, folder: Path) -> None:
    vault.close()
    path = folder / "vault.db"

    assert _code(lambda: Connection(path, Secret(bytearray(b"w" * 32)), Access.READ)) == (
        "database_damaged"
    )
    with pytest.raises(ValueError, match="32 bytes"):
        Connection(path, Secret(bytearray(b"short")), Access.READ)


class ReadOnlyDisk(Disk):
    def writable(self, folder: Path) -> bool:
        return False


def test_a_folder_that_cannot_be_written_opens_read_only(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.engagements.add(things.ENGAGEMENT)
    vault.close()
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    looked = reopen(disk=ReadOnlyDisk())

    assert looked.read_only
    assert len(looked.engagements.all()) == 1
    assert looked.reader().engagements.all() == looked.engagements.all()
    assert _code(lambda: looked.engagements.add(things.ENGAGEMENT)) == "vault_read_only"
    looked.close()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_unread_changes_on_a_read_only_medium_are_not_passed_over(
    vault: Vault, folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    vault.engagements.add(things.ENGAGEMENT)
    shutil.copytree(folder, tmp_path / "stick")
    look = partial(Vault.open, tmp_path / "stick", clock, disk=ReadOnlyDisk())

    refused = _code(lambda: look(passphrase=bytearray(PASSPHRASE)))

    assert refused == "vault_needs_writable_folder"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "folder_not_writable")]
)
@pytest.mark.parametrize("step", ["create_file", "sync_file", "sync_folder"])
def test_making_a_vault_where_nothing_fits_leaves_nothing(
    folder: Path, clock: SetClock, number: int, code: str, step: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, "no", str(folder))

    disk = Disk()
    setattr(disk, step, fails)

    refused = _code(lambda: Vault.create(folder, bytearray(b"x"), clock, kdf=CHEAP, disk=disk))

    assert refused == code
    assert not folder.exists()


def test_a_full_disk_during_a_header_write_keeps_the_old_header(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch, reopen: Reopen
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no")

    with monkeypatch.context() as patched:
        patched.setattr(vault.disk, "sync_file", full)
        assert _code(lambda: vault.change_passphrase(bytearray(b"new"))) == "disk_full"
    vault.close()

    assert not list(folder.glob("*.new"))
    reopen()


def test_a_file_system_without_locks_is_not_called_a_second_program(
    vault: Vault, folder: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    vault.close()

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", unsupported)

    assert _code(reopen) == "folder_cannot_lock"


def test_threads_take_turns_and_none_sees_half_a_transaction(vault: Vault) -> None:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    seen: list[int] = []

    def store(number: int) -> None:
        with vault.transaction():
            vault.trips.add(things.trips(engagement, 5, number * 10))
            vault.trips.add(things.trips(engagement, 5, number * 10 + 5))
        seen.append(vault.trips.count())

    threads = [threading.Thread(target=store, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert vault.trips.count() == 80
    assert all(count % 10 == 0 for count in seen)
    assert check_open(vault).grade == "sound"


def test_what_was_erased_leaves_the_wal_at_once(vault: Vault, folder: Path) -> None:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    (identity,) = vault.trips.add(things.trips(engagement, 1)).added
    assert (folder / "vault.db-wal").stat().st_size > 0
    vault.trips.delete(identity)

    assert (folder / "vault.db-wal").stat().st_size == 0


@pytest.mark.parametrize("place", ["file", "file/below", "x" * 300])
def test_a_vault_is_not_made_where_no_folder_can_be(
    tmp_path: Path, clock: SetClock, place: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    make = partial(Vault.create, tmp_path / place, bytearray(b"x"), clock, kdf=CHEAP)

    assert _code(make) in {"folder_not_writable", "file_unreadable"}
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_originals_of_a_lost_vault_are_not_taken_over(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "attachments" / "ab").mkdir(parents=True)

    make = partial(Vault.create, tmp_path, bytearray(b"x"), clock, kdf=CHEAP)

    assert _code(make) == "vault_exists"
    assert (tmp_path / "attachments" / "ab").is_dir()


def test_a_vault_can_be_made_beside_files_that_are_not_its_own(
    tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"mine")
    Vault.create(tmp_path, bytearray(PASSPHRASE), clock, kdf=CHEAP)[0].close()

    assert (tmp_path / "letter.pdf").read_bytes() == b"mine"


def test_a_stick_that_was_pulled_out_is_missing_and_not_damaged(vault: Vault, folder: Path) -> None:
    def code_where(place: Path) -> str:
        with pytest.raises(GigWalletError) as refused, vault_connection._refusing(place):
            raise dbapi2.OperationalError("disk I/O error")
        return refused.value.code

    assert code_where(folder / "vault.db") == "database_damaged"
    assert code_where(folder / "gone" / "vault.db") == "database_missing"
