"""What is committed is small, and knows no machine and no package registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

_LIMIT = 2 * 1024 * 1024
_MAY_BE_LARGE = ("resources/fonts/", "resources/icons/")

# Written in two pieces, so that this file does not hold what it looks for.
_MACHINES = ["/wo" + "rk/(main|shared)", "/ro" + "ot/", "/tm" + "p/gw", "/op" + "t/pypi"]
_REGISTRIES = ["pypi" + r"\.org", "pythonhosted" + r"\.org", "pypi" + r"\.tuna", "/simple" + "/? "]
_UNWANTED = re.compile("|".join(_MACHINES + _REGISTRIES).encode())


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("this is not a git checkout, so nothing says which files are committed")
    listed = subprocess.run(
        ["git", "-C", str(root), "-c", "safe.directory=*", "ls-files", "-z"],
        capture_output=True,
        check=True,
    )
    paths = [root / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_nothing_large_is_committed_but_fonts_and_icons(root: Path, tracked: list[Path]) -> None:
    large = [
        str(path.relative_to(root))
        for path in tracked
        if path.stat().st_size > _LIMIT
        and not path.relative_to(root).as_posix().startswith(_MAY_BE_LARGE)
    ]

    assert large == []


def test_no_committed_file_names_a_machine_or_a_registry(root: Path, tracked: list[Path]) -> None:
    named = {}
    for path in tracked:
        content = path.read_bytes()
        if b"\0" not in content[:4096] and (found := _UNWANTED.search(content)):
            named[str(path.relative_to(root))] = found.group().decode()

    assert named == {}
