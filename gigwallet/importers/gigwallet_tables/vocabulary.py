"""The names of columns and words, in English and in Chinese."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from gigwallet.tabular.tables import plain


@cache
def _vocabulary() -> dict[str, Any]:  # Any: a TOML document
    text = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _columns() -> dict[str, str]:
    return {plain(chinese): english for english, chinese in _vocabulary()["columns"].items()}


def column(name: str) -> str:
    """The English name of a column, whichever language its header speaks."""
    known = plain(name)
    return _columns().get(known, known.replace(" ", "_"))


def chinese_column(name: str) -> str:
    """The Chinese header for a column's English name."""
    return str(_vocabulary()["columns"][name])


def word(cell: str) -> str:
    """The English word that a cell means, for columns with a closed list of words."""
    said = plain(cell)
    return str(_vocabulary()["words"].get(said, said.replace(" ", "_")))


def is_total(cell: str) -> bool:
    """Whether this cell marks a line of totals, which is no line of its own."""
    return plain(cell).rstrip(":：") in _vocabulary()["totals"]["words"]
