"""Which payers are known to pay riders and drivers, and whom the text of a bank line names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# What changes from payment to payment: account and order numbers, masked ones, dates, references.
_LONG_NUMBER = re.compile(r"[\d*]{5,}")
_REFERENCE = re.compile(r"(?<!\S)(?=\S*\d)[!-~]{6,}(?!\S)")
_LOOSE_ENDS = " \t,;:#/-_|"


@cache
def _dictionary() -> dict[str, Any]:  # Any: a TOML table, taken apart in the two functions below
    text = files(__package__).joinpath("payers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(name as it is looked for, platform), the longer names first."""
    known = [
        (_sought(name), payer["platform"])
        for payer in _dictionary()["payer"]
        for name in payer["names"]
    ]
    return tuple(sorted(known, key=lambda each: -len(each[0])))


@cache
def _refunds() -> tuple[str, ...]:
    return tuple(_sought(word) for word in _dictionary()["refunds"])


@lru_cache(maxsize=4096)
def platform_of(payer: str) -> str:
    """The platform that ``payer`` is known to pay for, or an empty text."""
    words, letters = _spoken(payer)
    return next((platform for name, platform in _names() if name in words or name in letters), "")


@lru_cache(maxsize=4096)
def gives_back(text: str) -> bool:
    """Whether the line says that a customer gets money back: no wage, whoever pays."""
    words, letters = _spoken(text)
    return any(word in words or word in letters for word in _refunds())


@cache
def _passing_on() -> tuple[str, ...]:
    return tuple(_sought(name) for name in _dictionary()["passing_on"])


@cache
def _wallets() -> tuple[str, ...]:
    return tuple(_sought(name) for name in _dictionary()["wallets"])


@lru_cache(maxsize=4096)
def is_wallet(payer: str) -> bool:
    """Whether ``payer`` is a wallet of the person's own, which pays out what it received."""
    words, letters = _spoken(payer)
    return any(name in words or name in letters for name in _wallets())


def through_whom(payer: str, text: str) -> str:
    """``payer``, or where that firm only passes money on, whom ``text`` names."""
    if not text:
        return payer
    words, letters = _spoken(payer)
    passes_on = any(name in words or name in letters for name in _passing_on())
    return text if passes_on else payer


def whom(*texts: str) -> str:
    """Of the texts of a movement the one that names its payer: the first with a known one in it,
    else the first that says anything."""
    filled = [text for text in texts if text]
    return next((text for text in filled if platform_of(text)), filled[0] if filled else "")


@lru_cache(maxsize=4096)
def payer_in(text: str) -> str:
    """The payer that a bank's text names: without the numbers that change from payment to payment,
    so that a payer who was confirmed once is known again."""
    short = _REFERENCE.sub(" ", _LONG_NUMBER.sub(" ", text))
    short = " ".join(short.split()).strip(_LOOSE_ENDS)
    return short or " ".join(text.split())


def _spoken(text: str) -> tuple[str, str]:
    """The text as words with a blank around each, and as letters alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return f" {' '.join(words)} ", "".join(words)


def _sought(name: str) -> str:
    """A Latin name is looked for as whole words, a Chinese one anywhere."""
    words, letters = _spoken(name)
    return words if all(sign < "\u2e80" for sign in letters) else letters
