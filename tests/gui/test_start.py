"""Starting: the window opens before anything heavy is loaded, and says nothing on the way."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSettings

from gigwallet.gui import start

_HEAVY = ("reportlab", "pikepdf", "numpy", "pypdfium2", "PIL", "python_calamine", "requests")

_START = f"""
from gigwallet.gui import start
from gigwallet.gui.shell import screen
window, context = start.build("en")
window.show()
start.application().processEvents()
import sys
made = [each.name for each in screen.discover()
        if f"gigwallet.gui.screens.{{each.name}}.screen" in sys.modules]
print(window.open_screen, made, [name for name in {_HEAVY!r} if name in sys.modules])
window.close()
"""


def test_the_window_opens_with_one_screen_and_nothing_that_draws_or_reads_files() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _START],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.strip() == "unlock ['unlock'] []"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own dialog is shown")
def test_no_visited_folder_is_written_down_by_a_file_dialog() -> None:
    start.application()
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")

    assert kept.fileName().startswith(os.devnull)
