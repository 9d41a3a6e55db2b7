"""docs/cli.md names every command and every stable code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigwallet.cli import start
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.verdict import Grade
from gigwallet.words.sentences import collected
from tests.cli import write_codes

TEXT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def test_every_command_has_its_section() -> None:
    assert [name for name in start.discovered() if f"\n### {name}\n" not in TEXT] == []


def test_every_code_is_listed_with_its_sentence() -> None:
    listed = TEXT[TEXT.index(write_codes.HEADING) :]

    assert listed == write_codes.codes(), "run python -m tests.cli.write_codes"


def test_closed_lists_are_complete() -> None:
    for members in (DiscrepancyKind, Grade):
        assert [each.value for each in members if f"`{each.value}`" not in TEXT] == []


@pytest.mark.parametrize(
    ("call", "table"),
    [(r'GigWalletError\(\s*"(\w+)"', "REFUSALS"), (r'\bStep\(\s*"(\w+)"', "STEPS")],
)
def test_every_code_in_the_program_has_its_sentence(call: str, table: str) -> None:
    package = Path(__file__).parents[2] / "gigwallet"
    used = {
        code for file in package.rglob("*.py") for code in re.findall(call, file.read_text("utf-8"))
    }

    assert sorted(used - collected(table).keys()) == []
