"""The lock files hold every package with its digests, agree, and name no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from packaging.requirements import Requirement

PARTS = ("base", "organiser", "development")


def _entries(text: str) -> list[str]:
    """Each requirement of a lock file with the lines of its digests joined to it."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [line for line in re.sub(r"\\\n\s*", "", "\n".join(kept)).splitlines() if line.strip()]


def _requirements(path: Path) -> list[Requirement]:
    texts = [entry.partition("--hash")[0] for entry in _entries(path.read_text("utf-8"))]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("part", PARTS)
def test_every_locked_package_is_exact_and_has_digests(locks: Path, part: str) -> None:
    entries = _entries((locks / f"{part}.txt").read_text("utf-8"))

    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==[0-9][^ ]* ?(;.*)?--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("part", PARTS)
def test_a_lock_file_names_no_place_to_fetch_from(locks: Path, part: str) -> None:
    text = (locks / f"{part}.txt").read_text("utf-8") + (locks / f"{part}.in").read_text("utf-8")

    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|(^|\s)-[if] ", text)
    assert not re.search(r"\b[\w-]+\.(org|com|net|cn|io)\b", text)


def test_the_parts_agree_on_every_package_that_they_share(locks: Path) -> None:
    chosen: dict[tuple[str, str], set[str]] = {}
    for part in PARTS:
        for found in _requirements(locks / f"{part}.txt"):
            key = (canonicalize_name(found.name), str(found.marker or ""))
            chosen.setdefault(key, set()).add(str(found.specifier))

    assert {key: pins for key, pins in chosen.items() if len(pins) > 1} == {}


def test_every_dependency_of_the_project_is_locked_within_its_bounds(
    root: Path, locks: Path
) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(r.name): r for r in map(Requirement, project["dependencies"])}
    locked = {canonicalize_name(r.name): r for r in _requirements(locks / "base.txt")}
    asked = {
        canonicalize_name(Requirement(line).name)
        for line in (locks / "base.in").read_text("utf-8").splitlines()
        if not line.startswith("#")
    }

    assert asked == set(declared)
    for name, requirement in declared.items():
        pin = next(iter(locked[name].specifier)).version
        assert requirement.specifier.contains(pin), name


def test_qt_is_the_release_that_keeps_its_references(locks: Path) -> None:
    locked = {canonicalize_name(r.name): r for r in _requirements(locks / "base.txt")}

    assert str(locked["pyside6-essentials"].specifier) == "==6.11.3"
    assert locked["pyside6-essentials"].marker is None
    assert not {"pyside6", "pyside6-addons"} & set(locked)
