"""A vault of an older schema: copied first, migrated whole or not at all, readable as it is."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault, check, migrations
from gigwallet.vault.connection import Connection
from gigwallet.vault.disk import Disk
from tests.vault import golden
from tests.vault.conftest import SetClock

FORMAT_1 = Path(__file__).parent / "samples" / "format-1"
ADDS = """
-- What a later version may need.
CREATE TABLE parcel (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE INDEX trip_city ON trip (city);
INSERT INTO parcel VALUES ('first');
"""
MORE = "CREATE TABLE crate (id TEXT PRIMARY KEY) STRICT;\n"

Open = Callable[..., Vault]

# Scripts that vaults out there have run, and the beginning of the digest of each.
RELEASED = {
    1: "a93899854fa9f9dd",
    2: "6f8ed22816b3434a",
    3: "da10415b2ef3e8cf",
    4: "5606030ee80198b4",
    5: "717b3e7af0ff90bb",
    7: "2f1c26e691cb688e",
    8: "46ef239d6ecf7477",
    10: "ffb0a44eb050963a",
    11: "6b485e620e9289d2",
    12: "b288d23fcdcdfe74",
    13: "365bdb20643a2e29",
}


def _add_script(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    known = migrations.scripts()
    monkeypatch.setattr(migrations, "scripts", lambda: {**known, max(known) + 1: script})


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The vault of the first release; the program knows a script that it has not seen."""
    _add_script(monkeypatch, ADDS)
    shutil.copytree(FORMAT_1, tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def opened(old: Path, clock: SetClock) -> Open:
    return lambda **how: Vault.open(old, clock, passphrase=bytearray(golden.PASSPHRASE), **how)


def test_no_released_script_is_edited_and_no_gap_is_filled() -> None:
    """A vault runs what is beyond its number: 6 and 9 were passed over, and a script of such a
    number would be run by new vaults and missing in the others."""
    scripts = migrations.scripts()
    digests = {
        number: hashlib.sha256(script.encode()).hexdigest()[:16]
        for number, script in scripts.items()
    }

    assert {number: digests.get(number) for number in RELEASED} == RELEASED
    assert all(number > max(RELEASED) for number in scripts.keys() - RELEASED.keys())


def test_the_database_before_is_kept_until_the_next_good_opening(old: Path, opened: Open) -> None:
    before = (old / "vault.db").read_bytes()
    with opened() as vault:
        assert vault.connection.version() == migrations.latest()
        assert vault.trips.count() == 1
        assert "vault.migrated" in {entry.kind for entry in vault.log.entries()}
    assert (old / "vault.db.before").read_bytes() == before

    opened().close()
    assert not (old / "vault.db.before").exists()


def test_the_copy_before_a_migration_is_the_vault_as_it_was(
    old: Path, opened: Open, clock: SetClock
) -> None:
    header = (old / "vault.gwh").read_bytes()
    opened().close()
    (old / "vault.db.before").replace(old / "vault.db")
    for name in ("vault.gwh", "vault.gwh.bak"):
        (old / name).write_bytes(header)

    assert check(old, clock, passphrase=bytearray(golden.PASSPHRASE)).grade == "sound"
    opened().close()


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM pay_line;\n",
        "INSERT INTO setting VALUES ('sneaked', 'in');\n",
        "UPDATE log_state SET root = zeroblob(32);\n",
        "DROP TABLE coverage;\n",
    ],
)
def test_a_migration_that_touches_what_is_there_leaves_the_vault_as_it_was(
    old: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    opened().close()
    with opened() as vault:
        version = vault.connection.version()
    with monkeypatch.context() as patched:
        _add_script(patched, MORE + harm)
        with pytest.raises(GigWalletError) as refused:
            opened()

    assert refused.value.code == "migration_failed"
    with opened() as vault:
        assert vault.connection.version() == version
        assert vault.pay_lines.count() == 1
        assert not vault.connection.all("SELECT 1 FROM sqlite_schema WHERE name = 'crate'")


def test_a_script_that_breaks_off_leaves_the_vault_as_it_was(
    old: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened().close()
    with monkeypatch.context() as patched:
        _add_script(patched, f"{MORE}DROP TABLE nowhere;\n")
        with pytest.raises(Exception, match="nowhere"):
            opened()
    with opened() as vault:
        assert not vault.connection.all("SELECT 1 FROM sqlite_schema WHERE name = 'crate'")


def test_no_migration_begins_where_the_copy_does_not_fit(old: Path, opened: Open) -> None:
    class Nearly(Disk):
        def free_bytes(self, folder: Path) -> int:
            return 300 * 1024

    before = (old / "vault.db").read_bytes()
    with pytest.raises(GigWalletError) as refused:
        opened(disk=Nearly())

    assert refused.value.code == "disk_full"
    assert (old / "vault.db").read_bytes() == before


def test_no_migration_begins_while_another_reads_what_a_copy_would_miss(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, secret = tmp_path / "vault", bytearray(golden.PASSPHRASE)
    shutil.copytree(FORMAT_1, place)
    Vault.open(place, clock, passphrase=secret).close()
    reading = Vault.open(place, clock, passphrase=secret, read_only=True)
    with reading as reader, reader.connection.snapshot():
        reader.connection.one("SELECT count(*) FROM trip")
        writer = Vault.open(place, clock, passphrase=secret)
        writer.worker.put(Worker("waits in the WAL"))
        writer.opened.close()  # without the head, as if it was killed
        _add_script(monkeypatch, ADDS)
        with pytest.raises(GigWalletError) as refused:
            Vault.open(place, clock, passphrase=secret)

    assert refused.value.code == "vault_in_use"
    assert not (place / "vault.db.before").exists()
    with Vault.open(place, clock, passphrase=secret) as vault:
        assert vault.worker.get().name == "waits in the WAL"


def test_a_reader_sees_an_older_vault_without_changing_a_byte(old: Path, opened: Open) -> None:
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    with opened(read_only=True) as looked:
        assert looked.connection.version() == 1
        assert looked.trips.count() == 1
        newer = [
            name
            for number, script in migrations.scripts().items()
            for name in re.findall(r"^CREATE TABLE (\w+)", script, re.MULTILINE)
            if number > 1
        ]
        assert "parcel" in newer
        for table in newer:
            assert looked.connection.one(f"SELECT count(*) FROM {table}")  # noqa: S608
        assert looked.connection.one("SELECT id FROM parcel") == ("first",)
        with looked.reader() as second:
            assert second.trips.count() == 1

    after = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    left = {old / "vault.db-shm", old / "vault.db-wal"}
    assert {path: data for path, data in after.items() if path not in left} == before
    assert (old / "vault.db-wal").read_bytes() == b""


def test_migrations_only_add(monkeypatch: pytest.MonkeyPatch, vault: Vault) -> None:
    """A script that does more must come with another way for readers of older vaults."""
    _add_script(monkeypatch, "ALTER TABLE trip ADD COLUMN parcel TEXT;\n")
    with pytest.raises(ValueError, match="only add"):
        migrations.stand_in(vault.connection)


def test_a_killed_copy_is_made_again(old: Path, opened: Open) -> None:
    (old / "vault.db.before.new").write_bytes(b"half a copy")
    opened().close()

    assert not (old / "vault.db.before.new").exists()
    assert (old / "vault.db.before").exists()


def test_a_connection_runs_scripts_statement_by_statement(vault: Vault) -> None:
    connection: Connection = vault.connection
    with pytest.raises(ValueError, match="inside a statement"), connection.transaction():
        connection.run_script("CREATE TABLE a (b);\nCREATE TABLE c (")
    assert not connection.all("SELECT 1 FROM sqlite_schema WHERE name = 'a'")
