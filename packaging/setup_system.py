"""What the system must bring itself: its age, Python's venv module, the libraries Qt expects.

Libraries are tried by loading them, because their packages are named differently everywhere.
"""

import ctypes
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass

from setup_places import Refused, has_display, say


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library by its soname, and the package that holds it per family."""

    soname: str
    debian: str
    fedora: str
    arch: str


# The two lists were found in bare Debian roots: docs/fresh-machine.md.
# On newer Debian and Ubuntu libglib2.0-0t64 answers to the older name.
OFFSCREEN = (
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
)
WINDOW = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)

_APT = ("apt-get", "install", "--no-install-recommends", "-y")


def prepare_system() -> None:
    """Make sure that an environment can be made here and Qt can start.

    Raises Refused where it cannot, or with the line to type where the person has to prepare it.
    """
    obstacle = _obstacle()
    if obstacle:
        raise Refused(obstacle)
    if not sys.platform.startswith("linux"):
        return
    family = _family()
    missing = _missing_libraries(OFFSCREEN + (WINDOW if has_display() else ()))
    wanted = [getattr(library, family) for library in missing] if family else []
    lacks_venv = any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))
    if lacks_venv and family == "debian":
        wanted.append(f"python3.{sys.version_info.minor}-venv")
    if not missing and not lacks_venv:
        return
    packages = list(dict.fromkeys(wanted))
    if family == "debian" and os.geteuid() == 0:
        _install_debian(packages)
        return
    raise Refused(_line_to_type(family, packages, [library.soname for library in missing]))


def _obstacle() -> str | None:
    """Why the locked packages exist in no form that this computer can run; usually nothing.

    The floors are those of the wheels in the lock files (docs/decisions/0003-lock-files.md).
    """
    if sys.maxsize < 2**32:
        return "This is a 32-bit Python. Install the 64-bit one from python.org, then start again."
    machine = platform.machine().lower()
    if sys.platform == "win32" and sysconfig.get_platform() != "win-amd64":
        return (
            "On Windows GigWallet needs the Python for x64 processors (it runs on ARM laptops too):"
            " install it from python.org as 'Windows installer (64-bit)', then start again."
        )
    if sys.platform == "darwin":
        release = int(platform.mac_ver()[0].partition(".")[0] or 0)
        if machine != "arm64" or release < 15:
            return "On a Mac, GigWallet needs Apple silicon and macOS 15 or newer."
    if sys.platform.startswith("linux"):
        floor = {"x86_64": (2, 34), "aarch64": (2, 39)}.get(machine)
        found = _glibc()
        if floor is None or found is None or found < floor:
            return (
                "On Linux, GigWallet needs glibc 2.34 (Debian 12, Ubuntu 22.04, Fedora 35 or newer)"
                " on an x86-64 processor, or glibc 2.39 (Debian 13, Ubuntu 24.04) on 64-bit ARM."
            )
    return None


def _glibc() -> tuple[int, int] | None:
    name, version = platform.libc_ver()
    major, _, minor = version.partition(".")
    return (int(major), int(minor)) if name == "glibc" and minor.isdigit() else None


def _family() -> str | None:
    for tool, family in (("apt-get", "debian"), ("dnf", "fedora"), ("pacman", "arch")):
        if shutil.which(tool):
            return family
    return None


def _missing_libraries(libraries: tuple[Library, ...]) -> list[Library]:
    return [library for library in libraries if not _loads(library.soname)]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _install_debian(packages: list[str]) -> None:
    say(f"This system lacks {', '.join(packages)}: installing them with apt-get (a minute or two).")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update"), (*_APT, *packages)):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            tail = "\n".join(done.stdout.splitlines()[-12:])
            raise Refused(f"{tail}\n{shlex.join(command)} failed; its last words are above.")


def _line_to_type(family: str | None, packages: list[str], sonames: list[str]) -> str:
    match family:
        case "debian":
            line = f"sudo {shlex.join((*_APT[:-1], *packages))}"
        case "fedora" if packages:
            line = f"sudo dnf install {shlex.join(packages)}"
        case "arch" if packages:
            line = f"sudo pacman -S --needed {shlex.join(packages)}"
        case _ if sonames:
            return (
                f"Qt needs libraries that this system lacks: {', '.join(sonames)}.\n"
                "Install the packages of your system that hold them, then start again."
            )
        case _:
            return "This Python has no venv module: install a complete Python 3.11, 3.12 or 3.13."
    return f"Some parts of this system are missing. Type this, then start again:\n\n    {line}\n"
