"""run.py speaks in sentences: to an old Python, to a wrong command, to a missing collection."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import setup_commands


def test_an_old_python_can_read_the_first_file(root: Path) -> None:
    ast.parse((root / "packaging" / "run.py").read_text("utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("name", ["python3.8", "python3.9", "python3.10", "python3.14"])
def test_a_python_that_does_not_fit_is_told_which_one_does(root: Path, name: str) -> None:
    python = shutil.which(name)
    probe = [python or "", "-c", "print(1)"]
    if not python or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip(f"{name} is not here")

    done = subprocess.run(
        [python, str(root / "packaging" / "run.py"), "demo"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "3.11, 3.12 or 3.13" in done.stderr


def test_a_command_that_is_none_is_answered_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert setup_commands.main(["dmeo"]) == 2
    assert "demo [--headless]" in capsys.readouterr().err


def test_no_command_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_commands.main([]) == 2
    assert "run the tests" in capsys.readouterr().out


def test_an_unknown_benchmark_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_commands.main(["bench", "no-such-benchmark"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "started"),
    [
        (["--seconds", "5"], ["-m", "tests.fuzz.importers", "--seconds", "5"]),
        (["importers", "--each", "5"], ["-m", "tests.fuzz.importers", "--each", "5"]),
        (["laws"], ["-m", "tests.fuzz.laws"]),
    ],
)
def test_a_fuzz_run_without_a_name_is_over_every_importer(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], started: list[str]
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(setup_commands, "_ready", lambda *_parts: None)
    monkeypatch.setattr(setup_commands, "_become", lambda words, **_: begun.append(words) or 0)

    assert setup_commands.main(["fuzz", *typed]) == 0
    assert begun == [started]


def test_the_commands_run_with_the_standard_library_alone(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(root / "packaging" / "run.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
