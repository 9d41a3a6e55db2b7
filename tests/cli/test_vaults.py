"""The vaults that the window offers, by command; and locking windows from a terminal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.vaults import known_vaults, ring_window
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.domain.worker import Worker
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gw-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        for name in ("HOME", "USERPROFILE"):
            monkeypatch.setenv(name, str(tmp_path / "person"))
        yield tmp_path / "person"


def test_a_vault_is_remembered_listed_and_forgotten(cli: Cli, vault: Path) -> None:
    remembered = cli("vaults", "remember", vault, "--json").result
    listed = cli("vaults", "--json").result
    text = cli("vaults", "list").out
    forgotten = cli("vaults", "forget", vault, "--json")
    again = cli("vaults", "forget", vault)

    assert remembered == listed
    [known] = listed["vaults"]
    assert (known["folder"], known["sign"], known["remembered"]) == (str(vault), "vault", True)
    assert str(vault) in text
    assert (forgotten.code, forgotten.result["vaults"]) == (0, [])
    assert again.code == 1


def test_a_folder_that_names_the_client_is_refused(
    cli: Cli, tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGWALLET_PASSPHRASE_FILE", str(secret))
    folder = tmp_path / "Ana Silva"
    made = create_vault(folder, bytearray(people.PASSPHRASE), kdf=CHEAP)
    with made.wallet as wallet:
        put_worker(wallet, Worker(name="Ana Silva"))
    answer = cli("vaults", "remember", folder, "--json")

    assert (answer.code, answer.errors) == (2, ["vault_folder_names_client"])
    assert "Ana" not in answer.out.replace(str(folder), "")
    assert known_vaults.known() == []


def test_the_home_of_the_vaults_is_shown_and_chosen(cli: Cli, vault: Path, person: Path) -> None:
    usual = cli("vaults", "home", "--json").result["home"]
    chosen = cli("vaults", "home", vault.parent, "--json").result
    missing = cli("vaults", "home", vault / "nowhere", "--json")

    assert usual == str(person / "GigWallet")
    assert (chosen["home"], [each["sign"] for each in chosen["vaults"]]) == (
        str(vault.parent),
        ["vault"],
    )
    assert missing.errors == ["folder_missing"]


@pytest.mark.skipif(os.name == "nt", reason="untested there")
@pytest.mark.parametrize(("option", "word"), [((), "lock"), (("--exit",), "exit")])
def test_windows_are_locked_and_ended_by_command(
    cli: Cli, vault: Path, option: tuple[str, ...], word: str
) -> None:
    heard: list[str] = []
    none_open = cli("lock", vault, "--json")
    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        bell = ring_window.hang_bell(wallet, heard.append)
        assert bell is not None
        named = cli("lock", vault, *option, "--json")
        every = cli("lock", *option, "--json")
        bell.close()
    elsewhere = cli("lock", vault.parent, "--json")

    assert (none_open.code, none_open.result) == (1, {"windows": 0})
    assert (named.code, named.result) == (0, {"windows": 1})
    assert every.result == {"windows": 1}
    assert heard == [word, word]
    assert elsewhere.errors == ["vault_missing"]
