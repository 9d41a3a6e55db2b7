"""A disk that is really full: nothing is half-stored, and what was stored can be read."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, ballast, check
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock


def _mount(place: Path, options: str) -> bool:
    tool = shutil.which("mount")
    if tool is None or os.name != "posix" or os.geteuid() != 0:
        return False
    command = [tool, "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    if not _mount(place, "size=6m"):
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _store_batch(vault: Vault, number: int) -> None:
    with vault.transaction():
        data = secrets.token_bytes(60_000)
        vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)
        engagement = vault.engagements.all()[0].id
        vault.trips.add(things.trips(engagement, 40, number * 40))


def test_a_full_disk_refuses_whole_batches_and_keeps_the_others(
    small_disk: Path, clock: SetClock
) -> None:
    folder = small_disk / "vault"
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    vault.engagements.add(things.ENGAGEMENT)
    stored = 0

    def fill() -> None:
        nonlocal stored
        while stored < 500:
            _store_batch(vault, stored)
            stored += 1

    with pytest.raises(GigWalletError) as refused:
        fill()

    assert refused.value.code == "disk_full"
    assert stored > 3
    assert vault.trips.count() == 40 * stored
    assert len(vault.exhibits.all()) == stored
    assert vault.attachments.orphans() == []
    with pytest.raises(GigWalletError) as again:
        fill()
    assert again.value.code == "disk_full"
    vault.close()


def test_a_vault_that_met_a_full_disk_is_sound_when_there_is_room_again(
    small_disk: Path, clock: SetClock
) -> None:
    folder, ballast = small_disk / "vault", small_disk / "ballast"
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    vault.engagements.add(things.ENGAGEMENT)
    _store_batch(vault, 0)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    ballast.write_bytes(bytes(free - 8192))
    with pytest.raises(GigWalletError) as refused:
        _store_batch(vault, 1)
    vault.close()
    ballast.unlink()

    assert refused.value.code == "disk_full"
    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))
    assert report.grade == "sound"
    with Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE)) as again:
        _store_batch(again, 1)
        assert again.trips.count() == 80


def test_a_read_only_medium_is_read_and_left_alone(small_disk: Path, clock: SetClock) -> None:
    folder = small_disk / "vault"
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    vault.engagements.add(things.ENGAGEMENT)
    _store_batch(vault, 0)
    vault.close()
    remounted = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remounted, check=True)

    with Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE)) as looked:
        assert looked.read_only
        assert looked.trips.count() == 40
        with pytest.raises(GigWalletError) as refused:
            _store_batch(looked, 1)
    assert refused.value.code == "vault_read_only"
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"
    with pytest.raises(GigWalletError) as elsewhere:
        Vault.create(small_disk / "new", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    assert elsewhere.value.code == "folder_not_writable"


@pytest.fixture
def with_ballast(monkeypatch: pytest.MonkeyPatch) -> int:
    """A ballast that fits the small disk."""
    monkeypatch.setattr(ballast, "BALLAST_BYTES", 300 * 1024)
    return 300 * 1024


def _fill(place: Path, leave: int = 0) -> Path:
    """What other programs store, until only ``leave`` bytes are free."""
    filler = place / "filler"
    free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
    filler.write_bytes(bytes(free - leave))
    return filler


def test_on_a_full_disk_records_can_still_be_erased_and_the_head_written(
    small_disk: Path, clock: SetClock, with_ballast: int
) -> None:
    folder = small_disk / "vault"
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    engagement = vault.engagements.add(things.ENGAGEMENT)
    added = vault.trips.add(things.trips(engagement, 50)).added
    assert (folder / "vault.ballast").stat().st_size == with_ballast
    _fill(small_disk)
    with pytest.raises(GigWalletError) as refused:
        vault.trips.add(things.trips(engagement, 2000, 50))
    assert refused.value.code == "disk_full"

    for each in added[:10]:
        vault.erasing(lambda each=each: vault.trips.delete(each))  # type: ignore[misc]  # bound now
    vault.close()

    assert not (folder / "vault.ballast").exists()
    report = check(folder, clock, passphrase=bytearray(PASSPHRASE))
    assert (report.grade, [each.code for each in report.findings]) == ("sound", ["erased_entries"])


def test_a_vault_on_a_full_disk_opens_with_the_room_that_it_kept(
    small_disk: Path, clock: SetClock, with_ballast: int
) -> None:
    folder = small_disk / "vault"
    Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)[0].close()
    filler = _fill(small_disk)

    with Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE)) as opened:
        assert not opened.read_only
        opened.engagements.add(things.ENGAGEMENT)
    assert not (folder / "vault.ballast").exists()
    filler.unlink()
    Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE)).close()
    assert (folder / "vault.ballast").stat().st_size == with_ballast


def test_a_full_disk_is_called_full_at_opening_and_not_damage(
    small_disk: Path, clock: SetClock
) -> None:
    folder = small_disk / "vault"
    Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)[0].close()
    _fill(small_disk)

    with pytest.raises(GigWalletError) as refused:
        Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE))
    assert refused.value.code == "disk_full"
    with Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE), read_only=True) as looked:
        assert looked.engagements.all() == []
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


def test_what_was_erased_does_not_seem_refused_where_the_wal_cannot_be_emptied(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = secrets.token_bytes(9000)
    exhibit = vault.exhibits.add(things.exhibit(data), data)
    (path,) = (vault.folder / "attachments").glob("??/*")

    def full() -> bool:
        raise GigWalletError("disk_full")

    monkeypatch.setattr(vault.connection, "checkpoint", full)
    vault.erasing(lambda: vault.exhibits.delete(exhibit))
    monkeypatch.undo()

    assert vault.exhibits.all() == []
    assert not path.exists()
