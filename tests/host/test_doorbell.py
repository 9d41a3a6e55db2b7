"""The doorbell: who rings is heard, noise is not, and killed windows leave no bell behind."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gigwallet.host import doorbell, doorbell_wire
from gigwallet.host.doorbell import Doorbell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="written against socket files")

VAULT = "5f" * 16
Hang = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Short, because the name of a socket may have about a hundred characters."""
    with tempfile.TemporaryDirectory(prefix="gw-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def hang() -> Iterator[Hang]:
    """Hangs a bell that writes down what it heard."""
    hung: list[Doorbell] = []

    def bell(vault: str = VAULT, obeyed: threading.Event | None = None) -> list[str]:
        words: list[str] = []

        def heard(word: str) -> threading.Event | None:
            words.append(word)
            return obeyed

        hung.append(Doorbell(vault, heard))
        return words

    yield bell
    for each in hung:
        each.close()


def _line(runtime: Path) -> socket.socket:
    [path] = (runtime / "gigwallet").iterdir()
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(5)
    line.connect(str(path))
    return line


def test_a_ring_is_heard_by_the_window_that_has_the_vault_open(hang: Hang) -> None:
    words = hang()

    assert doorbell.ring(VAULT, "raise") == 1
    assert doorbell.ring("00" * 16, "lock") == 0
    assert words == ["raise"]


def test_every_bell_rings_where_no_vault_is_named(hang: Hang) -> None:
    one, other = hang(), []
    obeyed = threading.Event()
    obeyed.set()
    command = f"""
from gigwallet.host.doorbell import Doorbell
import sys
bell = Doorbell("{"77" * 16}", lambda word: print(word, flush=True))
print("ready", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        rung = doorbell.ring_all("lock")
        other.append(process.stdout.readline())
        process.stdin.close()

    assert rung == 2
    assert (one, other) == (["lock"], ["lock\n"])


def test_the_ring_returns_when_the_word_is_obeyed(hang: Hang) -> None:
    obeyed = threading.Event()
    hang(obeyed=obeyed)
    answers: list[int] = []
    ringing = threading.Thread(target=lambda: answers.append(doorbell.ring(VAULT, "lock")))
    ringing.start()
    ringing.join(0.1)
    before = list(answers)
    obeyed.set()
    ringing.join(5)

    assert (before, answers) == ([], [1])


def test_a_bell_that_is_taken_down_leaves_nothing(hang: Hang, runtime: Path) -> None:
    bell = Doorbell(VAULT, lambda _word: None)
    bell.close()
    bell.close()

    assert doorbell.ring(VAULT, "raise") == 0
    assert list((runtime / "gigwallet").iterdir()) == []


def test_the_bell_of_a_killed_window_is_taken_down_by_whoever_rings_it(runtime: Path) -> None:
    command = f"""
from gigwallet.host.doorbell import Doorbell
import os, signal
Doorbell("{VAULT}", print)
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", command], check=False)
    before = list((runtime / "gigwallet").iterdir())
    rung = doorbell.ring(VAULT, "raise")

    assert len(before) == 1
    assert rung == 0
    assert list((runtime / "gigwallet").iterdir()) == []


@pytest.mark.parametrize(
    "noise",
    [b"", b"\n", b"open sesame\n", b"raise", b"\x80\x04\x95" + b"\xff" * 200, b"A" * 1_000_000],
)
def test_noise_at_the_bell_is_no_word_and_the_next_ring_is_heard(
    hang: Hang, runtime: Path, noise: bytes
) -> None:
    words = hang()
    with _line(runtime) as line:
        try:
            line.sendall(noise)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(16)
        except (BrokenPipeError, ConnectionResetError):
            answer = b""

    assert answer == b""
    assert doorbell.ring(VAULT, "raise") == 1
    assert words == ["raise"]


def test_callers_who_say_nothing_do_not_keep_others_out(
    hang: Hang, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "_PATIENCE_S", 0.2)
    words = hang()
    silent = [_line(runtime) for _each in range(doorbell._MOST_CALLERS)]
    for each in silent:
        each.sendall(b"ra")
    for each in silent:
        assert each.recv(16) == b""  # hung up on
        each.close()

    assert doorbell.ring(VAULT, "lock") == 1
    assert words == ["lock"]


def test_no_other_person_can_reach_the_bell_and_its_name_tells_no_vault(
    hang: Hang, runtime: Path
) -> None:
    hang()
    [bell] = (runtime / "gigwallet").iterdir()

    assert stat.S_IMODE((runtime / "gigwallet").stat().st_mode) == 0o700
    assert VAULT not in bell.name


def test_where_somebody_else_made_the_folder_no_bell_is_hung(runtime: Path) -> None:
    (runtime / "gigwallet").mkdir()
    (runtime / "gigwallet").chmod(0o777)

    with pytest.raises(OSError, match="own"):
        doorbell_wire.Bell("x")
    assert doorbell.ring(VAULT, "raise") == 0
