"""A Linux that lacks something gets it (root on Debian), or the person gets the line to type."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import setup_system
from setup_places import Refused, has_display
from setup_system import Library

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prepares Linux only")

_ABSENT = Library("libgigwallet-absent.so.9", "libabsent9", "absent", "absent")


def _tool(folder: Path, name: str, body: str = "") -> Path:
    """A program of that name which notes how it was called."""
    notes = folder / f"{name}.called"
    tool = folder / name
    tool.write_text(f'#!/bin/sh\necho "$@" >> "{notes}"\n{body}\n', encoding="utf-8")
    tool.chmod(0o755)
    return notes


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A system whose only tools are those that a test puts into this folder, lacking a library."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(setup_system, "OFFSCREEN", (_ABSENT,))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


@linux
@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install --no-install-recommends libabsent9"),
        ("dnf", "sudo dnf install absent"),
        ("pacman", "sudo pacman -S --needed absent"),
    ],
)
def test_who_is_not_root_gets_the_line_to_type(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tool: str, line: str
) -> None:
    called = _tool(bare, tool)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(Refused, match="Type this") as refusal:
        setup_system.prepare_system()

    assert f"    {line}\n" in str(refusal.value)
    assert not called.exists()


@linux
def test_root_on_a_debian_gets_it_installed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = _tool(bare, "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    setup_system.prepare_system()

    assert called.read_text("utf-8").splitlines() == [
        "update",
        "install --no-install-recommends -y libabsent9",
    ]


@linux
def test_a_failed_installation_shows_its_last_words(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tool(bare, "apt-get", "echo E: no such package; exit 100")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    with pytest.raises(Refused, match="E: no such package"):
        setup_system.prepare_system()


@linux
def test_an_unknown_linux_is_told_the_names_of_the_libraries(bare: Path) -> None:
    with pytest.raises(Refused, match=r"libgigwallet-absent\.so\.9"):
        setup_system.prepare_system()


@linux
def test_the_libraries_of_a_window_are_asked_for_only_where_there_is_a_display(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_system, "OFFSCREEN", ())
    monkeypatch.setattr(setup_system, "WINDOW", (_ABSENT,))

    setup_system.prepare_system()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert has_display()
    with pytest.raises(Refused):
        setup_system.prepare_system()


@linux
@pytest.mark.parametrize("libc", [("glibc", "2.31"), ("", "")])
def test_a_system_that_no_wheel_fits_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, libc: tuple[str, str]
) -> None:
    monkeypatch.setattr(setup_system.platform, "libc_ver", lambda: libc)

    with pytest.raises(Refused, match="glibc"):
        setup_system.prepare_system()
