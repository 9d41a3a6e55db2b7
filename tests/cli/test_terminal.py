"""On a terminal there is progress, in a pipe silence; a bug tells nothing about the person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gigwallet.cli import bug
from gigwallet.cli.terminal import Terminal, table, width
from tests.app.people import PASSPHRASE, put
from tests.journeys.command_line import Home


def test_chinese_takes_two_columns() -> None:
    assert width("少付 a") == 6
    assert table([["少付", "1.00"], ["a", "10.00"]], right=frozenset({1})) == [
        "少付   1.00",
        "a     10.00",
    ]
    assert table([]) == []


def test_a_pipe_hears_nothing_of_progress(capsys: pytest.CaptureFixture[str]) -> None:
    job = Terminal().job()
    for _ in job.watch(range(1000), 1000, "reading"):
        pass

    assert capsys.readouterr() == ("", "")


def test_a_report_of_a_bug_holds_no_value(tmp_path: Path) -> None:
    def fail(secret: str) -> None:
        raise ValueError(f"cannot read {secret}")

    try:
        fail("NAMECANARY")
    except ValueError as fault:
        text = bug.report(type(fault), fault.__traceback__)

    assert "NAMECANARY" not in text
    assert "ValueError" in text
    assert "test_terminal.py" in text
    assert str(Path.home()) not in text


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "person")
    put(home.work, "passphrase.txt", PASSPHRASE)
    return home


def test_a_bug_exits_with_three_and_says_so(home: Home, tmp_path: Path) -> None:
    broken = put(tmp_path, "sitecustomize.py", (
        "from gigwallet.app.seals import verify_file\n"
        "def fail(*given, **more):\n"
        "    raise RuntimeError(f'NAMECANARY {given} {more}')\n"
        "verify_file.verify_file = fail\n"
    ))  # fmt: skip
    sound = home.run("verify", "NAMECANARY.pdf")
    broken_one = _with_path(home, broken.parent)

    assert sound.code == 2
    assert broken_one.returncode == 3
    assert "RuntimeError" in broken_one.stderr
    assert "NAMECANARY" not in broken_one.stderr


def _with_path(home: Home, folder: Path) -> subprocess.CompletedProcess[str]:
    surroundings = home.surroundings
    surroundings["PYTHONPATH"] = os.pathsep.join([str(folder), surroundings["PYTHONPATH"]])
    return subprocess.run(
        [sys.executable, "-P", "-m", "gigwallet", "verify", "NAMECANARY.pdf"],
        cwd=home.work,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_a_terminal_sees_a_bar_and_is_asked_for_the_passphrase(home: Home) -> None:
    import pty

    put(home.work, "a.csv", "hello\n")
    assert home.run("create", "vault").code == 0
    surroundings = {**home.surroundings, "TERM": "xterm"}
    del surroundings["GIGWALLET_PASSPHRASE_FILE"]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home.work)
        command = [sys.executable, "-P", "-m", "gigwallet", "import", "vault", "a.csv"]
        os.execve(sys.executable, command, surroundings)  # noqa: S606  no shell is wanted
    seen = b""
    while b"Passphrase" not in seen:
        seen += os.read(terminal, 1024)
    os.write(terminal, PASSPHRASE + b"\n")
    try:
        while chunk := os.read(terminal, 1024):
            seen += chunk
    except OSError:  # the terminal closes with its last program
        pass
    _, status = os.waitpid(child, 0)

    said = seen.decode()
    assert os.waitstatus_to_exitcode(status) == 2
    assert "█" in said or "░" in said
    assert PASSPHRASE.decode() not in said
