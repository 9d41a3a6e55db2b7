"""How safe the vault is, told from what really happened to it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.back_up import back_up
from gigwallet.app.vaults.check_vault import check_open
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.tell_safety import CHECK_HOLDS, next_quarter, remember_check, safety
from gigwallet.app.wallet import Surroundings, Wallet
from tests.app import people


def test_a_new_vault_has_a_code_and_everything_else_to_come(wallet: Wallet) -> None:
    told = safety(wallet)

    assert told.has_code
    assert told.head_at == wallet.clock.now()
    assert (told.backup, told.check, told.rehearsed_on, told.stamped_at) == (None,) * 4
    assert (told.entries_since, told.stamps) == (0, 0)


def test_entries_after_the_head_are_counted_until_it_is_written(wallet: Wallet) -> None:
    before = wallet.vault.log_head.size
    add_engagement(wallet, people.MEITUAN)
    wallet.vault.log.append("export.written", "", b"")
    since = safety(wallet).entries_since
    wallet.vault.anchor()

    assert since == wallet.vault.log.size - before
    assert safety(wallet).entries_since == 0


def test_a_check_is_remembered_over_a_lock_and_grows_old(
    wallet: Wallet, clock: people.SetClock, around: Surroundings
) -> None:
    remember_check(wallet, check_open(wallet))
    wallet.close()
    clock.move(CHECK_HOLDS - timedelta(days=1))
    folder, secret = wallet.vault.folder, bytearray(people.PASSPHRASE)
    with open_vault(folder, passphrase=secret, around=around) as again:
        fresh = safety(again)
        clock.move(timedelta(days=2))
        old = safety(again)

    assert fresh.check is not None
    assert (fresh.check.grade, fresh.check.whole) == ("sound", True)
    assert (fresh.check_is_old, old.check_is_old) == (False, True)


def test_checks_in_parts_take_turns(wallet: Wallet) -> None:
    turns = []
    for _time in range(5):
        part = (next_quarter(wallet), 4)
        turns.append(part[0])
        remember_check(wallet, check_open(wallet, originals=part), part=part)
    told = safety(wallet)

    assert turns == [1, 2, 3, 4, 1]
    assert told.check is not None
    assert not told.check.whole


def test_a_check_that_is_remembered_is_no_evidence_and_adds_no_entry(wallet: Wallet) -> None:
    before = wallet.vault.log.size
    remember_check(wallet, check_open(wallet))

    assert wallet.vault.log.size == before


def test_a_vault_that_is_only_read_remembers_nothing(wallet: Wallet, around: Surroundings) -> None:
    secret = bytearray(people.PASSPHRASE)
    with open_vault(
        wallet.vault.folder, passphrase=secret, read_only=True, around=around
    ) as reader:
        remember_check(reader, check_open(wallet))

        assert safety(reader).check is None


def test_a_backup_is_told_with_its_name_and_day(wallet: Wallet, tmp_path: Path) -> None:
    made = back_up(wallet, tmp_path / "stick" / "all.gwbackup")
    told = safety(wallet)

    assert told.backup is not None
    assert told.backup.name == made.path.name
    assert told.backup_due is None
