"""Starting: the window opens before anything heavy is loaded, and closes what it opened."""

from __future__ import annotations

import os
import subprocess
import sys

_HEAVY = ("reportlab", "pikepdf", "numpy", "pypdfium2", "PIL", "python_calamine", "requests")

_START = f"""
from gigwallet.gui import start
window, context = start.build("en")
window.show()
start.application().processEvents()
import sys
print(window.open_screen, [name for name in {_HEAVY!r} if name in sys.modules])
window.close()
"""


def test_the_window_opens_without_loading_what_draws_and_reads_files() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _START],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.strip() == "unlock []"
