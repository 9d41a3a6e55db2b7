"""Starting a child, hearing what it says is done, and killing it in the middle of more."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Heard:
    """The words of each whole line that a child had said. ``ended``: its exit code, where it ended
    by itself before it was killed; a child that should go on for ever has failed then."""

    lines: list[list[str]]
    ended: int | None


def run_and_kill(module: str, arguments: list[str], after_s: float) -> Heard | None:
    """Kill ``module`` ``after_s`` after its line "ready"; None where it never said it."""
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    said: list[str] = []
    ready = child.stdout.readline() == "ready\n"
    reader = threading.Thread(target=lambda: said.extend(child.stdout or ()))
    reader.start()
    reader.join(after_s)
    ended = None if reader.is_alive() else child.wait()
    child.kill()
    child.wait()
    reader.join()
    child.stdout.close()
    if not ready:
        return None
    return Heard([line.split() for line in said if line.endswith("\n")], ended)
