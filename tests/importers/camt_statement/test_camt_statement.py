from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import Covers, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "statement.xml") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _sample(name: str) -> list[Reading]:
    return _read((_SAMPLES / name).read_bytes(), name)


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _rejected(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(each.reason, each.column) for each in readings if isinstance(each, Rejection)]


def _booked(readings: list[Reading]) -> int:
    return sum(
        each.amount.minor
        for each in readings
        if isinstance(each, Row | Skip) and each.amount and "balance" in each.footing
    )


def test_the_real_statement_is_read_entry_by_entry(samples: Path) -> None:
    readings = _read((samples / "camt053" / "test-camt053.xml").read_bytes())

    told = [
        (each.reason if isinstance(each, Skip) else each.payer, str(each.amount))
        for each in readings
        if isinstance(each, Row | Skip)
    ]
    assert told == [
        ("other_spending", "-754.25"),
        ("returned_payment", "-564.05"),
        ("returned_payment", "-100.00"),
        ("3rd party Media", "1405.31"),
    ]
    # Its balances are not those of its entries, as it was published.
    assert _rejected(readings) == [("total_differs", "CLBD")]


def test_a_batch_is_read_payment_by_payment_and_balances_agree() -> None:
    readings = _sample("camt053_v08.xml")

    assert [(row.payer, str(row.amount), row.suggested) for row in _rows(readings)] == [
        ("Uber Payments B.V.", "420.50", True),
        ("Wolt Enterprises", "300.00", True),
        ("Lieferando", "250.00", True),
        ("Stuart Delivery GmbH Trinkgeld", "2.00", True),
        ("Stuart Delivery GmbH Trinkgeld", "2.00", True),
    ]
    (printed,) = [each for each in readings if isinstance(each, PrintedTotal)]
    assert printed.amount is not None
    assert _booked(readings) == printed.amount.minor == 91_940
    assert not _rejected(readings)
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "other_spending": 2,
        "returned_payment": 1,
        "money_not_moved": 1,
    }
    (span,) = [each for each in readings if isinstance(each, Covers)]
    assert str(span.period.last) == "2026-08-31"


def test_two_equal_entries_without_a_reference_stay_two() -> None:
    *_, one, other = _rows(_sample("camt053_v08.xml"))

    assert one.natural_key == other.natural_key
    assert one.locator != other.locator


def test_an_older_notification_with_a_prefix_is_read_and_false_parts_are_rejected() -> None:
    readings = _sample("camt054_batches.xml")

    assert [(row.payer, str(row.amount)) for row in _rows(readings)] == [
        ("Wolt Enterprises", "100.00"),
        ("Lieferando", "200.00"),
    ]
    assert len({row.natural_key for row in _rows(readings)}) == 2
    assert _rejected(readings) == [("parts_contradict", "TxDtls")]


def test_a_report_of_one_line_points_at_its_entries_and_knows_offsets() -> None:
    readings = _sample("camt052_one_line.xml")

    (row,) = _rows(readings)
    assert isinstance(row.fact, Payout)
    assert row.fact.at.utc.isoformat() == "2026-08-10T19:15:00+00:00"
    assert row.fact.at.quality is TimeQuality.OFFSET
    assert _rejected(readings) == [("bad_amount", "Amt"), ("bad_time", "BookgDt")]
    places = [each.locator for each in readings if isinstance(each, Row | Rejection)]
    assert len(set(places)) == len(places)


def test_a_torn_file_keeps_what_came_before_and_says_so() -> None:
    readings = _sample("torn.xml")

    assert [str(row.amount) for row in _rows(readings)] == ["420.50"]
    assert _rejected(readings) == [("cut_off_line", "")]


def test_a_changed_digit_contradicts_the_balances() -> None:
    data = (_SAMPLES / "camt053_v08.xml").read_bytes().replace(b">420.50<", b">42.50<")

    assert _rejected(_read(data)) == [("total_differs", "CLBD")]


def test_statements_in_a_zip_are_read_one_by_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("camt053_v08.xml", "camt054_batches.xml"):
            archive.writestr(name, (_SAMPLES / name).read_bytes())

    document = read_document("statements.zip", out.getvalue())

    assert [file.importer for file in document.files] == ["camt_statement", "camt_statement"]
    assert len([each for file in document.files for each in file.readings]) > 10


def test_definitions_that_grow_are_refused() -> None:
    data = (_SAMPLES / "camt053_v08.xml").read_bytes()
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<Document'

    with pytest.raises(GigWalletError, match="xml_unsafe"):
        _read(data.replace(b"<Document", bomb, 1).replace(b"UBER 2026-W31", b"&b;"))


def test_a_payment_order_is_no_account_history() -> None:
    head = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.055.001.01"><A/></Document>'

    with pytest.raises(GigWalletError, match="not_account_history"):
        _read(head)


def test_spending_never_leaves_the_reader() -> None:
    said = repr(_sample("camt053_v08.xml"))

    assert "Bäckerei" not in said
    assert "Brot" not in said
    assert "DE02120300000000202051" not in said


def _entry(cents: int, ref: int) -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{cents / 100:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt><Dt>2026-08-06</Dt></BookgDt><AcctSvcrRef>{ref}</AcctSvcrRef>"
        f"<AddtlNtryInf>UBER BV</AddtlNtryInf></Ntry>\n"
    )


def _file(*entries: str) -> bytes:
    begin = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><B><Stmt>\n'
    return f"{begin}{''.join(entries)}</Stmt></B></Document>".encode()


@given(
    lines=st.lists(st.tuples(st.integers(1, 9_999), st.integers(1, 3)), min_size=1, max_size=9),
    data=st.data(),
)
def test_shuffled_and_overlapping_statements_have_the_same_keys(
    lines: list[tuple[int, int]], data: st.DataObject
) -> None:
    entries = [_entry(*each) for each in lines]
    cut = data.draw(st.integers(1, len(lines)))
    whole = Counter(row.natural_key for row in _rows(_read(_file(*entries))))

    shuffled = data.draw(st.permutations(entries))
    assert Counter(row.natural_key for row in _rows(_read(_file(*shuffled)))) == whole
    assert not Counter(row.natural_key for row in _rows(_read(_file(*entries[:cut])))) - whole
    assert sum(whole.values()) == len(lines)
