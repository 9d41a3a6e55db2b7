"""Checkpoints: signed under a seed that stays sealed, numbered, and known to the header."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gigwallet.crypto import checkpoint as texts
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, check, check_open
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.proofs import signing_seed
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


@pytest.fixture
def filled(vault: Vault) -> Vault:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    vault.trips.add(things.trips(engagement, 5))
    return vault


def _keys(vault: Vault) -> Keys:
    return vault._opened.keys


def test_a_checkpoint_signs_where_the_log_stands(filled: Vault) -> None:
    made = filled.make_checkpoint("exported", {"to": "file"})

    read = texts.read(made.text)
    last = list(filled.log.entries())[-1]
    assert read.signed
    assert (read.size, read.root) == filled.log.state() == (made.size, made.root)
    assert (last.kind, last.seq) == ("checkpoint.made", made.size - 1)
    assert filled.log_head.checkpoint == made.no == 1
    assert read.key == filled.checkpoints.public_key()
    assert check_open(filled).findings == ()


def test_where_nothing_was_said_since_the_last_one_still_counts(filled: Vault) -> None:
    first = filled.make_checkpoint("asked")

    assert filled.make_checkpoint("time_stamp") == first
    filled.engagements.add(things.ENGAGEMENT)
    second = filled.make_checkpoint("asked")
    assert (second.no, filled.checkpoints.last()) == (2, second)
    assert texts.read(second.text).key == texts.read(first.text).key


def test_the_seed_outlives_the_session_and_opens_with_the_log_key_alone(
    filled: Vault, reopen: Reopen
) -> None:
    key = texts.read(filled.make_checkpoint("asked").text).key
    ((nonce, sealed, public),) = filled.connection.all("SELECT * FROM signing_seed")
    with signing_seed.opened(filled.connection, _keys(filled)) as seed:
        assert seed is not None
        plain = seed.bytes()
        assert plain not in nonce + sealed
    other = Keys.new(_keys(filled).vault_id)
    with signing_seed.opened(filled.connection, other) as nothing:
        assert nothing is None
    filled.close()

    again = reopen()
    again.log.append("export.made", "", b"")
    assert texts.read(again.make_checkpoint("asked").text).key == key == public


def test_two_vaults_sign_with_keys_that_share_nothing(
    filled: Vault, tmp_path: Path, clock: SetClock
) -> None:
    other, _ = Vault.create(tmp_path / "other", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with other:
        first, second = filled.make_checkpoint("asked"), other.make_checkpoint("asked")

    assert texts.read(first.text).origin != texts.read(second.text).origin
    assert filled.vault_id not in first.text


def test_during_a_change_of_all_keys_the_seed_opens_with_either(filled: Vault) -> None:
    old, new = _keys(filled), Keys.new(_keys(filled).vault_id)
    public = texts.read(filled.make_checkpoint("asked").text).key
    for _twice in range(2):
        signing_seed.share(filled.connection, old, new)
    assert signing_seed.public_key(filled.connection, old) == public
    assert signing_seed.public_key(filled.connection, new) == public
    assert filled.connection.one("SELECT count(*) FROM signing_seed") == (2,)

    signing_seed.keep_only(filled.connection, new)

    assert signing_seed.public_key(filled.connection, new) == public
    assert signing_seed.public_key(filled.connection, old) is None
    signing_seed.keep_only(filled.connection, old)
    assert signing_seed.public_key(filled.connection, new) == public


def test_a_seed_that_no_key_opens_is_told_and_the_next_checkpoint_has_a_new_key(
    filled: Vault,
) -> None:
    first = filled.make_checkpoint("asked")
    with filled.transaction():
        filled.connection.write("UPDATE signing_seed SET sealed = zeroblob(48)")

    report = check_open(filled)
    filled.engagements.add(things.ENGAGEMENT)
    second = filled.make_checkpoint("asked")

    assert (report.grade, [step.code for step in report.findings]) == (
        "attention",
        ["signing_key_lost"],
    )
    assert texts.read(second.text).key != texts.read(first.text).key
    assert texts.read(second.text).signed
    assert check_open(filled).grade == "sound"


def test_a_header_that_knows_a_checkpoint_the_database_lacks_is_an_alarm(
    filled: Vault, folder: Path, reopen: Reopen, clock: SetClock
) -> None:
    """Even where the log itself fits: an older database cannot hide behind an equal size."""
    filled.make_checkpoint("asked")
    with filled.transaction():
        for (name,) in filled.connection.all("SELECT name FROM sqlite_schema WHERE type='trigger'"):
            filled.connection.write(f"DROP TRIGGER {name}")
        filled.connection.write("DELETE FROM checkpoint")
    filled._closed = True  # as a crash leaves it: the head stays as it was
    filled.connection.close()
    filled._opened.lock.release()  # type: ignore[union-attr]  # it was open for writing

    with pytest.raises(GigWalletError) as refused:
        reopen()
    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))

    assert refused.value.code == "log_head_mismatch"
    assert report.grade == "damaged"
    assert "checkpoint_missing" in {step.code for step in report.findings}


def test_a_vault_that_is_only_read_signs_nothing(filled: Vault) -> None:
    with filled.reader() as reader, pytest.raises(GigWalletError) as refused:
        reader.make_checkpoint("asked")

    assert refused.value.code == "vault_read_only"


def test_a_bent_checkpoint_is_found(filled: Vault) -> None:
    made = filled.make_checkpoint("asked")
    for bend in (
        "UPDATE checkpoint SET size = size - 1",
        "UPDATE checkpoint SET root = zeroblob(32)",
        "UPDATE checkpoint SET text = replace(text, 'key', 'cle')",
        "UPDATE checkpoint SET no = 2",
    ):
        with filled.transaction():
            filled.connection.write("DROP TRIGGER IF EXISTS checkpoint_is_kept_u")
            filled.connection.write(bend)

        report = check_open(filled)

        assert "checkpoint_false" in {step.code for step in report.findings}
        with filled.transaction():
            filled.connection.write(
                "UPDATE checkpoint SET no = 1, size = ?, root = ?, text = ?",
                (made.size, made.root, made.text),
            )
    assert check_open(filled).grade == "sound"


def test_a_head_that_was_written_is_known_without_asking_the_disk(
    filled: Vault, reopen: Reopen
) -> None:
    assert not filled.anchored

    filled.anchor()
    assert filled.anchored
    filled.log.append("export.made", "", b"")
    assert not filled.anchored
    filled.make_checkpoint("asked")
    assert filled.anchored
    filled.close()
    again = reopen()
    assert not again.anchored
    again.anchor()
    assert again.anchored


def test_a_folder_put_back_whole_is_found_only_with_a_checkpoint_from_elsewhere(
    filled: Vault, folder: Path, reopen: Reopen, clock: SetClock, tmp_path: Path
) -> None:
    filled.close()
    shutil.copytree(folder, tmp_path / "older")
    newer = reopen()
    newer.trips.add(things.trips(newer.engagements.all()[0].id, 1, 100))
    kept = texts.read(newer.make_checkpoint("exported").text)
    newer.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)

    alone = check(folder, clock, passphrase=bytearray(PASSPHRASE))
    against = check(folder, clock, passphrase=bytearray(PASSPHRASE), against=kept)

    assert alone.grade == "sound"
    assert against.grade == "damaged"
    assert [(step.code, step.facts["first"]) for step in against.findings] == [
        ("older_than_checkpoint", "7"),
        ("checkpoint_key_differs", ""),
    ]


def test_a_checkpoint_of_the_same_history_agrees_however_long_ago(filled: Vault) -> None:
    kept = texts.read(filled.make_checkpoint("exported").text)
    filled.trips.add(things.trips(filled.engagements.all()[0].id, 3, 100))

    report = check_open(filled, against=kept)

    assert report.grade == "sound"
    assert [step.code for step in report.findings] == ["unanchored_tail", "checkpoint_agrees"]


def test_a_history_written_anew_contradicts_the_checkpoint(
    filled: Vault, tmp_path: Path, clock: SetClock
) -> None:
    """The holder of every key builds the same records again: other salts, another root."""
    kept = texts.read(filled.make_checkpoint("exported").text)
    other, _ = Vault.create(tmp_path / "other", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with other:
        engagement = other.engagements.add(things.ENGAGEMENT)
        other.trips.add(things.trips(engagement, 9))

        report = check_open(other, against=kept)

    assert report.grade == "damaged"
    assert {step.code for step in report.findings} >= {
        "checkpoint_contradicted",
        "checkpoint_key_differs",
    }
