"""A run of seconds of ``run.py bench intake --rows``: a benchmark that only a campaign starts rots
unseen when a table changes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import intake as bench

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads peaks of memory from /proc")


def test_the_bench_of_the_rows_prints_a_table_and_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.json"
    monkeypatch.setattr(
        sys, "argv", ["intake", "--quick", "--rows", "--work", str(tmp_path), "--json", str(out)]
    )

    assert bench.main() == 0

    printed = capsys.readouterr().out
    figures = json.loads(out.read_text("utf-8"))
    assert [each["name"] for each in figures if each["name"] not in printed] == []
    assert any(each["name"].startswith("wait of a shift start") for each in figures)
    assert all(each["measured"] > 0 for each in figures)
