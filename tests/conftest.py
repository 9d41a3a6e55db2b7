"""What every test may ask for: the folder of sample files that workers really have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import cheap_keys
from tests.examples import TIMES

if TYPE_CHECKING:
    from xdist.remote import Producer

    from tests.sharing_out import SharedOut

# A machine that is busy with something else is no fault of the code that is tried here. The suite
# tries the same examples each time, so that it says something of a change and not of the dice; new
# ones are for ``run.py fuzz laws``.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=TIMES not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> SharedOut | None:
    if config.getvalue("dist") != "load":
        return None
    from tests.sharing_out import SharedOut

    return SharedOut(config, log)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real and synthetic exports; they are not part of the checkout, so this skips without them."""
    beside = Path(__file__).parent.parent.parent / "shared" / "samples"
    folder = Path(os.environ.get("GIGWALLET_SAMPLES") or beside)
    if not folder.is_dir():
        pytest.skip("the sample files are not here: set GIGWALLET_SAMPLES to their folder")
    return folder


@pytest.fixture(autouse=True)
def cheap_keys_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The floor has a test of its own; the others make and open hundreds of vaults."""
    monkeypatch.setattr(cheap_keys.vault, "LEAST_MEMORY_KIB", cheap_keys.CHEAP.memory_kib)


@pytest.fixture(autouse=True)
def no_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of vaults are made here, and none needs the room that a person's vault keeps."""
    monkeypatch.setattr("gigwallet.vault.ballast.BALLAST_BYTES", 0)
