"""Disks that refuse: a virus scanner, a share without folder syncs, locked files, long paths."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, check
from gigwallet.vault.disk import Disk
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


class Scanned(Disk):
    """As Windows with a virus scanner: renames onto ``name`` are refused ``times`` times."""

    def __init__(self, name: str, times: int) -> None:
        self.pauses: list[float] = []
        super().__init__(patient=True, syncs_folders=False, pause=self.pauses.append)
        self._name = name
        self._left = times

    def replace(self, new: Path, path: Path) -> None:
        if path.name == self._name and self._left:
            self._left -= 1
            raise PermissionError(errno.EACCES, "held", str(path))
        super().replace(new, path)


class Held(Disk):
    """As Windows with another program that holds what is to be removed."""

    def __init__(self) -> None:
        super().__init__(patient=True, syncs_folders=False, pause=lambda _: None)
        self.held = True

    def remove(self, path: Path) -> None:
        if self.held and path.exists():
            raise PermissionError(errno.EACCES, "held", str(path))
        super().remove(path)


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize("name", ["vault.gwh", "vault.gwh.bak", "vault.db"])
def test_a_scanner_that_lets_go_in_time_is_waited_for(
    tmp_path: Path, clock: SetClock, name: str
) -> None:
    disk = Scanned(name, 9)
    vault, _ = Vault.create(tmp_path, bytearray(PASSPHRASE), clock, kdf=CHEAP, disk=disk)
    vault.close()

    assert len(disk.pauses) == 9
    assert check(tmp_path, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


@pytest.mark.parametrize("name", ["vault.gwh", "vault.gwh.bak"])
def test_a_scanner_that_never_lets_go_is_named_and_the_old_passphrase_stays(
    vault: Vault, folder: Path, reopen: Reopen, name: str
) -> None:
    vault.close()
    disk = Scanned(name, 10**6)
    held = reopen(disk=disk)

    assert _code(lambda: held.change_passphrase(bytearray(b"another passphrase"))) == "file_held"
    assert not list(folder.glob("*.new"))
    held.close()
    reopen()


def test_making_a_vault_that_a_scanner_holds_leaves_nothing(folder: Path, clock: SetClock) -> None:
    disk = Scanned("vault.db", 10**6)
    make = lambda: Vault.create(folder, bytearray(b"x"), clock, kdf=CHEAP, disk=disk)  # noqa: E731

    assert _code(make) == "file_held"
    assert not folder.exists()


def test_a_disk_without_folder_syncs_keeps_its_vaults(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def no_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not for folders")
        real(handle)

    monkeypatch.setattr(os, "fsync", no_folders)
    vault, _ = Vault.create(tmp_path, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with vault:
        vault.exhibits.add(things.exhibit(b"shot"), b"shot")

    assert check(tmp_path, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


def test_an_original_that_is_held_while_it_is_erased_goes_at_a_later_opening(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    disk = Held()
    held = reopen(disk=disk)
    exhibit = held.exhibits.add(things.exhibit(b"shot"), b"shot")
    held.exhibits.delete(exhibit)
    (orphan,) = held.attachments.orphans()
    held.close()
    hours_ago = orphan.stat().st_mtime - 7200
    os.utime(orphan, (hours_ago, hours_ago))

    reopen(disk=disk).close()
    assert orphan.exists()
    disk.held = False
    reopen(disk=disk)
    assert not orphan.exists()


def test_a_held_draft_of_an_earlier_header_is_named(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    held = reopen(disk=Held())
    (folder / "vault.gwh.new").write_bytes(b"of a crash")

    assert _code(lambda: held.change_passphrase(bytearray(b"another passphrase"))) == "file_held"


def test_a_path_that_windows_cannot_hold_is_refused_before_anything_is_made(
    tmp_path: Path, clock: SetClock
) -> None:
    disk = Disk(longest_path=len(os.fsencode(tmp_path)) + 66)
    make = lambda name: Vault.create(  # noqa: E731
        tmp_path / name, bytearray(PASSPHRASE), clock, kdf=CHEAP, disk=disk
    )

    assert _code(lambda: make("much too long a name")) == "path_too_long"
    assert list(tmp_path.iterdir()) == []
    vault, _ = make("客户七")
    with vault:
        vault.exhibits.add(things.exhibit(b"shot"), b"shot")
        names = [path for path in (tmp_path / "客户七").rglob("*") if path.is_file()]
        longest = max(len(os.fsencode(path)) for path in names) + len(".bak.new")
        assert longest <= len(os.fsencode(tmp_path)) + 66


def test_a_path_that_sqlite_cannot_hold_is_refused_and_not_called_damage(
    tmp_path: Path, clock: SetClock
) -> None:
    folder = tmp_path.joinpath(*["骑手的保险箱" * 6] * 10)
    make = lambda: Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)  # noqa: E731

    assert _code(make) == "path_too_long"


def test_folders_deep_and_in_chinese_hold_a_vault(tmp_path: Path, clock: SetClock) -> None:
    folder = tmp_path.joinpath(*["骑手的保险箱" * 3] * 6)
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with vault:
        vault.exhibits.add(things.exhibit(b"shot"), b"shot")

    assert len(str(folder).encode()) > 330
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"
