"""How the list of activities is headed: by the year of the export and the language of the account.

Strava translates the heads. Here are those that were seen in lists as they came: English before and
after July 2019, German, and French. A list in another language is recognised by nobody and left out
of the archive as a part that is not read; the tracks beside it are read all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.tabular.tables import plain

_APOSTROPHES = str.maketrans("’ʼ`´", "''''")


@dataclass(frozen=True, slots=True)
class Heads:
    """The two columns that are looked at, and ``all`` that together give the list away."""

    number: str
    file: str
    all: frozenset[str]


def _heads(number: str, file: str, *others: str) -> Heads:
    return Heads(number, file, frozenset({number, file, *others}))


_KNOWN = (
    _heads("activity id", "filename", "activity date", "activity name", "activity type"),
    # Words as common as these are Strava's only where all of them stand together.
    _heads("id", "filename", "date", "name", "type", "elapsed_time", "distance", "commute", "gear"),
    _heads("aktivitäts-id", "dateiname", "aktivitätsdatum", "name der aktivität", "aktivitätsart"),
    _heads(
        "id de l'activité",
        "nom du fichier",
        "date de l'activité",
        "nom de l'activité",
        "type d'activité",
    ),
)


def canonical(name: str) -> str:
    """As any column's name, its apostrophes in one spelling: lists hold both in one line."""
    return plain(name.translate(_APOSTROPHES))


def known_in(names: frozenset[str]) -> Heads | None:
    return next((each for each in _KNOWN if each.all <= names), None)


def knows(names: frozenset[str]) -> bool:
    return known_in(names) is not None
