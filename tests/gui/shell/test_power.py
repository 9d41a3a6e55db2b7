"""Sleep and session lock, told by a real message bus of the test's own, lock a real vault."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.power import SleepSeen, SystemEvents
from gigwallet.gui.shell.window import MainWindow

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is how Linux tells it")

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# Plays logind or a screen saver: takes a name on the bus, answers, and says what it is told to say.
# It speaks D-Bus by another library than Qt.
_PLAYER = """
import os, select, sys
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus
from jeepney import new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

address, name = sys.argv[1:3]
bus = open_dbus_connection(bus=address, enable_fds=True)
bus.send_and_get_reply(message_bus.RequestName(name))
print("ready", flush=True)
locked = False
while True:
    ready, _, _ = select.select([sys.stdin, bus.sock], [], [])
    lines = os.read(0, 65536).decode().splitlines() if sys.stdin in ready else []
    if sys.stdin in ready and not lines:
        break
    for line in lines:
        path, interface, member, *values = line.split()
        emitter = DBusAddress(path, interface=interface)
        if member == "PropertiesChanged":
            locked = values == ["true"]
            body = ("org.freedesktop.login1.Session", {"LockedHint": ("b", locked)}, [])
            bus.send(new_signal(emitter, member, "sa{sv}as", body))
        elif values:
            bus.send(new_signal(emitter, member, "b", (values == ["true"],)))
        else:
            bus.send(new_signal(emitter, member))
    if bus.sock in ready:
        message = bus.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        asked = message.header.fields[HeaderFields.member]
        if asked == "Inhibit":
            ours, theirs = os.pipe()
            bus.send(new_method_return(message, "h", (theirs,)))
            os.close(theirs)
            print("held", *message.body, sep="|", flush=True)
            watched = ours
        elif asked == "Get":
            bus.send(new_method_return(message, "v", (("b", locked),)))
        elif asked == "Ping":
            bus.send(new_method_return(message))
        if asked == "Inhibit" and os.fork() == 0:
            os.read(watched, 1)
            print("released", flush=True)
            os._exit(0)
