"""A vault to try: cheap keys, a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gigwallet.vault import Vault
from tests.cheap_keys import CHEAP

PASSPHRASE = b"correct horse 42 rides"


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "保险库 vault"


@pytest.fixture
def made(folder: Path, clock: SetClock) -> Iterator[tuple[Vault, str]]:
    """A new vault and its recovery code."""
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    yield vault, code
    vault.close()


@pytest.fixture
def vault(made: tuple[Vault, str]) -> Vault:
    return made[0]


@pytest.fixture
def reopen(folder: Path, clock: SetClock) -> Iterator[Callable[..., Vault]]:
    """Opens the vault of the folder with its passphrase; what is open is closed at the end."""
    opened: list[Vault] = []

    def again(**how: object) -> Vault:
        how = how or {"passphrase": bytearray(PASSPHRASE)}
        if not how.keys() & {"passphrase", "recovery_code", "keyring"}:
            how["passphrase"] = bytearray(PASSPHRASE)
        opened.append(Vault.open(folder, clock, **how))  # type: ignore[arg-type]  # as given
        return opened[-1]

    yield again
    for each in opened:
        each.close()
