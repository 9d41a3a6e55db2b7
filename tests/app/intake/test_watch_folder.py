"""The watched folder: what is new is named once; nothing is read, or brought in, by itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gigwallet.app.intake import watch_folder
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId
from tests.app import people
from tests.app.people import plain_bill


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    (folder / "DCIM").mkdir(parents=True)
    return folder


def put(folder: Path, name: str, content: bytes, clock: people.SetClock, age_s: int = 60) -> Path:
    path = folder / name
    path.write_bytes(content)
    then = clock.now().timestamp() - age_s
    os.utime(path, (then, then))
    return path


def new(wallet: Wallet) -> tuple[Path, ...]:
    found = watch_folder.newcomers(wallet, Job())
    assert found is not None
    return found.files


def test_without_a_watched_folder_there_is_nothing_to_say(wallet: Wallet) -> None:
    assert watch_folder.newcomers(wallet, Job()) is None


def test_a_folder_that_is_not_there_is_refused(wallet: Wallet, tmp_path: Path) -> None:
    with pytest.raises(GigWalletError) as refusal:
        watch_folder.watch(wallet, tmp_path / "nowhere")

    assert refusal.value.code == "folder_missing"


def test_what_is_in_the_vault_is_not_named_again(
    wallet: Wallet, meituan: EngagementId, phone: Path, clock: people.SetClock
) -> None:
    bill = put(phone, "bill.csv", plain_bill(), clock)
    shot = put(phone / "DCIM", "shot.txt", b"later", clock, age_s=30)
    watch_folder.watch(wallet, phone)

    assert new(wallet) == (shot, bill)  # the newest first

    import_files(wallet, [bill], Job())

    assert new(wallet) == (shot,)


def test_what_was_put_away_comes_back_only_when_it_changes(
    wallet: Wallet, phone: Path, clock: people.SetClock
) -> None:
    watch_folder.watch(wallet, phone)
    note = put(phone, "note.txt", b"shopping", clock)

    watch_folder.pass_over(wallet, [note])
    assert new(wallet) == ()

    put(phone, "note.txt", b"shopping list", clock)
    assert new(wallet) == (note,)


def test_a_file_that_is_still_being_copied_is_left_alone(
    wallet: Wallet, phone: Path, clock: people.SetClock
) -> None:
    watch_folder.watch(wallet, phone)
    put(phone, "bill.zip", b"half of it", clock, age_s=0)
    put(phone, "bill.zip.crdownload", b"half of it", clock)

    assert new(wallet) == ()


def test_an_unplugged_phone_is_no_error(wallet: Wallet, phone: Path) -> None:
    watch_folder.watch(wallet, phone)
    (phone / "DCIM").rmdir()
    phone.rmdir()

    found = watch_folder.newcomers(wallet, Job())

    assert found is not None
    assert not found.there
    assert not found.files


def test_to_watch_no_more_forgets_the_folder_and_what_was_put_away(
    wallet: Wallet, phone: Path, clock: people.SetClock
) -> None:
    watch_folder.watch(wallet, phone)
    note = put(phone, "note.txt", b"shopping", clock)
    watch_folder.pass_over(wallet, [note])

    watch_folder.watch_no_more(wallet)

    assert watch_folder.watched(wallet) is None
    watch_folder.watch(wallet, phone)
    assert new(wallet) == (note,)


def test_a_folder_on_the_card_that_opens_to_nobody_hides_no_other(
    wallet: Wallet, phone: Path, clock: people.SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bill = put(phone, "bill.csv", plain_bill(), clock)
    (phone / "lost+found").mkdir()
    people.close_folder("lost+found", monkeypatch)
    watch_folder.watch(wallet, phone)

    assert new(wallet) == (bill,)
