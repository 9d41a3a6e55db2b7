"""The environment is made once, survives being cut off, and says so when there is no network.

These tests run the real setup in a small checkout of its own, with lock files that ask for nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_NOTHING = "# no packages\n"


def _checkout(root: Path, folder: Path) -> Path:
    (folder / "packaging" / "requirements").mkdir(parents=True)
    for module in root.glob("packaging/*.py"):
        shutil.copy(module, folder / "packaging")
    for part in ("base", "ocr", "organiser", "development"):
        (folder / "packaging" / "requirements" / f"{part}.txt").write_text(_NOTHING, "utf-8")
    return folder


def _setup(checkout: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "packaging/run.py", "setup", *arguments],
        cwd=checkout,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose setup ran through."""
    checkout = _checkout(root, tmp_path_factory.mktemp("checkout"))
    done = _setup(checkout)
    assert done.returncode == 0, done.stderr
    assert "Making .venv" in done.stdout
    return checkout


def test_a_second_start_has_nothing_to_do(made: Path) -> None:
    _setup(made)

    done = _setup(made)

    assert done.returncode == 0
    assert "Making" not in done.stdout
    assert "Installing" not in done.stdout


def test_a_changed_lock_file_is_installed(made: Path) -> None:
    lock = made / "packaging" / "requirements" / "base.txt"
    lock.write_text(lock.read_text("utf-8") + "# changed\n", "utf-8")

    assert "Installing the locked packages (base)" in _setup(made).stdout


def test_a_part_is_added_without_making_the_environment_again(made: Path) -> None:
    done = _setup(made, "--with", "organiser")

    assert "Making" not in done.stdout
    assert done.returncode == 0


def test_an_environment_that_was_cut_off_is_made_again(made: Path) -> None:
    (made / ".venv" / "gigwallet-unfinished").touch()
    (made / ".venv" / "half-written").touch()

    done = _setup(made)

    assert "cut off" in done.stdout
    assert done.returncode == 0
    assert not (made / ".venv" / "half-written").exists()
    assert not (made / ".venv" / "gigwallet-unfinished").exists()


def test_without_a_network_there_is_one_clear_sentence(made: Path) -> None:
    lock = made / "packaging" / "requirements" / "ocr.txt"
    lock.write_text(f"gigwallet-absent-package==1 --hash=sha256:{'0' * 64}\n", "utf-8")

    # Port 9 of the loopback answers nobody, as a router that is switched off.
    done = _setup(
        made,
        "--with",
        "ocr",
        PIP_INDEX_URL="http://127.0.0.1:9/",
        PIP_EXTRA_INDEX_URL="",
        PIP_FIND_LINKS="",
        PIP_CONFIG_FILE=os.devnull,
    )
    lock.write_text(_NOTHING, "utf-8")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "network" in done.stderr
    assert not (made / ".venv" / "gigwallet-unfinished").exists()
