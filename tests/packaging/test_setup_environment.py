"""The environment is made once, survives being cut off, and says so when there is no network.

These tests run the real setup in a small checkout of its own, with lock files that ask for nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_NOTHING = "# no packages\n"


def _checkout(root: Path, folder: Path) -> Path:
    (folder / "packaging" / "requirements").mkdir(parents=True)
    for module in root.glob("packaging/*.py"):
        shutil.copy(module, folder / "packaging")
    for part in ("base", "organiser", "development"):
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


_ABSENT = f"gigwallet-absent-package==1 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def wanting(made: Path) -> Iterator[Path]:
    """The same checkout, while its organiser part asks for a package that nobody has."""
    lock = made / "packaging" / "requirements" / "organiser.txt"
    lock.write_text(_ABSENT, "utf-8")
    yield made
    lock.write_text(_NOTHING, "utf-8")


def _alone(**variables: str) -> dict[str, str]:
    """Variables that keep pip from whatever this machine is configured to use."""
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": ""}
    return alone | variables


def test_without_a_network_there_is_one_clear_sentence(wanting: Path) -> None:
    # Port 9 of the loopback answers nobody, as a router that is switched off.
    done = _setup(wanting, "--with", "organiser", **_alone(PIP_INDEX_URL="http://127.0.0.1:9/"))

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "network" in done.stderr
    assert not (wanting / ".venv" / "gigwallet-unfinished").exists()


def test_a_package_that_is_not_the_locked_one_is_never_installed(
    wanting: Path, tmp_path: Path
) -> None:
    wheel = tmp_path / "gigwallet_absent_package-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("gigwallet_absent_package.py", "")

    done = _setup(
        wanting, "--with", "organiser", **_alone(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    )

    assert done.returncode == 2
    assert "not what was locked" in done.stderr
    assert not list((wanting / ".venv").rglob("gigwallet_absent_package.py"))
