"""The person is reminded of a backup when it is time, and not otherwise."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from gigwallet.app.vaults.back_up import back_up, last_backup, reminder, snooze
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.restore_backup import how_to_move
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.recorded import EngagementId
from gigwallet.words.sentences import collected
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.vault import things


def _code(wallet: Wallet) -> str:
    step = reminder(wallet)
    return step.code if step else ""


def test_a_vault_with_little_in_it_needs_no_backup_yet(wallet: Wallet) -> None:
    assert _code(wallet) == ""


def test_a_vault_that_was_never_backed_up_says_so_until_it_is(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, clock: people.SetClock
) -> None:
    wallet.vault.trips.add(things.trips(meituan, 30))
    assert _code(wallet) == "backup_never"
    assert last_backup(wallet) is None

    made = back_up(wallet, tmp_path / "mine")

    assert _code(wallet) == ""
    last = last_backup(wallet)
    assert last is not None
    assert (last.name, last.at) == ("mine.gwbackup", clock.now())
    entry = list(wallet.vault.log.entries())[-1]
    assert entry.kind == "backup.written"
    assert made.entries == wallet.vault.log.size - 1


def test_an_old_backup_is_told_only_where_something_came_since(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, clock: people.SetClock
) -> None:
    wallet.vault.trips.add(things.trips(meituan, 30))
    back_up(wallet, tmp_path / "mine")
    clock.move(timedelta(days=15))
    assert _code(wallet) == ""
    wallet.vault.trips.add(things.trips(meituan, 5, 500))
    assert _code(wallet) == "backup_old"

    snooze(wallet)
    assert _code(wallet) == ""
    clock.move(timedelta(days=8))
    step = reminder(wallet)
    assert step is not None
    assert step.facts == {"days": "23", "entries": "5"}


def test_a_demo_is_never_nagged(tmp_path: Path, around: Surroundings) -> None:
    secret = bytearray(people.PASSPHRASE)
    made = create_vault(tmp_path / "d", secret, kdf=CHEAP, specimen=True, around=around)
    with made.wallet as wallet:
        engagement = wallet.vault.engagements.add(people.MEITUAN)
        wallet.vault.trips.add(things.trips(engagement, 30))
        assert reminder(wallet) is None


def test_how_to_move_is_told_in_words() -> None:
    assert all(step.code in collected("STEPS") for step in how_to_move())
