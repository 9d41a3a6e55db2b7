"""The command line in this process, on a vault with cheap keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gigwallet import words
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.cli import start
from tests.app import people
from tests.cheap_keys import CHEAP


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.out)
        return loaded

    @property
    def result(self) -> Any:
        return self.json["result"]

    @property
    def errors(self) -> list[str]:
        return [each["code"] for each in self.json["errors"]]


Cli = Callable[..., Answer]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-settings"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("GIGWALLET_PASSPHRASE_FILE", raising=False)

    def run(*argv: object) -> Answer:
        code = start.run([str(each) for each in argv])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    before = words.language()
    yield
    words.set_language(before)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return people.put(tmp_path, "passphrase.txt", people.PASSPHRASE + b"\n")


@pytest.fixture
def vault(tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With one engagement; its passphrase is found through the environment."""
    folder = tmp_path / "vault"
    made = create_vault(folder, bytearray(people.PASSPHRASE), kdf=CHEAP)
    with made.wallet as wallet:
        add_engagement(wallet, people.MEITUAN)
    monkeypatch.setenv("GIGWALLET_PASSPHRASE_FILE", str(secret))
    return folder
