"""A report in a language that nobody put into the vocabulary: its person names the words."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Row
from gigwallet.domain.taught import ReportColumn, ReportPart, ReportWords, Taught
from gigwallet.importers import read_document
from gigwallet.importers.uber_fleet_reports.asking import UnknownWord, questions
from gigwallet.importers.uber_fleet_reports.vocabulary import bare
from tests.importers.uber_fleet_reports.croatian import ALL, COLUMNS, PARTS, croatian, english

_NOTHING = Taught()


def _rows(data: bytes, name: str, taught: Taught = _NOTHING) -> list[Row]:
    read = read_document(name, data, taught=taught)
    return [each for file in read.files for each in file.readings if isinstance(each, Row)]


def _named(*lessons: ReportWords) -> Taught:
    return Taught(reports=lessons)


def _by_label(words: Iterable[UnknownWord]) -> dict[str, UnknownWord]:
    return {each.label: each for each in words}


@pytest.mark.parametrize("report", ["payments_order", "trip_activity"])
def test_with_its_words_named_a_report_says_what_the_english_one_says(report: str) -> None:
    name = english(report).name

    own = _rows(croatian(report), name, _named(ALL))
    said = _rows(english(report).read_bytes(), name)

    assert len(own) == len(said) > 0
    # One key for both: an export in either language adds nothing to the other.
    assert [(row.family, row.natural_key) for row in own] == [
        (row.family, row.natural_key) for row in said
    ]
    assert [(row.amount, row.hint) for row in own] == [(row.amount, row.hint) for row in said]
    categories = [
        [row.fact.category for row in rows if isinstance(row.fact, PayLine)] for rows in (own, said)
    ]
    assert categories[0] == categories[1]


@pytest.mark.parametrize("report", ["payments_order", "trip_activity"])
def test_without_them_it_is_refused_and_nothing_is_summed_blindly(report: str) -> None:
    with pytest.raises(GigWalletError, match="report_words_unknown"):
        _rows(croatian(report), english(report).name)


def test_the_words_of_money_are_asked_with_what_stands_in_their_columns() -> None:
    asked = questions(english("payments_order").name, croatian("payments_order"), _NOTHING)
    words = _by_label(asked.words)

    assert set(PARTS) <= set(words)
    assert "Isplaćeno vama" not in words  # the one root needs no name
    bank = words["Preneseno na bankovni račun"]
    assert (str(bank.total), bank.needed, bank.is_column) == ("-509.07", True, False)
    assert bank.places == (
        ("Isplaćeno vama", "Saldo vožnje", "Isplate", "Preneseno na bankovni račun"),
    )
    order = [each.label for each in asked.words]
    assert order.index("Preneseno na bankovni račun") == order.index("Naplaćena gotovina") + 1
    assert bank.samples == ("-509.07",)
    assert words["Navod"].is_column
    assert not words["Navod"].needed
    assert words["Navod"].samples
    # Told by their shape, so that nobody is asked.
    assert not {"UUID vožnje", "UUID vozača", "UUID transakcije", "prema izvješću"} & set(words)
    assert asked.lacking == ()


def test_naming_the_branches_is_enough_to_read_and_the_leaves_keep_their_own_names() -> None:
    branches = {word: PARTS[word] for word in ("Vaša zarada", "Povrati", "Isplate")}
    taught = _named(ReportWords("Uber", tuple((bare(w), part) for w, part in branches.items())))

    rows = _rows(croatian("payments_order"), english("payments_order").name, taught)
    said = _rows(english("payments_order").read_bytes(), english("payments_order").name)

    assert _whole(rows) == _whole(said)
    earned = {row.fact.category for row in rows if isinstance(row.fact, PayLine)}
    assert earned <= {
        PayCategory.OTHER, PayCategory.EXPENSE_REFUND, PayCategory.CASH_COLLECTED,
        PayCategory.TRANSFER,
    }  # fmt: skip


def test_each_word_that_is_needed_unlocks_its_own_columns() -> None:
    """Left out alone, a branch leaves exactly what its leaves do not tell."""
    leaves = {"Cijena vožnje", "Napojnica", "Naknada za uslugu", "Preneseno na bankovni račun"}
    without = ReportWords("Uber", tuple(PARTS.items() - {("Vaša zarada", ReportPart.EARNINGS)}))
    asked = questions(english("payments_order").name, croatian("payments_order"), _named(without))

    words = _by_label(asked.words)
    assert not leaves & set(words)
    assert not words["Vaša zarada"].needed


def test_columns_without_money_are_asked_where_the_name_tells_the_report() -> None:
    name, data = english("trip_activity").name, croatian("trip_activity")

    asked = questions(name, data, _NOTHING)
    some = {"UUID vožnje": ReportColumn.TRIP, "Stanje vožnje": ReportColumn.STATUS}
    after = questions(name, data, _named(ReportWords("Uber", (), tuple(some.items()))))

    assert set(COLUMNS) - {"Naziv tvrtke", "Navod"} <= set(_by_label(asked.words))
    assert all(each.is_column and not each.needed for each in asked.words)
    assert set(asked.lacking) == {
        ReportColumn.TRIP, ReportColumn.REQUESTED, ReportColumn.DISTANCE, ReportColumn.STATUS,
    }  # fmt: skip
    assert set(after.lacking) == {ReportColumn.REQUESTED, ReportColumn.DISTANCE}


def test_an_archive_of_reports_is_asked_about_once() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for report in ("payments_order", "trip_activity"):
            archive.writestr(english(report).name, croatian(report))
        archive.writestr("notes.txt", "nothing")

    asked = questions("all.zip", packed.getvalue(), _NOTHING)

    assert set(PARTS) | set(COLUMNS) <= set(_by_label(asked.words))
    assert len({(each.is_column, each.word) for each in asked.words}) == len(asked.words)
    assert ReportColumn.TRIP in asked.lacking


def test_what_is_no_report_has_no_words_to_ask_about() -> None:
    for name, data in (("a.csv", b"Date,Miles\n2026-08-01,3\n"), ("a.bin", b"\0\1\2")):
        with pytest.raises(GigWalletError, match="report_expected"):
            questions(name, data, _NOTHING)


def test_what_a_whole_fleet_was_paid_is_no_table_of_a_persons_own() -> None:
    name, data = english("payments_organization").name, croatian("payments_organization")

    with pytest.raises(GigWalletError, match="report_words_unknown"):
        _rows(data, name)

    assert _rows(data, name, _named(ALL)) == []


def test_a_header_alone_is_no_report_of_nothing() -> None:
    data = croatian("payments_organization")
    for torn in (data.split(b"\n")[0], data[: data.index(b"\n") - 20]):
        with pytest.raises(GigWalletError, match="format_unknown"):
            _rows(torn, english("payments_organization").name)


def test_several_roots_in_unknown_words_are_asked_too() -> None:
    header = "Driver UUID,Zarada,Zarada:Voznja,Zarada:Napojnica,Zarada:Naknada,Isplate:Banka\n"
    line = "946fbf5f-3625-474f-80b3-1d58aecfb599,20.00,22.00,3.00,-5.00,-20.00\n"
    name, data = "20260803-20260810-payments_driver-X.csv", (header + line).encode()

    words = _by_label(questions(name, data, _NOTHING).words)
    taught = _named(
        ReportWords(
            "Uber",
            (
                ("zarada", ReportPart.EARNINGS),
                ("isplate", ReportPart.PAYOUTS),
                ("banka", ReportPart.BANK),
            ),
        )
    )

    assert {"Zarada", "Isplate", "Banka", "Voznja"} <= set(words)
    rows = _rows(data, name, taught)
    assert sum(row.amount.minor for row in rows if row.amount is not None) == 0


def test_a_known_word_keeps_its_meaning_whatever_is_taught() -> None:
    wrong = ReportWords("Uber", (("tip", ReportPart.CASH), ("your earnings", ReportPart.BANK)))
    data, name = english("payments_order").read_bytes(), english("payments_order").name

    assert _rows(data, name, _named(wrong)) == _rows(data, name)


def test_every_meaning_is_one_of_the_vocabulary() -> None:
    text = files("gigwallet.importers.uber_fleet_reports").joinpath("vocabulary.toml").read_text()
    known = tomllib.loads(text)

    assert {each.value for each in ReportPart} == set(known["parts"])
    assert {each.value for each in ReportColumn} == set(known["fields"])


@settings(max_examples=25)
@given(st.permutations(sorted(PARTS)), st.integers(min_value=0, max_value=len(PARTS)))
def test_whatever_is_named_no_cent_is_lost_or_counted_twice(order: list[str], some: int) -> None:
    """Some words named, in any order: the report is refused, or its sum is the English one's."""
    taught = _named(ReportWords("Uber", tuple((bare(w), PARTS[w]) for w in order[:some])))
    name = english("payments_order").name
    whole = _whole(_rows(english("payments_order").read_bytes(), name))
    missing = questions(name, croatian("payments_order"), taught)
    if any(each.needed for each in missing.words):
        with pytest.raises(GigWalletError, match="report_words_unknown"):
            _rows(croatian("payments_order"), name, taught)
        return

    assert _whole(_rows(croatian("payments_order"), name, taught)) == whole


def _whole(rows: list[Row]) -> int:
    """Payouts are stated as what arrived; as pay lines they stand with their minus."""
    return sum(
        (row.amount.minor if isinstance(row.fact, PayLine) else -row.amount.minor)
        for row in rows
        if row.amount is not None
    )
