"""The card of an exhibit in words, as ``verify`` prints it."""

from __future__ import annotations

from gigwallet.cli.exhibit_cards import spoken
from gigwallet.documents.drawing.cells import speaking
from gigwallet.domain.verdict import CardMeeting, ExhibitCard


def _told(card: ExhibitCard) -> str:
    with speaking("en"):
        return "\n".join(spoken(card))


def test_it_tells_way_device_person_times_and_what_meets_it() -> None:
    met = (CardMeeting("account", 9, ("3-1", "3-2")), CardMeeting("own", 2, (), 4))
    card = ExhibitCard(
        "dropped", "Example Phone 3", False, "", "Sample Rider", "2025-07-16T22:41+08:00", "name",
        "2025-08-01T09:00+08:00", met,
    )  # fmt: skip

    assert _told(card).splitlines() == [
        "Way in: Dropped on the window; device: Example Phone 3; taken in by: Sample Rider",
        "Taken: 2025-07-16 22:41+08:00 (told by: Name of the file); kept since: 2025-08-01 "
        "09:00+08:00",
        "Independent corroboration: exhibit 3-1, 3-2 (record of a bank or wallet; points: 9); "
        "4 not in this bundle (table kept by the submitter, so not independent; points: 2)",
    ]


def test_none_is_another_word_than_not_looked_for() -> None:
    assert _told(ExhibitCard(corroboration=())).endswith("corroboration: none")
    assert _told(ExhibitCard()).endswith("corroboration: not looked for")
    own = _told(ExhibitCard(corroboration=(CardMeeting("own", 2, ("5",)),)))
    assert "corroboration: none; exhibit 5 (table kept by the submitter" in own


def test_what_is_not_said_is_never_guessed() -> None:
    told = _told(ExhibitCard(device_left_out=True, route="teleported"))

    assert "device: named in the original, left out here" in told
    assert "Way in: teleported" in told
    assert "Taken: not known; kept since: not said" in told


def test_many_records_are_counted() -> None:
    many = tuple(CardMeeting("platform", 1, (f"1-{at}",)) for at in range(1, 12))

    assert _told(ExhibitCard(corroboration=many)).endswith("; 3 more records")
