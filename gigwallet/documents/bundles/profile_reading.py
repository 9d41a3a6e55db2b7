"""Reads the profiles of bundles: one folder each, found by being there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

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
from gigwallet.documents.drawing.edges import PAPERS, of_millimetres
from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.positions import Path as Spot
from gigwallet.rules.positions import positions
from gigwallet.words import REGIONS

HEAD = "profile.toml"
_SYNTAX = re.compile(r"\(at line (\d+), column (\d+)\)")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_MM = 60.0
T = TypeVar("T")
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
    """The profile that ``text`` writes down. Refusal: ``bundle_profile_wrong``."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        found = _SYNTAX.search(str(broken))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        raise GigWalletError(
            "bundle_profile_wrong", profile=name, line=line, column=column, key=""
        ) from broken
    return _profile(_Keys(values, (), positions(text), name), name)


class _Keys:
    """A table whose keys are taken once each; what is left over is refused where it stands."""

    def __init__(
        self,
        values: Mapping[str, Any],  # Any: TOML
        path: Spot,
        places: Mapping[Spot, tuple[int, int]],
        profile: str,
    ) -> None:
        self._values, self._path, self._places = dict(values), path, places
        self._profile = profile

    def refuse(self, *spot: str | int) -> NoReturn:
        path: Spot = (*self._path, *spot)
        key = ".".join(str(part) for part in path if isinstance(part, str))
        while path and path not in self._places:
            path = path[:-1]
        line, column = self._places.get(path, (1, 1))
        raise GigWalletError(
            "bundle_profile_wrong", profile=self._profile, line=line, column=column, key=key
        )

    def take(self, key: str, kind: Callable[[Any], T | None], default: T | None = None) -> T:
        """What ``kind`` makes of the value; refused where that is None, or where it lacks and has
        no default."""
        if key not in self._values:
            if default is None:
                self.refuse(key)
            return default
        value = kind(self._values.pop(key))
        if value is None:
            self.refuse(key)
        return value

    def word(self, key: str, kind: type[E], default: E | None = None) -> E:
        return self.take(key, lambda value: kind(value) if value in set(kind) else None, default)

    def many(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """A list of words that ``kind`` knows, each once; empty where there is none."""
        found: list[E] = []
        for at, each in enumerate(self._list(key)):
            if each not in set(kind) or each in found:
                self.refuse(key, at)
            found.append(kind(each))
        return tuple(found)

    def _list(self, key: str) -> list[Any]:  # Any: TOML
        empty: list[Any] = []  # Any: TOML
        return self.take(key, lambda value: value if isinstance(value, list) else None, empty)

    def below(self, key: str) -> _Keys:
        """The table ``key``; an empty one where there is none."""
        empty: dict[str, Any] = {}  # Any: TOML
        value = self.take(key, lambda one: one if isinstance(one, dict) else None, empty)
        return _Keys(value, (*self._path, key), self._places, self._profile)

    def each(self, key: str) -> list[_Keys]:
        tables = []
        for at, value in enumerate(self._list(key)):
            if not isinstance(value, dict):
                self.refuse(key, at)
            tables.append(_Keys(value, (*self._path, key, at), self._places, self._profile))
        return tables

    def end(self) -> None:
        for key in sorted(self._values, key=lambda one: self._places.get((*self._path, one), ())):
            self.refuse(key)


def _profile(keys: _Keys, name: str) -> BundleProfile:
    edges, numbers, index = keys.below("edges"), keys.below("pages"), keys.below("index")
    cover, copies, volumes = keys.below("cover"), keys.below("copies"), keys.below("volumes")
    profile = BundleProfile(
        name=name,
        language=keys.take("language", _one_of("zh", "en")),
        parts=keys.many("parts", BundlePart),
        place=keys.take("place", _whole(999), 0),
        currencies=tuple(keys.take("currencies", _texts, [])),
        english=keys.take("english", _one_of(*REGIONS), ""),
        numbering=keys.word("numbering", ExhibitNumbers, ExhibitNumbers.RUNNING),
        order=keys.word("order", Order, Order.GIVEN),
        edges=of_millimetres(
            edges.take("left", _millimetres),
            edges.take("right", _millimetres),
            edges.take("top", _millimetres),
            edges.take("bottom", _millimetres),
            edges.take("paper", _one_of(*PAPERS)),
        ),
        numbers=PageNumbers(
            prefix=numbers.take("prefix", _prefix, ""),
            digits=numbers.take("digits", _whole(9), 1),
            continuing=numbers.take("continuing", _flag, True),
            within=numbers.take("within", _flag, False),
        ),
        columns=_columns(index),
        signed_lists=index.take("signed", _flag, False),
        cover=cover.many("lines", CoverLine),
        slips=keys.take("slips", _flag, False),
        copies=_copies(copies),
        volume_pages=volumes.take("pages", _whole(99_999), 0),
        volume_megabytes=volumes.take("megabytes", _whole(99_999), 0),
        groups=_groups(keys),
    )
    for each in (edges, numbers, index, cover, copies, volumes, keys):
        each.end()
    if BundlePart.EXHIBITS not in profile.parts or BundlePart.INDEX not in profile.parts:
        keys.refuse("parts")
    return profile


def _columns(index: _Keys) -> tuple[ListedColumn, ...]:
    found = []
    for each in index.each("column"):
        key = each.word("key", IndexColumn)
        found.append(ListedColumn(key, each.take("share", _share)))
        each.end()
    if not found:
        index.refuse("column")
    return tuple(found)


def _groups(keys: _Keys) -> tuple[ProfileGroup, ...]:
    found: list[ProfileGroup] = []
    taken: set[Material] = set()
    tables = keys.each("group")
    for each in tables:
        key = each.take("key", lambda one: one if _is_name(one) else None)
        takes = each.many("takes", Material)
        if taken & set(takes) or key in {one.key for one in found}:
            each.refuse("takes")
        taken |= set(takes)
        found.append(ProfileGroup(key, frozenset(takes)))
        each.end()
    # Whatever comes must have its place.
    if found and set(Material) - taken - {Material.COMPUTATIONS}:
        tables[-1].refuse("takes")
    return tuple(found)


def _copies(keys: _Keys) -> Copies | None:
    office = keys.take("office", _whole(9), -1)
    if office < 0:
        return None
    return Copies(office, keys.take("each_opponent", _whole(9), 1), keys.take("kept", _whole(9), 0))


def _texts(value: object) -> list[str] | None:
    fit = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    return value if fit and isinstance(value, list) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _prefix(value: object) -> str | None:
    fit = isinstance(value, str) and re.fullmatch(r"[A-Z0-9_-]{0,12}", value) is not None
    return value if fit and isinstance(value, str) else None


def _one_of(*words: str) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in words else None


def _whole(most: int) -> Callable[[object], int | None]:
    def taken(value: object) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        return value if fits and isinstance(value, int) else None

    return taken


def _millimetres(value: object) -> float | None:
    number = _share(value)
    return number if number is not None and 8.0 <= number <= _MOST_MM else None


def _share(value: object) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1000
    return float(value) if fits and isinstance(value, int | float) else None