"""


class Player:
    """A program on the bus that has a well-known name."""

    def __init__(self, address: str, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PLAYER, address, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            start_new_session=True,
        )
        assert self.heard() == "ready"

    def say(self, *words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()

    def heard(self, seconds: float = 10) -> str:
        """The next line that it prints; empty if there is none in time."""
        out = self._process.stdout
        assert out is not None
        ready, _, _ = select.select([out], [], [], seconds)
        return out.readline().strip() if ready else ""

    def end(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)  # and the child that waits for the release
        self._process.communicate()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a message bus that nobody else is on."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    config = tmp_path / "bus.conf"
    config.write_text(_BUS.format(path=tmp_path / "bus"), encoding="utf-8")
    with subprocess.Popen(
        [daemon, f"--config-file={config}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def player(bus: str) -> Iterator[Callable[[str], Player]]:
    players: list[Player] = []

    def play(name: str) -> Player:
        pytest.importorskip("jeepney", reason="the test's D-Bus comes with keyring on Linux")
        players.append(Player(bus, name))
        return players[-1]

    yield play
    for each in players:
        each.end()


@pytest.fixture
def window(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[MainWindow]:
    from tests.gui.shell.test_window import _screens

    made = MainWindow(context, _screens())
    qtbot.addWidget(made)
    context.unlock(wallet)
    yield made
    made.close()


_numbers = count()


@pytest.fixture
def listening(bus: str, window: MainWindow) -> Iterator[SystemEvents]:
    from PySide6.QtDBus import QDBusConnection

    from gigwallet.gui.shell.power_linux import LinuxEvents

    name = f"of-the-test-{next(_numbers)}"
    connection = QDBusConnection.connectToBus(bus, name)
    assert connection.isConnected()
    events = LinuxEvents(connection, connection, window)
    window.safety.hear([events])
    yield events
    QDBusConnection.disconnectFromBus(name)


@linux_only
@pytest.mark.parametrize(
    ("service", "words"),
    [
        (
            "org.freedesktop.login1",
            "/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep true",
        ),
        (
            "org.freedesktop.login1",
            "/org/freedesktop/login1/session/_31 org.freedesktop.login1.Session Lock",
        ),
        (
            "org.freedesktop.login1",
            "/org/freedesktop/login1/session/_31 org.freedesktop.DBus.Properties "
            "PropertiesChanged true",
        ),
        (
            "org.freedesktop.ScreenSaver",
            "/org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver ActiveChanged true",
        ),
        (
            "org.gnome.ScreenSaver",
            "/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged true",
        ),
    ],
)
def test_the_vault_is_locked_when_the_system_says_so(
    player: Callable[[str], Player],
    listening: SystemEvents,
    context: ShellContext,
    wallet: Wallet,
    qtbot: QtBot,
    service: str,
    words: str,
) -> None:
    with qtbot.waitSignal(context.locked, timeout=10_000):
        player(service).say(words)

    assert context.wallet is None
    with pytest.raises(ValueError, match="wiped"):
        wallet.vault._opened.keys.master()


@linux_only
def test_waking_up_an_unlocked_screen_and_a_stranger_lock_nothing(
    player: Callable[[str], Player], listening: SystemEvents, context: ShellContext, qtbot: QtBot
) -> None:
    logind = player("org.freedesktop.login1")
    session = "/org/freedesktop/login1/session/_31"
    stranger = player("org.example.Stranger")
    manager = "/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep"
    stranger.say(f"{manager} true")
    logind.say(f"{manager} false")
    logind.say(f"{session} org.freedesktop.DBus.Properties PropertiesChanged false")
    told: list[str] = []
    listening.leaving.connect(lambda: told.append("leaving"))
    # What comes after all of it shows that all of it was heard.
    with qtbot.waitSignal(context.locked, timeout=10_000):
        logind.say(f"{session} org.freedesktop.login1.Session Lock")

    assert told == ["leaving"]


@linux_only
def test_sleep_is_held_up_until_the_vault_is_closed_and_no_longer(
    bus: str, player: Callable[[str], Player], window: MainWindow, context: ShellContext,
    wallet: Wallet, qtbot: QtBot,
) -> None:  # fmt: skip
    from PySide6.QtDBus import QDBusConnection

    from gigwallet.gui.shell.power_linux import LinuxEvents

    logind = player("org.freedesktop.login1")
    connection = QDBusConnection.connectToBus(bus, "holding")
    events = LinuxEvents(connection, connection, window)
    window.safety.hear([events])
    qtbot.waitUntil(lambda: events.holds_sleep_up, timeout=10_000)
    held = logind.heard()
    closed: list[bool] = []
    context.locked.connect(lambda: closed.append(events.holds_sleep_up))
    with qtbot.waitSignal(context.locked, timeout=10_000):
        logind.say("/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep true")
    released = logind.heard()
    QDBusConnection.disconnectFromBus("holding")

    assert held == "held|sleep|GigWallet|Lock before sleep|delay"
    assert released == "released"
    assert not events.holds_sleep_up
    with pytest.raises(ValueError, match="wiped"):
        wallet.vault._opened.keys.master()


@linux_only
def test_a_machine_without_a_bus_is_no_hindrance(window: MainWindow, context: ShellContext) -> None:
    from PySide6.QtDBus import QDBusConnection

    from gigwallet.gui.shell.power_linux import LinuxEvents

    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere", "nowhere")
    events = LinuxEvents(nowhere, nowhere, window)
    window.safety.hear([events])

    assert not events.holds_sleep_up
    assert context.wallet is not None


@pytest.mark.parametrize(("slept", "locks"), [(0, False), (20, False), (8 * 3600, True)])
def test_a_sleep_that_nobody_told_is_seen_at_waking(
    window: MainWindow, context: ShellContext, slept: int, locks: bool
) -> None:
    wall, counter = [1_000_000.0], [50.0]
    events = SleepSeen(window, lambda: wall[0], lambda: counter[0])
    window.safety.hear([events])
    wall[0] += 5 + slept
    counter[0] += 5
    events.look()

    assert (context.wallet is None) is locks


def test_nothing_is_needed_of_a_platform_that_tells_nothing(window: QObject) -> None:
    SystemEvents(window).vault_is_open(True)
