from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import Covers, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document
from gigwallet.importers.ofx_statement.moments import posted

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "account.ofx") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _sample(name: str) -> list[Reading]:
    return _read((_SAMPLES / name).read_bytes(), name)


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _rejected(readings: list[Reading]) -> list[tuple[str, str, int | None]]:
    return [
        (each.reason, each.column, each.locator.line)
        for each in readings
        if isinstance(each, Rejection)
    ]


@pytest.mark.parametrize(
    ("name", "amounts", "rejected"),
    [
        ("checking.ofx", ["0.01", "-34.51", "-25.00"], []),
        ("stmtrs_euro.ofx", ["-200.00", "-300.00"], []),
        ("suncorp.ofx", ["-16.85"], []),
        # Its own project breaks it on purpose: a month 20 and a sign in the amount.
        ("fail_decimal_error.ofx", [], [("bad_amount", "TRNAMT", 34)]),
    ],
)
def test_the_real_statements_come_out_exactly(
    samples: Path, name: str, amounts: list[str], rejected: list[tuple[str, str, int]]
) -> None:
    readings = _read((samples / "ofx" / name).read_bytes(), name)

    told = [str(each.amount) for each in readings if isinstance(each, Row | Skip)]
    assert told == amounts
    assert _rejected(readings) == rejected


def test_sgml_of_a_western_code_page_is_read_with_its_span_and_balance() -> None:
    readings = _sample("checking_sgml.qfx")

    assert [(row.payer, str(row.amount), row.suggested) for row in _rows(readings)] == [
        ("DOORDASH, INC. DASHER PAY", "306.78", True),
        ("DOORDASH, INC. DASHER PAY", "306.78", True),
        ("UBER USA 6787 EDI PAYMNT", "21.50", True),
        ("CAFÉ & CO", "15.00", False),
    ]
    assert _rejected(readings) == [("bad_time", "DTPOSTED", 72)]
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "other_spending": 1,
        "interest": 1,
    }
    (span,) = [each for each in readings if isinstance(each, Covers)]
    assert (span.period.first, span.period.last) == (date(2026, 8, 1), date(2026, 8, 31))
    assert [str(each.amount) for each in readings if isinstance(each, PrintedTotal)] == ["1610.11"]


def test_a_number_that_the_bank_uses_again_is_told_apart_by_day_and_amount() -> None:
    rows = _rows(_sample("checking_sgml.qfx"))

    payouts = [row.fact for row in rows if isinstance(row.fact, Payout)]
    assert [each.ext_ref for each in payouts].count("202608061") == 2
    assert len({row.natural_key for row in rows}) == len(rows)
    assert {each.account_mask for each in payouts} == {"1234"}


def test_a_file_of_one_line_points_at_its_movements() -> None:
    rows = _rows(_sample("one_line.qfx"))

    assert [row.natural_key for row in rows] == [
        row.natural_key for row in _rows(_sample("checking_sgml.qfx"))[:3]
    ]
    assert {row.locator.line for row in rows} == {11}
    assert [row.locator.pointer for row in rows] == ["", "STMTTRN[2]", "STMTTRN[4]"]


def test_xml_with_decimal_commas_and_other_currencies_is_read() -> None:
    readings = _sample("compte_xml.ofx")

    assert [(row.payer, str(row.amount), row.hint.currency) for row in _rows(readings)] == [
        ("VIR UBER PAYMENTS <BV>", "1306.78", "EUR"),
        ("Roofoods Ltd", "50.00", "GBP"),
    ]
    assert _rejected(readings) == [
        ("bad_amount", "TRNAMT", 9),
        ("missing_value", "TRNAMT", 10),
    ]


def test_empty_values_of_version_102_cost_nothing_and_repeats_stay() -> None:
    one, other = _rows(_sample("empty_tags_v102.ofx"))

    assert (one.payer, one.natural_key) == ("LYFT", other.natural_key)
    assert one.locator != other.locator


def test_a_torn_end_is_rejected_and_the_rest_is_kept() -> None:
    readings = _sample("torn.ofx")

    assert [str(row.amount) for row in _rows(readings)] == ["306.78", "306.78"]
    assert _rejected(readings) == [("cut_off_line", "", 40), ("cut_off_line", "", 43)]


def test_a_movement_whose_beginning_is_damaged_is_not_lost_in_silence() -> None:
    sound = _file(_movement(500, 1), _movement(700, 2))

    readings = _read(sound.replace(b"<STMTTRN>", b"<STNTTRN>", 1))

    assert [str(row.amount) for row in _rows(readings)] == ["7.00"]
    assert [reason for reason, _, _ in _rejected(readings)] == ["cut_off_line"]


def test_a_file_that_only_signs_on_is_refused() -> None:
    with pytest.raises(GigWalletError, match="not_account_history"):
        _sample("signon_only.ofx")


def test_spending_never_leaves_the_reader() -> None:
    for name in ("checking_sgml.qfx", "compte_xml.ofx"):
        said = repr(_sample(name))
        assert "SHELL" not in said
        assert "BOULANGERIE" not in said


@pytest.mark.parametrize(
    ("text", "utc", "quality"),
    [
        ("20260806", "2026-08-06T00:00:00", TimeQuality.DATE_ONLY),
        ("20260806120000", "2026-08-06T00:00:00", TimeQuality.DATE_ONLY),
        ("20260806120000[0:GMT]", "2026-08-06T00:00:00", TimeQuality.DATE_ONLY),
        ("202608061830", "2026-08-06T18:30:00", TimeQuality.LOCAL_ASSUMED),
        ("20260806183000.123[-5:EST]", "2026-08-06T23:30:00", TimeQuality.OFFSET),
        ("20260806183000[+5.30:IST]", "2026-08-06T13:00:00", TimeQuality.OFFSET),
        ("20260806183000[-3.30:NST]", "2026-08-06T22:00:00", TimeQuality.OFFSET),
    ],
)
def test_a_moment_is_known_as_well_as_it_is_written(
    text: str, utc: str, quality: TimeQuality
) -> None:
    at = posted(text)

    assert at.utc.replace(tzinfo=None).isoformat() == utc
    assert at.quality is quality


@pytest.mark.parametrize(
    "text", ["", "201120000000", "20260230", "2026080", "20260806250000", "19000101", "2026-08-06"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        posted(text)


def _movement(cents: int, ref: int) -> str:
    return (
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260806<TRNAMT>{cents / 100:.2f}<FITID>{ref}"
        f"<NAME>DOORDASH</STMTTRN>\n"
    )


def _file(*movements: str) -> bytes:
    head = "OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD<ACCTID>1234<BANKTRANLIST>\n"
    return f"{head}{''.join(movements)}</BANKTRANLIST></STMTRS></OFX>\n".encode()


@given(
    lines=st.lists(st.tuples(st.integers(1, 9_999), st.integers(0, 3)), min_size=1, max_size=9),
    data=st.data(),
)
def test_shuffled_and_overlapping_statements_have_the_same_keys(
    lines: list[tuple[int, int]], data: st.DataObject
) -> None:
    movements = [_movement(*each) for each in lines]
    cut = data.draw(st.integers(1, len(lines)))
    whole = Counter(row.natural_key for row in _rows(_read(_file(*movements))))

    shuffled = data.draw(st.permutations(movements))
    assert Counter(row.natural_key for row in _rows(_read(_file(*shuffled)))) == whole
    part = Counter(row.natural_key for row in _rows(_read(_file(*movements[:cut]))))
    assert not part - whole
    assert sum(whole.values()) == len(lines)
