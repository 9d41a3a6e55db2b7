"""What was handed over, made once for all attacks."""

from __future__ import annotations

import pytest

from tests.attacks._handed import Handed, hand_over
from tests.sealing import authority


@pytest.fixture(scope="session")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    if authority.OPENSSL is None:
        pytest.skip("openssl is not installed here")
    return hand_over(tmp_path_factory.mktemp("attacks"))
