"""Lets these tests import the modules beside packaging/run.py, which are no package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

sys.path.append(str(ROOT / "packaging"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def locks(root: Path) -> Path:
    """The folder of the lock files."""
    return root / "packaging" / "requirements"
