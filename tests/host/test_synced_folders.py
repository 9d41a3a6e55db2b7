"""Folders that other programs copy: known by their names and marks, never guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.host import synced_folders


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox/vault", "Dropbox"),
        ("Dropbox (Legal Aid)/clients/7", "Dropbox"),
        ("OneDrive - 法律援助/vault", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/vault", "iCloud"),
        ("我的坚果云/保险箱", "坚果云"),
        ("BaiduSyncdisk/vault", "百度网盘"),
        ("Documents/WeChat Files/wxid_1/FileStorage/vault", "微信"),
        ("Documents/xwechat_files/vault", "微信"),
        ("Nextcloud/vault", "Nextcloud"),
        ("Google Drive/vault", "Google Drive"),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path: Path, place: str, service: str) -> None:
    assert synced_folders.service_of(tmp_path / place, {}) == service


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".nextcloudsync.log"])
def test_a_synced_folder_is_known_by_what_lies_at_its_top(tmp_path: Path, mark: str) -> None:
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    (tmp_path / "shared" / mark).touch()

    assert synced_folders.service_of(tmp_path / "shared" / "deep" / "vault", {}) is not None
    assert synced_folders.service_of(tmp_path / "other", {}) is None


def test_where_onedrive_lies_is_believed(tmp_path: Path) -> None:
    told = {"OneDriveCommercial": str(tmp_path / "Firma")}

    assert synced_folders.service_of(tmp_path / "Firma" / "vault", told) == "OneDrive"
    assert synced_folders.service_of(tmp_path / "vault", told) is None


@pytest.mark.parametrize("place", ["GigWallet", "dropbox-exports", "Boxes/vault", "微信账单/vault"])
def test_an_ordinary_folder_is_left_in_peace(tmp_path: Path, place: str) -> None:
    assert synced_folders.service_of(tmp_path / place, {}) is None


@pytest.mark.parametrize(
    "name",
    [
        "vault (conflicted copy 2026-03-01).db",
        "vault.db (阿强的冲突副本 2026-03-01)",
        "vault-DESKTOP-7K2.db",
        "vault.sync-conflict-20260301-090000-ABCDEFG.db",
        "vault(1).gwh",
    ],
)
def test_a_conflict_copy_is_seen_and_the_vaults_own_files_are_not(
    tmp_path: Path, name: str
) -> None:
    own = ["vault.db", "vault.db-wal", "vault.db-shm", "vault.gwh", "vault.gwh.bak", "vault.lock"]
    own += ["vault.ballast", "vault.db.before", "vault.gwh.new", "vault.db-journal"]
    for each in own:
        (tmp_path / each).touch()
    assert synced_folders.conflict_copies(tmp_path) == []
    (tmp_path / name).touch()

    assert synced_folders.conflict_copies(tmp_path) == [name]
