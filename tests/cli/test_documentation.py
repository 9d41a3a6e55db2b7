"""docs/cli.md names every command and every stable code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigwallet.cli import start
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.verdict import Grade
from gigwallet.words.sentences import collected

TEXT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")


def test_every_command_has_its_section() -> None:
    assert [name for name in start.discovered() if f"\n### {name}\n" not in TEXT] == []


@pytest.mark.parametrize("table", ["REFUSALS", "REASONS", "STEPS"])
def test_every_code_is_listed_with_its_sentence(table: str) -> None:
    lacking = [
        code for code, text in collected(table).items() if f"| `{code}` | {text} |" not in TEXT
    ]

    assert lacking == []


def test_closed_lists_are_complete() -> None:
    for members in (DiscrepancyKind, Grade):
        assert [each.value for each in members if f"`{each.value}`" not in TEXT] == []


@pytest.mark.parametrize(
    ("call", "table"), [(r'GigWalletError\(\s*"(\w+)"', "REFUSALS"), (r'Step\(\s*"(\w+)"', "STEPS")]
)
def test_every_code_in_the_program_has_its_sentence(call: str, table: str) -> None:
    package = Path(__file__).parents[2] / "gigwallet"
    used = {
        code for file in package.rglob("*.py") for code in re.findall(call, file.read_text("utf-8"))
    }

    assert sorted(used - collected(table).keys()) == []
