"""What a jurisdiction says of its floors: how they are held against pay, and with what cautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.table import Table, parse

FORMAT = 1
# How a law reckons, for people who know one such law and meet another.
SHAPES = (
    "linear", "best_of_trip", "top_up", "logged_on", "two_tier", "contribution_base",
)  # fmt: skip
LANGUAGES = ("en", "zh")


class Compared(StrEnum):
    """Whether pay is held against the floor trip by trip, over a period, or not at all."""

    TRIP = "trip"
    PERIOD = "period"
    NONE = "none"


class Time(StrEnum):
    """Whose time the law counts."""

    RIDE = "ride"
    ENGAGED = "engaged"
    ESTIMATED = "estimated"
    LOGGED_IN = "logged_in"
    NONE = "none"


Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor: its scheme lies in ``floors/<name>.toml``.

    ``over`` is the stretch that is compared where nobody names one (``period``: all of it).
    ``at_period_start``: the rates are those of the period's first day, whenever a trip was.
    ``rerated_by`` is the number at whose later value old shortfalls are settled, where the law says
    so. ``usual`` are words that hold where the person gives none; ``elsewhere`` is the word for a
    place that the floor does not name.
    """

    name: str
    shape: str
    compare: Compared
    over: str
    time: Time
    title: Texts
    cautions: tuple[Texts, ...]
    at_period_start: bool = False
    rerated_by: str = ""
    usual: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    code: str
    title: Texts
    floors: tuple[Floor, ...]

    def floor(self, name: str) -> Floor:
        """``GigWalletError("floor_unknown")`` where none is called so; an empty name is the only
        floor there is."""
        if not name and len(self.floors) == 1:
            return self.floors[0]
        for floor in self.floors:
            if floor.name == name:
                return floor
        known = ", ".join(f"{self.code}/{each.name}" for each in self.floors)
        raise GigWalletError("floor_unknown", pack=f"{self.code}/{name}".rstrip("/"), known=known)


def load_jurisdiction(text: str) -> Jurisdiction:
    """What ``text`` states; the first fault is raised with line and column."""
    root = parse(text)
    if root.whole("format") != FORMAT:
        root.refuse("scheme_format", "format" if root.has("format") else "", known=str(FORMAT))
    found = Jurisdiction(
        code=root.text("code"),
        title=_texts(root, "title"),
        floors=tuple(_floor(each) for each in root.tables("floor")),
    )
    root.finish()
    return found


def _floor(table: Table) -> Floor:
    floor = Floor(
        name=table.text("name"),
        shape=table.choice("shape", SHAPES),
        compare=Compared(table.choice("compare", [each.value for each in Compared])),
        over=table.choice("over", ("period", "month")),
        time=Time(table.choice("time", [each.value for each in Time])),
        title=_texts(table, "title"),
        cautions=tuple(_spoken(each) for each in table.tables("caution")),
        at_period_start=table.choice("rate", ("trip", "period_start"), "trip") == "period_start",
        rerated_by=table.text("rerated_by", ""),
        usual=_words(table, "usual"),
        elsewhere=_words(table, "elsewhere"),
    )
    if not floor.cautions:
        table.refuse("parameter_missing_key", missing="caution")
    table.finish()
    return floor


def _texts(table: Table, key: str) -> Texts:
    """The same words in each language."""
    inner = table.table(key)
    if inner is None:
        table.refuse("parameter_missing_key", missing=key)
    return _spoken(inner)


def _spoken(table: Table) -> Texts:
    found = {language: table.text(language) for language in LANGUAGES}
    table.finish()
    return found


def _words(table: Table, key: str) -> Mapping[str, str]:
    inner = table.table(key)
    if inner is None:
        return {}
    found = {name: inner.text(name) for name in inner.names}
    inner.finish()
    return found
