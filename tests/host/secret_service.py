"""A real Secret Service for a test: gnome-keyring-daemon on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEEDED = bool(shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon"))

_SESSION = """
if [ "$UNLOCKED" = 1 ]; then start=--unlock; else start=--start; fi
printf pw | gnome-keyring-daemon $start --components=secrets >/dev/null 2>&1
exec "$PYTHON" -c "$SCRIPT"
"""

# Asking too early would start a second, locked daemon.
_WAIT = """
import time
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
_bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_end = time.monotonic() + 20
with open_dbus_connection() as _connection:
    while True:
        _ask = new_method_call(_bus, "NameHasOwner", "s", ("org.freedesktop.secrets",))
        if _connection.send_and_get_reply(_ask).body[0]:
            break
        assert time.monotonic() < _end, "no Secret Service came up"
        time.sleep(0.02)
"""


def run_with_secret_service(script: str, home: Path, *, unlocked: bool = True) -> list[str]:
    """The lines that ``script`` prints where a Secret Service runs that knows nothing yet."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
    }
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    environment |= {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHON": sys.executable,
        "UNLOCKED": str(int(unlocked)),
        "SCRIPT": _WAIT + script,
    }
    child = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", _SESSION],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr
    return child.stdout.splitlines()
