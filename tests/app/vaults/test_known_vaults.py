"""Which vaults are offered, what is written down of them, and what never is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gigwallet.app import keep_settings
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.vaults import known_vaults
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.worker import Worker
from gigwallet.host import paths
from tests.app.people import PASSPHRASE
from tests.cheap_keys import CHEAP

Make = Callable[..., Wallet]


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "person"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    (tmp_path / "person").mkdir()
    return tmp_path / "person"


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Wallet] = []

    def vault(folder: Path, name: str = "") -> Wallet:
        folder.parent.mkdir(parents=True, exist_ok=True)
        wallet = create_vault(folder, bytearray(PASSPHRASE), kdf=CHEAP).wallet
        put_worker(wallet, Worker(name=name))
        made.append(wallet)
        return wallet

    yield vault
    for each in made:
        each.close()


def _signs() -> list[str]:
    return [each.sign for each in known_vaults.known()]


def test_vaults_of_the_home_folder_are_found_and_the_one_used_last_comes_first(
    person: Path, make: Make
) -> None:
    for day, sign in enumerate(("vault-1", "vault-2", "vault-3"), start=1):
        make(person / "GigWallet" / sign).close()
        os.utime(person / "GigWallet" / sign / "vault.gwh", (day * 86_400, day * 86_400))
    (person / "GigWallet" / "letters").mkdir()

    assert _signs() == ["vault-3", "vault-2", "vault-1"]
    assert not paths.settings_file().exists()


def test_a_home_folder_that_is_a_vault_itself_stays_one_and_the_next_lies_beside_it(
    person: Path, make: Make
) -> None:
    make(person / "GigWallet").close()
    following = known_vaults.next_folder()
    make(following).close()

    assert following == person / "GigWallet-2"
    assert sorted(_signs()) == ["GigWallet", "GigWallet-2"]
    assert known_vaults.next_folder() == person / "GigWallet-3"


def test_new_vaults_get_neutral_names_one_after_the_other(person: Path, make: Make) -> None:
    first = known_vaults.next_folder()
    make(first).close()

    assert first == person / "GigWallet" / "vault-1"
    assert known_vaults.next_folder() == person / "GigWallet" / "vault-2"


def test_a_folder_elsewhere_is_remembered_and_forgotten_and_shown_when_it_is_away(
    person: Path, make: Make, tmp_path: Path
) -> None:
    wallet = make(tmp_path / "stick" / "2025-041", "王小明")
    known_vaults.remember(wallet)
    wallet.close()
    (tmp_path / "stick").rename(tmp_path / "away")
    [shown] = known_vaults.known()
    forgotten = known_vaults.forget(tmp_path / "stick" / "2025-041")

    assert (shown.sign, shown.used, shown.remembered) == ("2025-041", None, True)
    assert forgotten
    assert known_vaults.known() == []
    assert not known_vaults.forget(tmp_path / "stick" / "2025-041")


def test_what_the_home_folder_shows_anyway_is_not_written_down(person: Path, make: Make) -> None:
    known_vaults.remember(make(person / "GigWallet" / "vault-1"))

    assert keep_settings.settings().vaults == ()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("王小明", "案件/王小明-2025"),
        ("王小明", "王 小 明/vault"),
        ("Ana María Silva", "clients/ANA-maría.silva"),
        ("Ana María Silva", "silva, ana maría/vault"),
        ("Ana Silva", "anasilva"),
    ],
)
def test_a_folder_that_names_the_client_is_not_written_down(
    person: Path, make: Make, tmp_path: Path, name: str, folder: str
) -> None:
    wallet = make(tmp_path / folder, name)

    with pytest.raises(GigWalletError, match="vault_folder_names_client"):
        known_vaults.remember(wallet)
    assert keep_settings.settings().vaults == ()


@pytest.mark.parametrize("name", ["", "J", "Ana Silva"])
def test_a_folder_that_does_not_name_the_client_is_written_down(
    person: Path, make: Make, tmp_path: Path, name: str
) -> None:
    known_vaults.remember(make(tmp_path / "ana-2025", name))

    assert json.loads(paths.settings_file().read_text("utf-8"))["vaults"] == [
        str(tmp_path / "ana-2025")
    ]


def test_the_riders_own_user_name_in_the_path_is_no_clients_name(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch, person: Path
) -> None:
    home = tmp_path / "anasilva"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    known_vaults.remember(make(home / "stick" / "mine", "Ana Silva"))

    assert keep_settings.settings().vaults == (str(home / "stick" / "mine"),)


def test_the_home_folder_can_be_another(person: Path, make: Make, tmp_path: Path) -> None:
    make(tmp_path / "cases" / "041").close()
    known_vaults.put_home(tmp_path / "cases")
    signs = _signs()
    known_vaults.put_home(person)

    assert signs == ["041"]
    assert known_vaults.home() == person
    with pytest.raises(GigWalletError, match="folder_missing"):
        known_vaults.put_home(tmp_path / "nowhere")
