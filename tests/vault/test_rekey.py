"""New keys for everything: nothing of the old form stays, nothing is lost, whatever ends it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.vault import Vault, check, check_open
from gigwallet.vault.connection import Connection
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys import rekeying, unlocking
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock
from tests.vault.stores import OwnStore

Reopen = Callable[..., Vault]
NEW = b"nobody has seen this one"
CONTENTS = [b"", b"a screenshot" * 900, bytes(300_000), b"p" * (17 * 1024 * 1024)]


def _code(call: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refused:
        call()
    return refused.value.code


def _names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "attachments").glob("*/*")}


def _pending(folder: Path) -> bool:
    return json.loads((folder / "vault.gwh").read_bytes())["pending_rekey"] is not None


@pytest.fixture
def filled(made: tuple[Vault, str]) -> tuple[Vault, str]:
    vault, code = made
    engagement = vault.engagements.add(things.ENGAGEMENT)
    vault.trips.add(things.trips(engagement, 30, 0))
    for number, data in enumerate(CONTENTS):
        vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)
    vault.make_checkpoint("asked")
    return vault, code


def _contents(vault: Vault) -> list[bytes]:
    return sorted(vault.attachments.read(each.exhibit.sha256) for each in vault.exhibits.all())


def test_only_the_new_passphrase_and_the_new_code_open_afterwards(
    filled: tuple[Vault, str], folder: Path, reopen: Reopen
) -> None:
    vault, code = filled
    store = OwnStore()
    vault.slots.add_passphrase(bytearray(b"the union's passphrase"), "工会")
    vault.slots.remember(store)
    done = vault.rekey(bytearray(NEW), "me")
    vault.close()

    assert [each["kind"] for each in done.ended] == [
        "passphrase",
        "recovery",
        "passphrase",
        "keyring",
    ]
    assert done.recovery_code not in repr(done)
    for old in (PASSPHRASE, b"the union's passphrase"):
        assert _code(lambda old=old: reopen(passphrase=bytearray(old))) == "wrong_passphrase"  # type: ignore[misc]
    assert _code(lambda: reopen(recovery_code=code)) == "wrong_recovery_code"
    assert _code(lambda: reopen(keyring=store)) == "keyring_slot_missing"
    reopen(recovery_code=done.recovery_code).close()
    again = reopen(passphrase=bytearray(NEW))
    assert again.notices == ()
    assert again.opened.actor == "me"
    assert _contents(again) == sorted(CONTENTS)


def test_every_key_and_every_name_is_new(filled: tuple[Vault, str], folder: Path) -> None:
    vault, _ = filled
    names, rows = _names(folder), {each.sha256: each for each in vault.attachments.all()}
    master, seed = vault.opened.keys.master(), vault.checkpoints.public_key()
    with vault.opened.keys.derive(labels.DATABASE) as key:
        old_key = key.raw_key_literal()
    done = vault.rekey(bytearray(NEW))

    assert (done.originals, done.left) == (len(CONTENTS), 0)
    assert vault.opened.keys.master() != master
    assert len(_names(folder)) == len(CONTENTS)
    assert not _names(folder) & names
    for each in vault.attachments.all():
        assert each.key != rows[each.sha256].key
    with vault.opened.keys.derive(labels.DATABASE) as key:
        assert key.raw_key_literal() != old_key
    assert vault.checkpoints.public_key() == seed
    assert [each.kind for each in vault.log.entries()][-1] == "vault.rekeyed"
    assert check_open(vault).grade == "sound"
    vault.make_checkpoint("asked", {"after": 1})
    assert vault.checkpoints.last() is not None


def test_the_open_vault_goes_on_working(
    filled: tuple[Vault, str], folder: Path, clock: SetClock
) -> None:
    vault, _ = filled
    vault.rekey(bytearray(NEW))
    with vault.reader() as reader:
        assert _contents(reader) == sorted(CONTENTS)
    data = b"a later original"
    vault.exhibits.add(things.exhibit(data, "later.png"), data)
    vault.rekey(bytearray(PASSPHRASE))
    vault.close()

    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))
    assert report.grade == "sound"
    assert report.counts["exhibits"] == len(CONTENTS) + 1


def test_no_byte_of_the_old_keys_opens_what_lies_there(
    filled: tuple[Vault, str], folder: Path
) -> None:
    vault, _ = filled
    old = vault.opened.keys.copy()
    vault.rekey(bytearray(NEW))
    vault.close()

    with old.derive(labels.DATABASE) as key:
        assert _code(lambda: Connection(folder / "vault.db", key, rekeying.Access.READ)) == (
            "database_damaged"
        )


def test_an_original_that_cannot_be_read_is_told_and_stays_for_a_backup(
    filled: tuple[Vault, str], folder: Path
) -> None:
    vault, _ = filled
    gone, torn = vault.attachments.all()[:2]
    file = gone.path(folder / "attachments")
    kept = file.read_bytes()
    file.unlink()
    damaged = torn.path(folder / "attachments")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    done = vault.rekey(bytearray(NEW))

    assert (done.originals, done.left) == (len(CONTENTS) - 2, 2)
    assert damaged.exists()
    file.write_bytes(kept)
    assert vault.attachments.present(gone.sha256)
    vault.attachments.read(gone.sha256)


@pytest.mark.parametrize("at", [1, 3, 6])
def test_cancelling_leaves_the_vault_as_it_was(
    filled: tuple[Vault, str], folder: Path, reopen: Reopen, at: int
) -> None:
    vault, code = filled
    names, header = _names(folder), (folder / "vault.gwh").read_bytes()
    seen: list[Progress] = []
    job = Job(lambda progress: (seen.append(progress), len(seen) == at and job.cancel()))  # type: ignore[func-returns-value]

    with pytest.raises(Cancelled):
        vault.rekey(bytearray(NEW), job=job)

    assert _names(folder) == names
    assert (folder / "vault.gwh").read_bytes() == header
    vault.close()
    reopen(recovery_code=code).close()
    assert _contents(reopen()) == sorted(CONTENTS)


def test_nobody_who_reads_meanwhile_is_shown_damage(
    filled: tuple[Vault, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = filled
    names = _names(folder)
    with vault.reader() as reader:
        assert _code(lambda: vault.rekey(bytearray(NEW))) == "vault_busy"
        assert check_open(reader).grade == "sound"
    late: list[Vault] = []
    job = Job(lambda _progress: late or late.append(vault.reader()))  # type: ignore[func-returns-value]
    assert _code(lambda: vault.rekey(bytearray(NEW), job=job)) == "vault_busy"
    assert _names(folder) == names
    late[0].close()

    vault.rekey(bytearray(NEW))


def test_where_the_room_is_missing_nothing_is_begun(
    filled: tuple[Vault, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = filled
    names = _names(folder)
    monkeypatch.setattr(vault.disk, "free_bytes", lambda _folder: 20_000_000)

    assert _code(lambda: vault.rekey(bytearray(NEW))) == "rekey_needs_room"
    assert _names(folder) == names


class Cut(Exception):  # noqa: N818  it stands for a power cut
    """What a step of the rekey ends with."""


def _cut(monkeypatch: pytest.MonkeyPatch, name: str, *, after: bool) -> None:
    """``name`` of rekeying works (``after``) or not, and then the power is gone."""
    work = getattr(rekeying, name)

    def gone(*arguments: object) -> None:
        if after:
            work(*arguments)
        raise Cut

    monkeypatch.setattr(rekeying, name, gone)


@pytest.mark.parametrize("secret", ["old", "new"])
@pytest.mark.parametrize(
    ("step", "after", "notice"),
    [
        ("_enter", False, "rekey_finished"),
        ("_enter", True, "rekey_finished"),
        ("_verify", True, "rekey_finished"),
        ("_finish", False, "rekey_finished"),
    ],
)
def test_from_the_change_of_key_on_either_secret_finishes_it(
    filled: tuple[Vault, str],
    folder: Path,
    reopen: Reopen,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
    notice: str,
    secret: str,
) -> None:
    vault, code = filled
    _cut(monkeypatch, step, after=after)
    with pytest.raises(Cut):
        vault.rekey(bytearray(NEW), "me")
    vault.close()
    monkeypatch.undo()
    assert _pending(folder)
    old = {"recovery_code": code} if secret == "old" else {"passphrase": bytearray(NEW)}
    reading = reopen(**old, read_only=True)
    assert [each.code for each in reading.notices] == ["rekey_unfinished"]
    assert _contents(reading) == sorted(CONTENTS)
    reading.close()
    again = reopen(**old)

    assert [each.code for each in again.notices] == [notice]
    assert _contents(again) == sorted(CONTENTS)
    assert again.attachments.orphans() == []
    assert [each.kind for each in again.log.entries()].count("vault.rekeyed") == 1
    assert again.opened.actor == ("me" if secret == "new" else "owner")
    again.close()
    assert _code(reopen) == "wrong_passphrase"
    assert _code(lambda: reopen(recovery_code=code)) == "wrong_recovery_code"
    assert check_open(reopen(passphrase=bytearray(NEW))).grade == "sound"


@pytest.mark.parametrize("secret", ["old", "new"])
def test_before_the_change_of_key_either_secret_takes_it_back(
    filled: tuple[Vault, str],
    folder: Path,
    reopen: Reopen,
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
) -> None:
    vault, code = filled
    stored = rekeying.store_header

    def stored_once(*arguments: object) -> None:
        stored(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(rekeying, "store_header", _raise)

    monkeypatch.setattr(rekeying, "store_header", stored_once)
    monkeypatch.setattr(Connection, "rekey", _raise)
    with pytest.raises(Cut):
        vault.rekey(bytearray(NEW))
    vault.opened.close()
    vault._closed = True
    monkeypatch.undo()
    assert _pending(folder)
    how = PASSPHRASE if secret == "old" else NEW
    again = reopen(passphrase=bytearray(how))

    assert [each.code for each in again.notices] == ["rekey_undone"]
    assert _contents(again) == sorted(CONTENTS)
    assert not _pending(folder)
    again.close()
    assert _code(lambda: reopen(passphrase=bytearray(NEW))) == "wrong_passphrase"
    reopen(recovery_code=code).close()
    assert check_open(reopen()).grade == "sound"


def _raise(*_: object) -> None:
    raise Cut


def test_a_database_that_refuses_the_new_key_takes_everything_back_at_once(
    filled: tuple[Vault, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, code = filled
    names = _names(folder)

    def full(*_: object) -> None:
        raise GigWalletError("disk_full")

    monkeypatch.setattr(Connection, "rekey", full)
    assert _code(lambda: vault.rekey(bytearray(NEW))) == "disk_full"

    assert not _pending(folder)
    assert _names(folder) == names
    assert vault.slots.rehearse(code)
    vault.change_passphrase(bytearray(b"another, quickly"))


def test_an_interruption_after_the_database_has_its_key_takes_nothing_back(
    filled: tuple[Vault, str], folder: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = filled
    change = Connection.rekey

    def interrupted(connection: Connection, key: object) -> None:
        change(connection, key)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(Connection, "rekey", interrupted)
    with pytest.raises(KeyboardInterrupt):
        vault.rekey(bytearray(NEW))
    assert _code(lambda: vault.change_passphrase(bytearray(b"too early to do"))) == "rekey_pending"
    vault.close()
    monkeypatch.undo()

    again = reopen()
    assert [each.code for each in again.notices] == ["rekey_finished"]
    assert _contents(again) == sorted(CONTENTS)


def test_a_bent_pending_rekey_opens_nothing(
    filled: tuple[Vault, str], folder: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.vault.test_header import _fields, _write

    vault, _ = filled
    _cut(monkeypatch, "_finish", after=False)
    with pytest.raises(Cut):
        vault.rekey(bytearray(NEW))
    vault.close()
    fields = _fields(folder)
    whole = dict(fields["pending_rekey"])
    fields["pending_rekey"] = {**whole, "started_at": "2020-01-01T00:00:00Z"}
    _write(folder, fields)
    assert _code(reopen) == "header_damaged"
    fields["pending_rekey"] = {**whole, "old_under_new": whole["new_under_old"]}
    _write(folder, fields)
    assert _code(lambda: reopen(passphrase=bytearray(NEW))) == "header_damaged"
    for bent in (
        {"new_under_old": {"nonce": "00", "sealed": ""}},
        {"slots": whole["slots"] * 9},
        {"slots": []},
        {"old_under_new": None},
    ):
        fields["pending_rekey"] = {**whole, **bent}
        _write(folder, fields)
        assert _code(reopen) == "header_refused"


def test_whoever_begins_to_read_while_all_keys_change_is_told_of_no_damage(
    folder: Path, vault: Vault, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive, changed = unlocking.stretched, []

    def slowly(passphrase: bytearray, how: Mapping[str, Any]) -> Secret:
        if not changed:
            changed.append(True)
            vault.rekey(bytearray(b"quite another passphrase"))
        return derive(passphrase, how)

    monkeypatch.setattr(unlocking, "stretched", slowly)

    with pytest.raises(GigWalletError) as refused:
        Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE), read_only=True)

    assert refused.value.code == "wrong_passphrase"
