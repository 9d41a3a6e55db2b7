"""A run of seconds of ``run.py bench vault``: every row is taken, in the table and as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import vault as bench


def test_the_bench_of_the_vault_prints_a_table_and_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.json"
    monkeypatch.setattr(
        sys, "argv", ["vault", "--quick", "--work", str(tmp_path), "--json", str(out)]
    )

    assert bench.main() == 0

    printed = capsys.readouterr().out
    figures = json.loads(out.read_text("utf-8"))
    assert len(figures) > 25
    assert [each["name"] for each in figures if each["name"] not in printed] == []
    assert all(each["verdict"] for each in figures)
    assert not list(tmp_path.glob(".bench-*"))
