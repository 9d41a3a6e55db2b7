"""A vault's folder may come from a stranger, or hold a person's own files."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job, Progress
from gigwallet.vault import Vault
from gigwallet.vault import folder as files
from gigwallet.vault.backup.backing_up import back_up, sweep
from gigwallet.vault.backup.restoring import restore
from gigwallet.vault.connection import Journal
from gigwallet.vault.disk import Disk
from gigwallet.vault.keys.unlocking import Offered
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


class ReadOnly(Disk):
    """As on a medium that cannot be written to."""

    def writable(self, folder: Path) -> bool:
        return False


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def aged(folder: Path) -> None:
    """As if nobody had touched it for a day."""
    long_ago = time.time() - 86_400
    for path in folder.rglob("*"):
        os.utime(path, (long_ago, long_ago), follow_symlinks=False)


@pytest.fixture
def own(tmp_path: Path, clock: SetClock) -> Path:
    """The person's own vault, closed, with an original in it."""
    place = tmp_path / "own"
    vault, _code = Vault.create(place, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with vault:
        data = secrets.token_bytes(9000)
        vault.exhibits.add(things.exhibit(data, "mine.png"), data)
    aged(place)
    return place


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        (files.ATTACHMENTS, files.ATTACHMENTS),
        (files.MERGING, ""),
        (f"{files.DATABASE}-wal", files.DATABASE),
        (files.LOCK, files.LOCK),
    ],
)
def test_a_vault_with_links_in_it_reaches_nothing_outside(
    own: Path, folder: Path, vault: Vault, reopen: Reopen, name: str, leads_to: str
) -> None:
    vault.close()
    place = folder / name
    if place.is_dir():
        place.rmdir()
    place.unlink(missing_ok=True)
    place.symlink_to(own / leads_to)
    before = everything(own)

    with pytest.raises(GigWalletError) as refusal:
        reopen()

    assert refusal.value.code == "vault_has_links"
    assert everything(own) == before


def test_a_link_beside_a_backup_leads_to_nothing(
    own: Path, vault: Vault, tmp_path: Path, clock: SetClock
) -> None:
    (tmp_path / "mine.gwbackup.checking").symlink_to(own)
    before = everything(own)

    with pytest.raises(GigWalletError) as refusal:
        back_up(vault, tmp_path / "mine", clock)

    assert refusal.value.code == "folder_not_empty"
    assert everything(own) == before


def test_a_link_inside_what_a_killed_backup_left_leads_to_nothing(
    own: Path, vault: Vault, tmp_path: Path, clock: SetClock
) -> None:
    left = tmp_path / "mine.gwbackup.checking"
    left.mkdir()
    (left / files.ATTACHMENTS).symlink_to(own / files.ATTACHMENTS)
    before = everything(own)

    with pytest.raises(GigWalletError) as refusal:
        back_up(vault, tmp_path / "mine", clock)

    assert refusal.value.code == "folder_not_empty"
    assert everything(own) == before


def test_of_two_backups_of_one_name_only_one_is_written(
    vault: Vault, tmp_path: Path, clock: SetClock
) -> None:
    refused: list[str] = []

    def second(progress: Progress) -> None:
        if progress.what == "exhibits" and not refused:
            with pytest.raises(GigWalletError) as refusal:
                back_up(vault, tmp_path / "mine", clock)
            refused.append(refusal.value.code)
            sweep(tmp_path / "mine.gwbackup", vault.disk)

    data = secrets.token_bytes(9000)
    vault.exhibits.add(things.exhibit(data), data)

    written = back_up(vault, tmp_path / "mine", clock, Job(second))

    assert refused == ["draft_in_use"]
    restored = restore(written.path, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))
    assert restored.exhibits == 1


def test_a_persons_own_files_in_the_folder_are_left_alone(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    data = secrets.token_bytes(5000)
    vault.exhibits.add(things.exhibit(data), data)
    vault.close()
    some = next((folder / files.ATTACHMENTS).glob("??"))
    own = [
        folder / "vault.db.copy-original",
        folder / "vault.db.copy-of-may",
        some / "desktop.ini",
        some / ("0" * 29 + " (1)"),
    ]
    for path in own:
        path.write_bytes(b"mine")
    aged(folder)

    reopen().close()

    assert [path for path in own if not path.exists()] == []


def test_originals_that_only_a_conflicting_copy_knows_are_not_swept_away(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.anchor()
    older = (folder / files.DATABASE).read_bytes()
    header = (folder / files.HEADER).read_bytes()
    data = secrets.token_bytes(5000)
    vault.exhibits.add(things.exhibit(data), data)
    vault.close()
    (folder / files.DATABASE).rename(folder / "vault (conflicted copy).db")
    (folder / files.DATABASE).write_bytes(older)
    for name in (files.HEADER, files.HEADER_COPY):
        (folder / name).write_bytes(header)
    aged(folder)

    reopen(journal=Journal.DELETE).close()
    reopen().close()

    assert len(list((folder / files.ATTACHMENTS).glob("??/*"))) == 1


def test_originals_are_not_swept_away_after_a_loss_was_accepted(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.anchor()
    older = (folder / files.DATABASE).read_bytes()
    data = secrets.token_bytes(5000)
    vault.exhibits.add(things.exhibit(data), data)
    vault.close()
    (folder / files.DATABASE).write_bytes(older)
    aged(folder)

    reopen(accept_loss=True).close()
    reopen().close()

    assert len(list((folder / files.ATTACHMENTS).glob("??/*"))) == 1


def test_a_pipe_in_place_of_a_file_is_not_waited_for(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    (folder / files.HEADER).unlink()
    os.mkfifo(folder / files.HEADER)

    with pytest.raises(GigWalletError) as refusal:
        reopen(read_only=True)

    assert refusal.value.code == "file_unreadable"


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_on_a_medium_that_cannot_be_written_a_commit_that_was_cut_off_is_not_taken_for_whole(
    vault: Vault, folder: Path, reopen: Reopen, side: str
) -> None:
    vault.close()
    (folder / f"{files.DATABASE}{side}").write_bytes(secrets.token_bytes(600))

    with pytest.raises(GigWalletError) as refusal:
        reopen(disk=ReadOnly())

    assert refusal.value.code == "vault_needs_writable_folder"


def test_no_secret_shows_where_a_value_is_shown(vault: Vault) -> None:
    data = secrets.token_bytes(50)
    vault.exhibits.add(things.exhibit(data), data)
    (stored,) = vault.attachments.all()
    offered = Offered(bytearray(b"open sesame"), "ABCD-EFGH")

    assert repr(stored.key) not in repr(stored)
    assert "sesame" not in repr(offered)
    assert "ABCD" not in repr(offered)
