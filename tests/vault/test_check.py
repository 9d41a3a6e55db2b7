# ruff: noqa: S608  statements of these tests are made of their own words
"""Someone with the key bends the database behind the program's back: the check tells."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from gigwallet.crypto import merkle
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import FactId
from gigwallet.domain.worker import Worker
from gigwallet.vault import CheckReport, Vault, check, check_open
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


@pytest.fixture
def filled(vault: Vault) -> tuple[Vault, tuple[FactId, ...]]:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    ids = vault.trips.add(things.trips(engagement, 30)).added
    vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    vault.anchor()
    return vault, ids


def _codes(report: CheckReport) -> set[str]:
    return {step.code for step in report.findings}


def _bend(vault: Vault, *statements: str) -> None:
    """Change rows as a holder of the key could, guards taken away first."""
    with vault.transaction():
        guards = vault.connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in guards:
            vault.connection.write(f"DROP TRIGGER {name}")
        for statement in statements:
            vault.connection.write(things.on_disk(statement))


def test_a_vault_in_order_is_sound(filled: tuple[Vault, object]) -> None:
    report = check_open(filled[0])

    assert report.grade == "sound"
    assert report.findings == ()
    assert report.counts == {
        "entries": 33,
        "rows": 93,
        "exhibits": 1,
        "originals": 1,
        "bytes": 7,
    }


def test_the_tail_since_the_last_head_is_stated(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    vault.log.append("export.made", "", b"a letter")

    report = check_open(vault)

    assert report.grade == "sound"
    assert [(step.code, step.facts["count"]) for step in report.findings] == [
        ("unanchored_tail", "1")
    ]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE trip SET offered_minor = 9900 WHERE seq = 5", "row_altered"),
        ("UPDATE trip SET surge = NULL WHERE seq = 5", "row_altered"),
        ("UPDATE source SET line = 1 WHERE seq = 5", "row_altered"),
        ("UPDATE fact SET occurrence = 9 WHERE seq = 5", "row_altered"),
        ("UPDATE exhibit SET sha256 = 'x'", "row_altered"),
        ("DELETE FROM trip WHERE seq = 5", "row_altered"),
        ("DELETE FROM engagement", "row_missing"),
        ("DELETE FROM log_salt WHERE seq = 5", "row_missing"),
        ("UPDATE log SET kind = 'fact.revised' WHERE seq = 5", "leaf_false"),
        ("UPDATE log SET at = at - 1 WHERE seq = 5", "leaf_false"),
        ("UPDATE log SET actor = 'x' WHERE seq = 5", "leaf_false"),
        ("UPDATE log SET leaf = zeroblob(32) WHERE seq = 5", "log_head_mismatch"),
        ("UPDATE log_state SET root = zeroblob(32)", "log_state_false"),
        ("UPDATE log_salt SET salt = zeroblob(32) WHERE seq = 5", "row_altered"),
        ("UPDATE attachment SET key = zeroblob(32)", "exhibit_damaged"),
        ("UPDATE attachment SET size = 6", "exhibit_damaged"),
        ("DELETE FROM attachment", "exhibit_file_missing"),
    ],
)
def test_each_bent_row_is_found(filled: tuple[Vault, object], statement: str, code: str) -> None:
    vault = filled[0]
    _bend(vault, statement)

    report = check_open(vault)

    assert code in _codes(report)
    assert report.grade != "sound"


def test_a_row_slipped_in_without_an_entry_is_found(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    _bend(
        vault,
        "DROP TABLE coverage",
        "CREATE TABLE coverage (seq INTEGER PRIMARY KEY, id TEXT) STRICT",
        "INSERT INTO coverage VALUES (4000, 'x')",
    )

    assert "row_without_entry" in _codes(check_open(vault))


def test_a_history_rebuilt_whole_is_found_by_the_head(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    leaves = vault.log.leaves()[:-1]
    tree = merkle.Frontier()
    for leaf in leaves:
        tree.append(leaf)
    _bend(
        vault,
        f"DELETE FROM log_salt WHERE seq = {len(leaves)}",
        f"DELETE FROM exhibit WHERE seq = {len(leaves)}",
        f"DELETE FROM log WHERE seq = {len(leaves)}",
        f"UPDATE log_state SET size = {tree.size}, root = x'{tree.root().hex()}', "
        f"peaks = x'{b''.join(tree.peaks).hex()}'",
    )

    assert _codes(check_open(vault)) >= {"log_head_mismatch"}


def test_an_older_database_put_back_is_an_alarm_and_can_be_accepted(
    filled: tuple[Vault, object], folder: Path, reopen: Reopen, clock: SetClock
) -> None:
    vault = filled[0]
    vault.close()
    shutil.copy(folder / "vault.db", folder / "older.db")
    newer = reopen()
    newer.worker.put(Worker(name="样例骑手"))
    newer.close()
    (folder / "older.db").replace(folder / "vault.db")

    with pytest.raises(GigWalletError) as refused:
        reopen()
    looked = reopen(read_only=True)
    assert [notice.code for notice in looked.notices] == ["log_head_mismatch"]
    assert looked.trips.count() == 30
    looked.close()
    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))
    assert (report.grade, "log_head_mismatch" in _codes(report)) == ("damaged", True)
    accepted = reopen(accept_loss=True)
    kinds = [entry.kind for entry in accepted.log.entries()]
    accepted.close()

    assert refused.value.code == "log_head_mismatch"
    assert kinds[-1] == "head.accepted"
    assert reopen().notices == ()
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


def test_a_clock_that_went_back_is_told_and_not_refused(
    filled: tuple[Vault, object], clock: SetClock
) -> None:
    vault = filled[0]
    clock.move(-timedelta(days=3))
    vault.log.append("export.made", "", b"")

    report = check_open(vault)

    assert report.grade == "attention"
    assert "clock_went_back" in _codes(report)


def test_differing_headers_are_told(filled: tuple[Vault, object], folder: Path) -> None:
    (folder / "vault.gwh.bak").unlink()

    report = check_open(filled[0])

    assert (report.grade, _codes(report)) == ("attention", {"header_copy_differs"})


def test_a_database_that_does_not_open_is_a_finding_and_a_wrong_secret_a_refusal(
    filled: tuple[Vault, object], folder: Path, clock: SetClock
) -> None:
    filled[0].close()
    with pytest.raises(GigWalletError) as refused:
        check(folder, clock, passphrase=bytearray(b"wrong"))
    (folder / "vault.db").write_bytes(b"")

    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))

    assert refused.value.code == "wrong_passphrase"
    assert (report.grade, _codes(report)) == ("damaged", {"database_damaged"})


def test_proofs_of_stored_entries_hold(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    size, root = vault.log.state()
    earlier = vault.log.root_at(10)
    entry = list(vault.log.entries())[5]

    tree = vault.log.tree()
    assert merkle.included(entry.leaf(), 5, size, tree.inclusion_proof(5), root)
    assert merkle.consistent(10, earlier, size, root, tree.consistency_proof(10))


def test_no_leaf_and_no_content_names_the_vault(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    for table in ("log", "log_salt", "event", "fact", "trip", "source", "engagement"):
        for row in vault.connection.all(f"SELECT * FROM {table}"):
            assert vault.vault_id not in str(row)
            assert bytes.fromhex(vault.vault_id) not in row


# What the disk may do between two sessions ----------------------------------------------------


def _checked(folder: Path, clock: SetClock) -> CheckReport:
    return check(folder, clock, passphrase=bytearray(PASSPHRASE))


def test_flips_all_over_the_database_are_found(
    filled: tuple[Vault, object], folder: Path, clock: SetClock
) -> None:
    filled[0].close()
    whole = (folder / "vault.db").read_bytes()
    for place in range(1, len(whole), len(whole) // 40):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        (folder / "vault.db").write_bytes(flipped)

        assert _checked(folder, clock).grade == "damaged", place
    (folder / "vault.db").write_bytes(whole)
    assert _checked(folder, clock).grade == "sound"


def test_a_wal_that_was_cut_or_went_loses_nothing_up_to_the_head(
    filled: tuple[Vault, object], folder: Path, reopen: Reopen, tmp_path: Path
) -> None:
    """SQLite takes a torn WAL as ending there, without a word: the head knows nothing in it."""
    vault = filled[0]
    size = vault.log.size
    vault.anchor()
    vault.engagements.add(things.ENGAGEMENT)
    shutil.copytree(folder, tmp_path / "crashed")
    length = (tmp_path / "crashed" / "vault.db-wal").stat().st_size
    vault.close()
    for kept in (0, 31, length // 2, length - 1, length):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "crashed", folder)
        (folder / "vault.db-shm").unlink(missing_ok=True)
        with (folder / "vault.db-wal").open("r+b") as stream:
            stream.truncate(kept)
        opened = reopen()

        assert opened.log.size >= size
        assert check_open(opened).grade == "sound"
        opened.close()


def test_a_wal_that_holds_what_the_head_knows_is_missed_when_it_goes(
    filled: tuple[Vault, object], folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    """A reader keeps the WAL from being emptied; a header ahead of the database is an alarm."""
    vault = filled[0]
    with vault.reader() as reader, reader.connection.snapshot():
        reader.trips.count()
        vault.engagements.add(things.ENGAGEMENT)
        vault.anchor()
        shutil.copytree(folder, tmp_path / "crashed")
    for name in ("vault.db-wal", "vault.db-shm"):
        (tmp_path / "crashed" / name).unlink()

    report = check(tmp_path / "crashed", clock, passphrase=bytearray(PASSPHRASE))

    assert report.grade == "damaged"
    assert "log_head_mismatch" in _codes(report)


def test_each_page_put_back_as_it_once_was_is_found(
    filled: tuple[Vault, tuple[FactId, ...]], folder: Path, reopen: Reopen, clock: SetClock
) -> None:
    """Such a page is authentic by itself: its own HMAC says nothing of its age."""
    vault, ids = filled
    vault.close()
    before = (folder / "vault.db").read_bytes()
    newer = reopen()
    newer.trips.add(things.trips(newer.engagements.all()[0].id, 20, 1000))
    newer.trips.delete(ids[3])
    newer.close()
    after = (folder / "vault.db").read_bytes()
    changed = [
        start
        for start in range(0, min(len(before), len(after)), 4096)
        if before[start : start + 4096] != after[start : start + 4096]
    ]

    assert len(changed) > 5
    for start in changed:
        aged = bytearray(after)
        aged[start : start + 4096] = before[start : start + 4096]
        (folder / "vault.db").write_bytes(aged)
        assert _checked(folder, clock).grade == "damaged", start


def test_what_the_check_cannot_know_because_another_program_holds_it_is_no_damage(
    filled: tuple[Vault, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = filled[0]

    def busy(*_: object) -> list[object]:
        raise GigWalletError("vault_in_use")

    monkeypatch.setattr(vault.attachments, "all", busy)

    with pytest.raises(GigWalletError) as refused:
        check_open(vault)
    assert refused.value.code == "vault_in_use"


def test_counts_of_exhibits_and_originals_are_compared(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    vault.attachments.add(b"nobody names this", things.exhibit(b"x").added_at)

    report = check_open(vault)

    assert report.grade == "attention"
    assert {step.code: step.facts["count"] for step in report.findings} == {
        "attachment_without_exhibit": "1"
    }
    assert report.tables["exhibit"] == 1
    assert report.tables["trip"] == report.tables["fact"] == report.tables["source"] == 30


def test_an_entry_that_binds_rows_of_another_kind_is_found(filled: tuple[Vault, object]) -> None:
    vault = filled[0]
    worker = {"id": "x", "revision": 1, "name": "", "id_number": "", "phone": ""}
    rows = {"worker": {**worker, "address": "", "email": ""}}
    vault.log.record("fact.revised", [("x", rows)])

    assert "row_of_other_kind" in _codes(check_open(vault))
