"""What is known of a bank's table: which head names which role, and its words. Data, not code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gigwallet.tabular import tables
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.day_column import DayOrder

_BETWEEN_LETTERS = re.compile(r"(?<=[\u2e80-\u9fff]) +(?=[\u2e80-\u9fff])")


def canonical(name: str) -> str:
    """A head in one spelling: also without the blanks that a bank puts between Chinese letters."""
    return _BETWEEN_LETTERS.sub("", tables.plain(name))


@dataclass(frozen=True, slots=True)
class Bank:
    """``heads``: role -> its heads in every language. ``needed``: the roles that give a table away.

    ``skips``: reason -> words of a kind of movement that is no wage. ``known_by``: what finds a
    movement again in a later export: its ``ref``, its ``time`` to the second, or ``all`` it says.
    """

    name: str
    heads: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]
    zone: str
    currency: str
    days: DayOrder | None
    style: Style | None
    known_by: str
    words: Mapping[str, frozenset[str]]
    skips: tuple[tuple[str, str], ...]
    zones: Mapping[str, str]
    currencies: Mapping[str, str]

    def roles(self, names: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """Role -> the columns of this table that have it, in the order of preference."""
        found = {
            role: tuple(head for head in heads if head in names)
            for role, heads in self.heads.items()
        }
        return {role: columns for role, columns in found.items() if columns}

    def knows(self, names: frozenset[str]) -> bool:
        """Whether a table with these columns is this bank's."""
        return self.needed <= self.roles(names).keys()


@cache
def banks() -> tuple[Bank, ...]:
    """All of them, those that need the most columns first."""
    folder = files(__package__)
    shared = tomllib.loads(folder.joinpath("shared.toml").read_text(encoding="utf-8"))
    found = [
        _bank(tomllib.loads(each.read_text(encoding="utf-8")), shared)
        for each in sorted(folder.joinpath("banks").iterdir(), key=lambda each: each.name)
        if each.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda bank: -len(bank.needed)))


def bank_of(names: frozenset[str]) -> Bank | None:
    """The bank whose table has these columns."""
    return next((bank for bank in banks() if bank.knows(names)), None)


def _bank(said: dict[str, Any], shared: dict[str, Any]) -> Bank:  # Any: tables of TOML
    heads = {
        role: tuple(dict.fromkeys(canonical(head) for head in names))
        for role, names in said["columns"].items()
    }
    return Bank(
        name=said["bank"],
        heads=heads,
        needed=frozenset(said["needed"]),
        zone=said.get("zone", ""),
        currency=said.get("currency", ""),
        days=DayOrder(said["days"]) if "days" in said else None,
        style=Style(said["style"]) if "style" in said else None,
        known_by=said.get("known_by", "all"),
        words=_words(shared["words"], said.get("words", {})),
        skips=tuple(
            (tables.plain(word), reason)
            for skips in (said.get("skips", {}), shared["skips"])
            for reason, words in skips.items()
            for word in words
        ),
        zones=said.get("zones", {}),
        currencies=shared["currencies"],
    )


def _words(*sources: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    """Meaning -> the words for it; every meaning that a reader asks for is there."""
    meanings = ("empty", "totals", "notes", "in", "out", "done", "not_moved")
    return {
        meaning: frozenset(
            tables.plain(word) for source in sources for word in source.get(meaning, ())
        )
        for meaning in meanings
    }
