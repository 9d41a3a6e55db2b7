"""The wheel holds what the program needs beside its code: resources, and words compiled."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from a copy of the checkout, so that nothing is left in it."""
    copy = tmp_path_factory.mktemp("wheel") / "checkout"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy)
    for name in ("gigwallet", "translations", "resources"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("*.mo", "*.pyc"))
    (copy / "packaging").mkdir()
    for module in root.glob("packaging/*.py"):
        shutil.copy(module, copy / "packaging")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next((copy / "dist").glob("*.whl"))) as archive:
        return archive.namelist()


def test_the_wheel_holds_every_resource(root: Path, wheel: list[str]) -> None:
    lying = {
        f"gigwallet/_resources/{path.relative_to(root / 'resources').as_posix()}"
        for path in (root / "resources").rglob("*")
        if path.is_file() and path.name != ".DS_Store"
    }

    assert lying
    assert lying - set(wheel) == set()


def test_the_wheel_speaks_every_language(root: Path, wheel: list[str]) -> None:
    languages = {path.parent.name for path in (root / "translations").glob("*/gigwallet.po")}

    assert languages
    for language in languages:
        assert f"gigwallet/_translations/{language}/LC_MESSAGES/gigwallet.mo" in wheel


def test_the_wheel_brings_neither_tests_nor_setup(wheel: list[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "packaging/"))]
    assert [name for name in wheel if name.endswith("licenses/LICENSE")]
