from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document
from gigwallet.importers.mt940_statement.movements import details, movement
from gigwallet.tabular.tables import BadCell

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "account.sta") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _sample(name: str) -> list[Reading]:
    return _read((_SAMPLES / name).read_bytes(), name)


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _rejected(readings: list[Reading]) -> list[tuple[int | None, str]]:
    return [(each.locator.line, each.reason) for each in readings if isinstance(each, Rejection)]


@pytest.mark.parametrize(
    ("name", "movements", "total", "rejected"),
    [
        # Its amounts were changed before it was published, its balances were not.
        ("abnamro.sta", 10, -34_593, [(27, "total_differs"), (40, "total_differs")]),
        ("ing.sta", 7, -4_559, [(26, "total_differs")]),
        ("mbank.sta", 3, 3, []),
        ("sepa_snippet.sta", 11, -214_332_339, [(55, "total_differs")]),
    ],
)
def test_every_movement_of_the_real_statements_is_read(
    samples: Path, name: str, movements: int, total: int, rejected: list[tuple[int, str]]
) -> None:
    readings = _read((samples / "mt940" / name).read_bytes(), name)

    amounts = [each.amount for each in readings if isinstance(each, Row | Skip) and each.amount]
    assert len(amounts) == movements
    assert sum(each.minor for each in amounts) == total
    assert _rejected(readings) == rejected


@pytest.mark.parametrize("name", ["umsaetze_cp1252.sta", "umsaetze_cp850.sta"])
def test_subfields_in_either_code_page_name_the_payer_and_balances_agree(name: str) -> None:
    readings = _sample(name)

    assert [(row.payer, str(row.amount), row.suggested) for row in _rows(readings)] == [
        ("UBER PAYMENTS B.V.", "420.50", True),
        ("LIEFERANDO MÜNCHEN", "250.00", True),
        ("GUTSCHRIFT STUART DELIVERY GMBH TRINKGELD", "5.00", True),
        ("GUTSCHRIFT STUART DELIVERY GMBH TRINKGELD", "5.00", True),
    ]
    assert not _rejected(readings)
    (printed,) = [each for each in readings if isinstance(each, PrintedTotal)]
    booked = sum(
        each.amount.minor for each in readings if isinstance(each, Row | Skip) and each.amount
    )
    assert printed.amount is not None
    assert booked == printed.amount.minor == 68_440
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "other_spending": 1,
        "returned_payment": 2,
    }


def test_money_that_counts_from_a_thirtieth_of_february_is_known_by_its_booking() -> None:
    paid = _rows(_sample("umsaetze_cp1252.sta"))[1].fact

    assert isinstance(paid, Payout)
    assert paid.at.day == date(2026, 8, 10)


def test_codes_between_strokes_name_the_payer_and_a_booking_may_lie_in_the_next_year() -> None:
    rows = _rows(_sample("ing_two_statements.sta"))

    told = [(row.payer, row.fact.label) for row in rows if isinstance(row.fact, Payout)]
    assert told == [("UBER PAYMENTS B.V.", "Uitbetaling week 31"), ("Thuisbezorgd.nl", "fooi")]
    assert [row.fact.at.day for row in rows if isinstance(row.fact, Payout)] == [
        date(2026, 8, 6),
        date(2027, 1, 2),
    ]


def test_damage_costs_its_own_lines_and_none_is_lost_in_silence() -> None:
    readings = _sample("damaged_and_torn.sta")

    assert _rejected(readings) == [
        (5, "movement_unreadable"),
        (8, "unknown_field"),
        (10, "bad_time"),
        (14, "movement_unreadable"),
        (19, "cut_off_line"),
    ]
    assert [str(row.amount) for row in _rows(readings)] == ["5.00", "5.00"]


def test_a_changed_digit_contradicts_the_balances() -> None:
    data = (_SAMPLES / "umsaetze_cp850.sta").read_bytes().replace(b"CR420,50", b"CR42,50")

    assert _rejected(_read(data)) == [(20, "total_differs")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("260806C1.234,50NTRFX", "movement_unreadable"),
        ("260806C,50NTRFX", "bad_amount"),
        ("260806C1234NTRFX", "bad_amount"),
        ("260230C1,50NTRFX", "bad_time"),
        ("2602300230C1,50NTRFX", "bad_time"),
        ("2608C1,50NTRFX", "movement_unreadable"),
        ("260806X1,50NTRFX", "movement_unreadable"),
        ("260806C1,505NTRFX", "bad_amount"),
        ("", "movement_unreadable"),
    ],
)
def test_a_movement_that_is_none_is_rejected(text: str, reason: str) -> None:
    with pytest.raises(BadCell) as bad:
        movement(text, "EUR")

    assert bad.value.reason == reason


@pytest.mark.parametrize(
    ("mark", "minor", "reversal"),
    [("C", 150, False), ("D", -150, False), ("RC", -150, True), ("RD", 150, True)],
)
def test_a_reversal_of_a_credit_is_money_that_leaves(mark: str, minor: int, reversal: bool) -> None:
    found = movement(f"260806{mark}1,50NTRFX", "EUR")

    assert (found.amount.minor, found.reversal) == (minor, reversal)


def test_free_text_is_kept_whole() -> None:
    told = details("BEA   NR:XXX1234\n UBER BV WEEK 31")

    assert (told.payer, told.purpose) == ("", "BEA NR:XXX1234 UBER BV WEEK 31")


def test_spending_never_leaves_the_reader() -> None:
    for path in _SAMPLES.iterdir():
        said = repr(_sample(path.name))
        assert "Brot" not in said
        assert "BAKKER" not in said


def _entry(cents: int, ref: int) -> str:
    return f":61:2608060806C{cents // 100},{cents % 100:02d}NTRFNONREF//R{ref}\n:86:UBER BV\n"


def _file(cents: int, *entries: str) -> bytes:
    closing = f":62F:C260831EUR{cents // 100},{cents % 100:02d}\n-\n"
    return f":20:X\n:25:1234\n:60F:C260801EUR0,00\n{''.join(entries)}{closing}".encode()


@given(
    lines=st.lists(st.tuples(st.integers(1, 9_999), st.integers(0, 3)), min_size=1, max_size=9),
    data=st.data(),
)
def test_shuffled_and_overlapping_statements_have_the_same_keys(
    lines: list[tuple[int, int]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(lines)))
    shuffled = data.draw(st.permutations(lines))

    def keys(chosen: list[tuple[int, int]]) -> Counter[str]:
        total = sum(cents for cents, _ in chosen)
        readings = _read(_file(total, *(_entry(*each) for each in chosen)))
        assert not _rejected(readings)
        return Counter(row.natural_key for row in _rows(readings))

    whole = keys(lines)
    assert keys(shuffled) == whole
    assert not keys(lines[:cut]) - whole
    assert sum(whole.values()) == len(lines)
