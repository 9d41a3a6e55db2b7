"""A document that hits a limit is refused; one that fails otherwise is a bug."""

from __future__ import annotations

import pytest

from gigwallet.app.writing import written_apart
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from tests.host import strangers


@pytest.mark.parametrize(
    ("function", "seconds"), [(strangers.die, 30.0), (strangers.eat_memory, 30.0)]
)
def test_a_limit_is_a_refusal(isolation: Isolation, function: object, seconds: float) -> None:
    with pytest.raises(GigWalletError) as refusal:
        written_apart(isolation, function, "", seconds=seconds)  # type: ignore[arg-type]  # of a list

    assert refusal.value.code == "document_too_large"


def test_too_long_is_a_limit_as_well(isolation: Isolation) -> None:
    with pytest.raises(GigWalletError) as refusal:
        written_apart(isolation, strangers.loop, seconds=0.2)

    assert refusal.value.code == "document_too_large"


def test_anything_else_is_a_bug(isolation: Isolation) -> None:
    with pytest.raises(RuntimeError) as bug:
        written_apart(isolation, strangers.fail, "", seconds=30.0)

    assert "secret" not in str(bug.value)
    assert "strangers.py" in str(bug.value)


def test_a_refusal_stays_one(isolation: Isolation) -> None:
    with pytest.raises(GigWalletError) as refusal:
        written_apart(isolation, strangers.refuse, seconds=30.0)

    assert refusal.value.code == "archive_torn"
