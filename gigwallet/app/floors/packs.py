"""The floors of public law that the program knows: where they lie, and opening one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules import PayScheme, load_scheme
from gigwallet.rules.parameters import (
    DatedValue,
    Floor,
    Jurisdiction,
    Parameter,
    Parameters,
    load_jurisdiction,
    load_parameters,
)

FOLDER = "jurisdictions"
HEAD = "jurisdiction.toml"


@dataclass(frozen=True, slots=True)
class Pack:
    """One floor with the numbers of its jurisdiction."""

    jurisdiction: Jurisdiction
    floor: Floor
    text: str
    parameters: Parameters
    plain: Mapping[str, Any]  # Any: tomllib's own values, checked by ``load_scheme``

    @property
    def name(self) -> str:
        return f"{self.jurisdiction.code}/{self.floor.name}"

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The words that the floor has a rate for, on whatever days, by what they tell."""
        found: dict[str, set[str]] = {}
        for version in self.plain["version"]:
            for name, said in version.get("is", {}).items():
                found.setdefault(name, set()).update(said)
            for line in version["line"]:
                found.setdefault(line.get("by", ""), set()).update(line.get("table", ()))
        return {name: frozenset(said) for name, said in found.items() if name}

    def numbers_for(self, values: Mapping[str, object]) -> frozenset[str]:
        """The numbers of law in the versions for such a trip, as far as its words are known,
        whether or not they have a value on some day."""
        found: set[str] = set()
        for version in self.plain["version"]:
            if all(
                name not in values or str(values[name]).casefold() in said
                for name, said in version.get("is", {}).items()
            ):
                found.update(_numbers(version))
        return frozenset(found)

    @property
    def asks(self) -> frozenset[str]:
        """The quantities that the floor counts."""
        lines = (line for version in self.plain["version"] for line in version["line"])
        return frozenset(line.get("quantity", "order") for line in lines)

    @property
    def rows(self) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Of numbers that stand in a table by a word: which word, and for which of it they hold."""
        found: dict[str, tuple[str, set[str]]] = {}
        for version in self.plain["version"]:
            for line in version["line"]:
                for said, number in line.get("table", {}).items():
                    found.setdefault(number["parameter"], (line["by"], set()))[1].add(said)
        return {name: (by, frozenset(said)) for name, (by, said) in found.items()}

    @property
    def currency(self) -> str:
        return str(self.plain["currency"])

    @property
    def rate_date(self) -> str:
        return str(self.plain["rate_date"])

    @property
    def zone(self) -> str:
        return str(self.plain["zone"])

    def scheme(self, first: date | None = None) -> PayScheme:
        """The floor as a pay scheme. With ``first``, under a law whose rates are those of the
        period's first day, every day has that day's rates; ``parameter_no_value`` where a rate is
        not known then."""
        numbers: Mapping[str, Parameter] = self.parameters
        if first is not None and self.floor.at_period_start:
            numbers = {name: _frozen(each, first) for name, each in self.parameters.items()}
        return load_scheme(self.text, self.floor.name, numbers)


def list_packs(resources: Path) -> tuple[Jurisdiction, ...]:
    """The jurisdictions that have floors, by code."""
    heads = sorted((resources / FOLDER).glob(f"*/{HEAD}"))
    return tuple(load_jurisdiction(path.read_text(encoding="utf-8")) for path in heads)


def every_parameter(resources: Path) -> Parameters:
    """All numbers of public law that ship, of all jurisdictions."""
    folders = sorted(each for each in (resources / FOLDER).iterdir() if each.is_dir())
    return load_parameters(*folders)


def numbers_for(resources: Path, rules: Iterable[str]) -> Mapping[str, Parameter]:
    """``every_parameter`` where one of ``rules`` (their texts) may name a number of public law."""
    return every_parameter(resources) if any("parameter" in text for text in rules) else {}


def open_pack(resources: Path, name: str) -> Pack:
    """``us_nyc/tlc``, or ``us_ca`` where there is one floor only.

    Refusals: ``floor_unknown`` with the names there are.
    """
    code, _, floor_name = name.strip().casefold().partition("/")
    jurisdictions = {each.code: each for each in list_packs(resources)}
    jurisdiction = jurisdictions.get(code)
    if jurisdiction is None:
        known = [
            f"{each.code}/{floor.name}" for each in jurisdictions.values() for floor in each.floors
        ]
        raise GigWalletError("floor_unknown", pack=name, known=", ".join(known))
    floor = jurisdiction.floor(floor_name)
    folder = resources / FOLDER / jurisdiction.code
    text = (folder / "floors" / f"{floor.name}.toml").read_text(encoding="utf-8")
    return Pack(jurisdiction, floor, text, load_parameters(folder), tomllib.loads(text))


def _numbers(said: object) -> Iterator[str]:
    """The names after ``parameter`` in a table of TOML, however deep."""
    if isinstance(said, list):
        for each in said:
            yield from _numbers(each)
    elif isinstance(said, dict):
        if isinstance(said.get("parameter"), str):
            yield said["parameter"]
        for each in said.values():
            yield from _numbers(each)


def _frozen(parameter: Parameter, day: date) -> Parameter:
    """The parameter with the value of ``day`` on every day; without any where ``day`` has none."""
    values: tuple[DatedValue, ...] = tuple(
        replace(value, first=date.min, last=None)
        for value in parameter.values
        if value.holds_on(day)
    )
    return replace(parameter, values=values, gaps=())
