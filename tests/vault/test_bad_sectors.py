"""A disk that is dying: what it cannot read is damage of that file, and of nothing else."""

from __future__ import annotations

import errno
import io
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, check_open
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.backup.restoring import restore
from gigwallet.vault.disk import Disk
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


class _Torn(io.BytesIO):
    """Its first half can be read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() + (size or 0) > len(self.getvalue()) // 2:
            raise OSError(errno.EIO, "a bad place on the disk")
        return super().read(size)


class Dying(Disk):
    """Cannot read the whole of ``bad`` any more."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[Path] = []

    def open_to_read(self, path: Path) -> BinaryIO:
        return _Torn(path.read_bytes()) if path in self.bad else super().open_to_read(path)


@pytest.fixture
def disk() -> Dying:
    return Dying()


def test_a_header_that_cannot_be_read_is_taken_from_its_copy(
    vault: Vault, folder: Path, reopen: Reopen, disk: Dying
) -> None:
    vault.close()
    disk.bad = [folder / "vault.gwh"]

    again = reopen(disk=disk)

    assert [each.code for each in again.notices] == ["header_restored"]


def test_an_original_that_cannot_be_read_is_damaged_and_the_backup_has_all_the_others(
    vault: Vault, reopen: Reopen, disk: Dying, tmp_path: Path, clock: SetClock
) -> None:
    made = []
    for number in range(3):
        data = secrets.token_bytes(60_000 + number)
        made.append((vault.exhibits.add(things.exhibit(data, f"{number}.png"), data), data))
    vault.close()
    again = reopen(disk=disk)
    stored = again.attachments.find(again.exhibits.get(made[1][0]).exhibit.sha256)
    assert stored is not None
    disk.bad = [stored.path(again.folder / "attachments")]

    with pytest.raises(GigWalletError) as refused:
        again.exhibits.data(made[1][0])
    report = check_open(again)
    written = back_up(again, tmp_path / "mine", clock)

    assert refused.value.code == "exhibit_damaged"
    assert "exhibit_damaged" in {each.code for each in report.findings}
    assert [each.code for each in written.findings] == ["exhibit_damaged"]
    restore(written.path, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))
    with Vault.open(tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE)) as restored:
        for exhibit, data in (made[0], made[2]):
            assert restored.exhibits.data(exhibit) == data


def test_a_folder_in_place_of_an_original_is_damage(vault: Vault) -> None:
    data = secrets.token_bytes(5000)
    exhibit = vault.exhibits.add(things.exhibit(data), data)
    (path,) = (vault.folder / "attachments").glob("??/*")
    path.unlink()
    path.mkdir()

    with pytest.raises(GigWalletError) as refused:
        vault.exhibits.data(exhibit)

    assert refused.value.code == "exhibit_damaged"
