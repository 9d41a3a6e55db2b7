"""The real command line in a process of its own, in a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_PATIENCE = 240.0


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.out)
        return loaded


class Home:
    """Everything that the program could write to lies under ``folder``: home, settings, temporary
    files, working folder. ``said`` keeps all that it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        for name in ("home", "tmp", "work"):
            (folder / name).mkdir(parents=True)
        self.work = folder / "work"

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return kept | {
            "HOME": str(self.folder / "home"),
            "USERPROFILE": str(self.folder / "home"),
            "XDG_CONFIG_HOME": str(self.folder / "home" / "config"),
            "XDG_CACHE_HOME": str(self.folder / "home" / "cache"),
            "TMPDIR": str(self.folder / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GIGWALLET_PASSPHRASE_FILE": str(self.work / "passphrase.txt"),
        }

    def start(self, *argv: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "gigwallet", *(str(each) for each in argv)],
            cwd=self.work,
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # Tests started in a shell's background are deaf to Ctrl-C, and would pass that on.
            preexec_fn=_hear_ctrl_c if os.name != "nt" else None,
        )

    def run(self, *argv: object) -> Answer:
        process = self.start(*argv)
        out, err = process.communicate(timeout=_PATIENCE)
        self.said += [out, err]
        return Answer(process.returncode, out, err)

    def kill_when(self, reached: Callable[[], bool], *argv: object) -> bool:
        """Start, and end it at once (as a power cut would) when ``reached``; False if it was
        done before."""
        process = self.start(*argv)
        deadline = time.monotonic() + _PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if reached():
                process.kill()
                break
            # Waiting on the process itself, a moment at a time, instead of sleeping.
            try:
                process.wait(0.005)
            except subprocess.TimeoutExpired:
                continue
        out, err = process.communicate()
        self.said += [out, err]
        return process.returncode not in (0, None)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
