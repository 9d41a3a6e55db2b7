"""An open wallet with cheap keys, real files, and a real other process that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId
from gigwallet.host.isolation import WorkerProcess
from tests.app import people
from tests.cheap_keys import CHEAP


@pytest.fixture(scope="session")
def isolation() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def clock() -> people.SetClock:
    return people.SetClock()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation)


@pytest.fixture
def wallet(tmp_path: Path, around: Surroundings) -> Iterator[Wallet]:
    passphrase = bytearray(people.PASSPHRASE)
    made = create_vault(tmp_path / "vault", passphrase, kdf=CHEAP, around=around)
    with made.wallet as wallet:
        yield wallet


@pytest.fixture
def meituan(wallet: Wallet) -> EngagementId:
    return add_engagement(wallet, people.MEITUAN)
