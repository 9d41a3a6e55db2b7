"""A full disk and a folder that cannot be written to: one sentence, exit 2, nothing half-stored."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.journeys.command_line import Home


def _mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Eight megabytes, most of them free after the vault is made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    if not _mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)):
        pytest.skip("no small disk can be made here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def home(tmp_path: Path, small_disk: Path) -> Home:
    home = Home(tmp_path / "person")
    people.put(home.work, "passphrase.txt", people.PASSPHRASE)
    made = create_vault(small_disk / "vault", bytearray(people.PASSPHRASE), kdf=CHEAP)
    with made.wallet as wallet:
        add_engagement(wallet, people.MEITUAN)
    return home


def test_a_full_disk_stores_nothing_of_the_file(home: Home, small_disk: Path) -> None:
    vault = small_disk / "vault"
    good = people.put(home.work, "bill.csv", people.plain_bill())
    large = people.put(home.work, "large.pdf", b"%PDF-1.4\n" + os.urandom(9_000_000))

    refused = home.run("import", vault, large, "--json")
    afterwards = home.run("import", vault, good, "--payer", "美团众包", "--json")
    check = home.run("check", vault, "--json").json["result"]

    assert refused.code == 2
    assert [each["code"] for each in refused.json["errors"]] == ["disk_full"]
    assert refused.json["result"]["files"] == []
    assert afterwards.code == 0
    assert check["grade"] == "sound"
    assert check["counts"]["exhibits"] == 1


def test_an_export_to_a_full_disk_leaves_no_half_file(home: Home, small_disk: Path) -> None:
    vault = small_disk / "vault"
    home.run("import", vault, people.put(home.work, "b.csv", people.plain_bill()),
             "--payer", "美团众包")  # fmt: skip
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        except OSError:
            pass
    # As much as the open vault needs, and less than the evidence takes.
    os.truncate(filler, filler.stat().st_size - 90_000)

    refused = home.run("bundle", vault, "--out", small_disk / "evidence.pdf", "--json")

    assert (refused.code, refused.json["errors"][0]["code"]) == (2, "disk_full")
    assert sorted(each.name for each in small_disk.iterdir()) == ["filler", "vault"]


def test_a_disk_that_is_read_only_is_read_and_not_written(home: Home, small_disk: Path) -> None:
    vault = small_disk / "vault"
    if not _mount("-o", "remount,ro", str(small_disk)):
        pytest.skip("the disk cannot be made read-only here")
    bill = people.put(home.work, "bill.csv", people.plain_bill())

    codes = {
        "import": home.run("import", vault, bill, "--json"),
        "add": home.run("add", "tally", vault, "--month", "2025-07", "--orders", "9", "--json"),
        "create": home.run("create", small_disk / "new", "--json"),
    }

    assert {name: each.json["errors"][0]["code"] for name, each in codes.items()} == {
        "import": "vault_read_only",
        "add": "vault_read_only",
        "create": "folder_not_writable",
    }
    assert home.run("reconcile", vault, "--json").code == 0
