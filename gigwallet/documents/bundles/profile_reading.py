"""Reads the profiles of bundles: one folder each, found by being there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from gigwallet.documents.bundles.profile import (
    BundlePart,
    BundleProfile,
    Copies,
    CoverLine,
    ExhibitNumbers,
    IndexColumn,
    ListedColumn,
    Material,
    Order,
    PageNumbers,
    ProfileGroup,
)
from gigwallet.documents.drawing.edges import PAPERS, Edges, of_millimetres
from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.table import Table, parse
from gigwallet.words import REGIONS

HEAD = "profile.toml"
_WRONG = "bundle_profile_wrong"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PREFIX = re.compile(r"[A-Z0-9_-]{1,12}")
_LEAST_MM, _MOST_MM, _MOST_SHARE = 8, 60, 1000
E = TypeVar("E", bound=StrEnum)


def names(resources: Path) -> tuple[str, ...]:
    """Of all profiles that ship."""
    return tuple(sorted(path.parent.name for path in (resources / "bundles").glob(f"*/{HEAD}")))


def load(resources: Path, name: str) -> BundleProfile:
    """Refusals: ``bundle_profile_missing``, and ``bundle_profile_wrong`` with line, column and
    key of what cannot be followed; a key that nobody knows is one."""
    if name not in names(resources):
        raise GigWalletError(
            "bundle_profile_missing", profile=name, known=", ".join(names(resources))
        )
    text = (resources / "bundles" / name / HEAD).read_text(encoding="utf-8")
    return read(text, name)


def load_all(resources: Path) -> tuple[BundleProfile, ...]:
    """In the order in which a list shows them."""
    found = (load(resources, name) for name in names(resources))
    return tuple(sorted(found, key=lambda one: (one.place, one.name)))


def read(text: str, name: str) -> BundleProfile:
    """The profile that ``text`` writes down, read as a pay rule is. Refusal:
    ``bundle_profile_wrong``."""
    try:
        return _profile(parse(text), name)
    except GigWalletError as wrong:
        said = wrong.facts
        key = ".".join(str(said[one]) for one in ("key", "missing") if said.get(one))
        raise GigWalletError(
            _WRONG, profile=name, line=said["line"], column=said["column"], key=key
        ) from wrong


def _profile(root: Table, name: str) -> BundleProfile:
    numbers, cover = _below(root, "pages"), _below(root, "cover")
    index, volumes = _below(root, "index"), _below(root, "volumes")
    profile = BundleProfile(
        name=name,
        language=root.choice("language", ("zh", "en")),
        parts=_many(root, "parts", BundlePart),
        place=root.whole("place", 999) or 0,
        currencies=root.texts("currencies"),
        english=root.choice("english", ("", *REGIONS), ""),
        numbering=ExhibitNumbers(root.choice("numbering", [*ExhibitNumbers], "running")),
        order=Order(root.choice("order", [*Order], "given")),
        edges=_edges(_below(root, "edges")),
        numbers=PageNumbers(
            prefix=_prefix(numbers),
            digits=_whole(numbers, "digits", 9, 1),
            continuing=numbers.flag("continuing") or not numbers.has("continuing"),
            within=numbers.flag("within"),
        ),
        columns=tuple(_columns(index)),
        signed_lists=index.flag("signed"),
        cover=_many(cover, "lines", CoverLine),
        slips=root.flag("slips"),
        copies=_copies(root.table("copies")),
        volume_pages=_whole(volumes, "pages", 99_999, 0),
        volume_megabytes=_whole(volumes, "megabytes", 99_999, 0),
        groups=_groups(root),
    )
    for each in (numbers, index, cover, volumes, root):
        each.finish()
    if not profile.columns:
        index.refuse(_WRONG, "column")
    if BundlePart.EXHIBITS not in profile.parts or BundlePart.INDEX not in profile.parts:
        root.refuse(_WRONG, "parts")
    return profile


def _below(root: Table, key: str) -> Table:
    """The table ``key``; an empty one where there is none."""
    return root.table(key) or Table({}, (key,), root.reading)


def _edges(edges: Table) -> Edges:
    def millimetres(key: str) -> float:
        said = edges.needed_number(key)
        if not _LEAST_MM <= said <= _MOST_MM:
            edges.refuse(_WRONG, key)
        return float(said)

    left, right, top, bottom = map(millimetres, ("left", "right", "top", "bottom"))
    found = of_millimetres(left, right, top, bottom, edges.choice("paper", tuple(PAPERS)))
    edges.finish()
    return found


def _columns(index: Table) -> Iterable[ListedColumn]:
    for each in index.tables("column"):
        key, share = each.choice("key", [*IndexColumn]), each.needed_number("share")
        if not 0 < share < _MOST_SHARE:
            each.refuse(_WRONG, "share")
        each.finish()
        yield ListedColumn(IndexColumn(key), float(share))


def _groups(root: Table) -> tuple[ProfileGroup, ...]:
    found: list[ProfileGroup] = []
    taken: set[Material] = set()
    table = root
    for table in root.tables("group"):
        key = table.text("key")
        takes = frozenset(_many(table, "takes", Material))
        if not _NAME.fullmatch(key) or key in {one.key for one in found}:
            table.refuse(_WRONG, "key")
        if taken & takes:
            table.refuse(_WRONG, "takes")
        taken |= takes
        found.append(ProfileGroup(key, takes))
        table.finish()
    # Whatever comes must have its place.
    if found and set(Material) - taken - {Material.COMPUTATIONS}:
        table.refuse(_WRONG, "takes")
    return tuple(found)


def _copies(said: Table | None) -> Copies | None:
    if said is None:
        return None
    office = said.whole("office", 9)
    if office is None:
        said.refuse(_WRONG, "office")
    copies = Copies(office, _whole(said, "each_opponent", 9, 1), _whole(said, "kept", 9, 0))
    said.finish()
    return copies


def _many(table: Table, key: str, kind: type[E]) -> tuple[E, ...]:
    """A list of words that ``kind`` knows, each once; empty where there is none."""
    found: list[E] = []
    for at, each in enumerate(table.texts(key)):
        if each not in set(kind) or each in found:
            table.refuse(_WRONG, key, at)
        found.append(kind(each))
    return tuple(found)


def _whole(table: Table, key: str, most: int, default: int) -> int:
    said = table.whole(key, most)
    return default if said is None else said


def _prefix(numbers: Table) -> str:
    said = numbers.text("prefix", "")
    if said and not _PREFIX.fullmatch(said):
        numbers.refuse(_WRONG, "prefix")
    return said
