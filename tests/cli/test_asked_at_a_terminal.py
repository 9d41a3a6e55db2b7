"""Somebody at a terminal is told what a file will show, and only a written-out yes writes it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.people import bill, bill_line, put
from tests.cli.conftest import Cli
from tests.cli.test_commands import WAGE, golden

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")

_END_OF_FILE = b"\x04"  # Ctrl-D


@dataclass(frozen=True, slots=True)
class Asked:
    """``told`` is what stood on the terminal before the question."""

    code: int
    told: str
    question: str
    out: str


@pytest.fixture
def stocked(cli: Cli, vault: Path, tmp_path: Path) -> Path:
    """With a pay check that a bundle can show."""
    golden(cli, vault, tmp_path)
    tiny = bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.50"))
    cli("import", vault, put(tmp_path, "账单.csv", tiny), *WAGE)
    return vault


def at_a_terminal(answer: bytes, *command: object, lang: str = "en") -> Asked:
    """The command as a process of its own, whose keyboard and complaints are a terminal."""
    import pty

    ours, theirs = pty.openpty()
    argv = [sys.executable, "-P", "-m", "gigwallet", *map(str, command), "--lang", lang]
    here = str(Path(__file__).parents[2])
    with subprocess.Popen(
        argv,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": here, "TERM": "xterm"},
    ) as running:
        os.close(theirs)
        told = _until(ours, b"] ")
        os.write(ours, answer)
        assert running.stdout is not None
        out = running.stdout.read().decode()
        _drained(ours)
        code = running.wait()
    os.close(ours)
    before, _, question = told.rpartition(b"\n")
    return Asked(code, before.decode(), question.decode(), out)


def _until(terminal: int, end: bytes) -> bytes:
    seen = b""
    while not seen.endswith(end):
        try:
            seen += os.read(terminal, 1)
        except OSError as gone:  # the process ended without a question
            raise AssertionError(seen.decode(errors="replace")) from gone
    return seen


def _drained(terminal: int) -> None:
    """What is written there last, until the process is gone: it must not wait for a reader."""
    try:
        while os.read(terminal, 1024):
            pass
    except OSError:  # Linux says so at the end
        pass


@pytest.mark.parametrize("answer", [b"no\n", b"y\n", b"\n", _END_OF_FILE])
def test_a_proof_is_not_written_without_a_written_out_yes(
    stocked: Path, cli: Cli, tmp_path: Path, answer: bytes
) -> None:
    exhibit = cli("exhibits", stocked, "--json").result["exhibits"][0]["id"]
    out = tmp_path / "proof.json"

    asked = at_a_terminal(answer, "prove", stocked, exhibit, "--out", out)

    assert asked.question.endswith("Write it? [yes/no] ")
    assert "shows the following to whoever has it" in asked.told
    assert (asked.code, asked.out) == (1, "Nothing was written. To write it, add --yes.\n")
    assert not out.exists()


@pytest.mark.parametrize(("answer", "lang"), [("yes", "en"), ("YES", "en"), ("是", "zh")])
def test_a_proof_is_written_after_a_yes_in_the_language_that_is_spoken(
    stocked: Path, cli: Cli, tmp_path: Path, answer: str, lang: str
) -> None:
    exhibit = cli("exhibits", stocked, "--json").result["exhibits"][0]["id"]
    out = tmp_path / "proof.json"

    asked = at_a_terminal(
        f"{answer}\n".encode(), "prove", stocked, exhibit, "--out", out, lang=lang
    )

    assert asked.code == 0
    assert cli("verify", out).code == 0


def test_a_bundle_with_its_folder_waits_for_the_yes(
    stocked: Path, cli: Cli, tmp_path: Path
) -> None:
    out, proof = tmp_path / "out.pdf", tmp_path / "proof"
    words = ("bundle", stocked, "--out", out, "--with-proof", proof)

    no = at_a_terminal(b"no\n", *words)
    assert no.code == 1
    assert "账单.csv" in no.told
    assert "this PDF is written out" in no.told
    assert not out.exists()
    assert not proof.exists()

    assert at_a_terminal(b"yes\n", *words).code == 0
    assert cli("verify", proof).code == 0
    assert out.is_file()
