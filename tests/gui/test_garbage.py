"""Garbage of the window is freed in the window's thread, in the program as in the tests of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_thread_of_a_later_test_frees_what_the_window_left(tmp_path: Path) -> None:
    """A timer that is freed elsewhere stays in Qt's list of timers: the next look at it crashes."""
    later = tmp_path / "test_later.py"
    later.write_text("import gc\n\n\ndef test_none():\n    assert not gc.isenabled()\n")
    window = "tests/gui/widgets/test_widths.py"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", window, later],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert run.returncode == 0, run.stdout
