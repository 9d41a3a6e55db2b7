"""Which payers are known to pay riders and drivers, and for which platform."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    """(part of a name, platform), the longer parts first."""
    text = files(__package__).joinpath("payers.toml").read_text(encoding="utf-8")
    known = [
        (_plain(part), entry["platform"])
        for entry in tomllib.loads(text)["payer"]
        for part in entry["parts"]
    ]
    return tuple(sorted(known, key=lambda each: -len(each[0])))


def platform_of(payer: str) -> str:
    """The platform that ``payer`` is known to pay for, or an empty text."""
    name = _plain(payer)
    return next((platform for part, platform in _parts() if part in name), "")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").casefold()
