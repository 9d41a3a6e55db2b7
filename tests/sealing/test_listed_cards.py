"""Cards in a stranger's list of digests are read, made harmless, and never decide anything."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gigwallet.domain.verdict import CardMeeting, ExhibitCard
from gigwallet.sealing import manifest_reading


def _read(card: Any) -> ExhibitCard | None:  # Any: JSON, also of a wrong form
    exhibit = {"number": "1", "original_sha256": "ab" * 32, "card": card}
    listing = {"schema": manifest_reading.SCHEMA, "exhibits": [exhibit]}
    return manifest_reading.read(json.dumps(listing).encode()).exhibits[0].card


def test_a_card_is_read_as_it_stands() -> None:
    read = _read(
        {
            "route": "dropped",
            "taken_in_by": "Lin",
            "device_left_out": True,
            "corroboration": [
                {"origin": "account", "points": 3, "exhibits": ["2", "5"]},
                {"origin": "phone", "points": 1, "files": 2},
            ],
        }
    )

    met = (CardMeeting("account", 3, ("2", "5")), CardMeeting("phone", 1, files=2))
    assert read == ExhibitCard(
        route="dropped", taken_in_by="Lin", device_left_out=True, corroboration=met
    )


def test_not_looked_for_stays_another_thing_than_none_found() -> None:
    sought, unsought = _read({"corroboration": []}), _read({"corroboration": None})

    assert sought is not None
    assert unsought is not None
    assert (sought.corroboration, unsought.corroboration) == ((), None)


@pytest.mark.parametrize(
    "card",
    [
        {"device": "A\u202eB\n\x1b[2J" + "x" * 9_000, "corroboration": [7, {"points": -1}, {}]},
        {"device": ["a"], "corroboration": {"origin": 1}, "device_left_out": "yes"},
        {"corroboration": [{"origin": "x", "points": True, "exhibits": [1, None, "\u202e"]}] * 999},
    ],
    ids=["steering", "wrong kinds", "many"],
)
def test_a_hostile_card_comes_out_plain_and_short(card: Any) -> None:
    read = _read(card)

    assert read is not None
    assert len(read.device) <= 301
    assert repr(read).isprintable()
    assert len(read.corroboration or ()) <= 500
    assert all(each.points == 0 for each in read.corroboration or ())


@pytest.mark.parametrize("card", [None, 7, [], "card"])
def test_without_a_card_the_exhibit_is_read_all_the_same(card: Any) -> None:
    assert _read(card) is None
