"""What every test may ask for: the folder of sample files that workers really have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real and synthetic exports; they are not part of the checkout, so this skips without them."""
    beside = Path(__file__).parent.parent.parent / "shared" / "samples"
    folder = Path(os.environ.get("GIGWALLET_SAMPLES") or beside)
    if not folder.is_dir():
        pytest.skip("the sample files are not here: set GIGWALLET_SAMPLES to their folder")
    return folder


@pytest.fixture(autouse=True)
def no_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of vaults are made here, and none needs the room that a person's vault keeps."""
    monkeypatch.setattr("gigwallet.vault.ballast.BALLAST_BYTES", 0)
