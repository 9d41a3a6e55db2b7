"""A person explains a table once: guesses, open questions, preview, profile, and then silence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.intake import manage_taught, map_table
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.shift import Shift
from gigwallet.domain.taught import (
    ColumnUse,
    DistanceUnit,
    Meaning,
    RowMeaning,
    TableProfile,
)

_LOG = """My rides
Date,Start,End,Miles,Fare,Tip,Total
08/03/2026,5:10 PM,6:02 PM,12.4,$18.20,$3.00,$21.20
08/14/2026,11:50 PM,12:40 AM,8.0,$11.00,$0.00,$11.00
08/15/2026,1:50 PM,x,8.0,$10.00,$0.00,$10.00
08/16/2026,1:50 PM,2:20 PM,8.0,$10.00,$0.00,$10.00
08/17/2026,1:50 PM,2:20 PM,8.0,$10.00,$0.00,$10.00
08/18/2026,1:50 PM,2:20 PM,8.0,$10.00,$0.00,$10.00
Total,,,52.4,$69.20,$3.00,$72.20
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "rides.csv"
    path.write_text(_LOG, "utf-8")
    return path


def _explained(log: Path) -> TableProfile:
    (proposal,) = map_table.propose(log)
    return map_table.answered(
        proposal.profile, name="my rides", currency="USD", platform="Lyft", zone="America/Chicago"
    )


@pytest.mark.parametrize(
    ("encoding", "log", "first"),
    [
        (
            "cp1252",
            "Datum;Beginn;Ende;Fahrten;Vergütung;Trinkgeld\n"
            "Mo, 03.08.2026;17:30 Uhr;20:00 Uhr;7;82,50 €;5,00 €\n"
            "Di, 04.08.2026;18:00 Uhr;21:10 Uhr;9;96,00 €;2,50 €\n",
            ("2026-08-03 17:30", "EUR 87.50"),
        ),
        (
            "cp1252",
            "Date;Début;Fin;Courses;Rémunération;Pourboires\n"
            "lundi 3 août 2026;17h30;20h00;7;82,50 €;5,00 €\n"
            "mardi 4 août 2026;18h00;21h10;9;96,00 €;2,50 €\n",
            ("2026-08-03 17:30", "EUR 87.50"),
        ),
        (
            "cp1250",
            "Data;Początek;Koniec;Przejazdy;Zarobek;Napiwki\n"
            "3 sierpnia 2026;17:30;20:00;7;82,50 zł;5,00 zł\n"
            "4 sierpnia 2026;18:00;21:10;9;1 096,00 zł;2,50 zł\n",
            ("2026-08-03 17:30", "PLN 87.50"),
        ),
        (
            "cp932",
            "日付,開始,終了,配達件数,報酬,チップ\n"
            "2026/08/03(月),17時30分,20時00分,7,8250円,500円\n"
            "2026/08/04(火),18時00分,21時10分,9,9600円,250円\n",
            ("2026-08-03 17:30", "JPY 8750"),
        ),
    ],
)
def test_a_log_is_read_as_its_country_writes_it(
    tmp_path: Path, encoding: str, log: str, first: tuple[str, str]
) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(log.encode(encoding))
    (proposal,) = map_table.propose(path)
    uses = [
        replace(use, category=PayCategory.BASE)
        if use.meaning is Meaning.MONEY and use.category is None
        else use
        for use in proposal.profile.uses
    ]

    profile = map_table.answered(
        proposal.profile, name="log", uses=uses, platform="bolt", day_order="dmy"
    )
    lines = map_table.preview(path, profile, Job()).lines

    assert {use.meaning for use in profile.uses} == {
        Meaning.DAY, Meaning.CLOCK, Meaning.END_CLOCK, Meaning.ORDERS, Meaning.MONEY,
    }  # fmt: skip
    assert all(not line.reason for line in lines)
    [shift] = [row.fact for row in lines[0].rows if isinstance(row.fact, Shift)]
    paid = [row.amount for row in lines[0].rows if row.amount is not None]
    currency, total = paid[0].currency, sum(each.amount for each in paid)
    began = shift.started_at.local.strftime("%Y-%m-%d %H:%M")
    assert (began, f"{currency} {total}") == first


def test_a_column_that_holds_one_currency_alone_answers_which_it_is(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("Date,Amount,Currency\n2026-08-03,18.20,EUR\n2026-08-14,11.00,EUR\n", "utf-8")
    two.write_text("Date,Amount,Currency\n2026-08-03,18.20,EUR\n2026-08-14,11.00,GBP\n", "utf-8")

    (of_one,), (of_two,) = map_table.propose(one), map_table.propose(two)

    assert of_one.profile.currency == "EUR"
    assert "currency" not in {each.what for each in of_one.questions}
    assert of_two.profile.currency == ""
    assert "currency" in {each.what for each in of_two.questions}


def test_columns_are_guessed_and_what_is_open_is_asked(log: Path) -> None:
    (proposal,) = map_table.propose(log)

    assert proposal.header_line == 2
    assert proposal.profile.rows is RowMeaning.TRIP
    assert (proposal.profile.day_order, proposal.profile.distance) == ("mdy", DistanceUnit.MILE)
    assert [(each.what, each.needed) for each in proposal.questions] == [
        ("currency", True), ("platform", True), ("zone", False),
    ]  # fmt: skip
    assert proposal.questions[0].choices[:2] == ("USD", "CAD")
    assert [each.column for each in proposal.columns if each.is_sum] == ["total"]
    assert proposal.columns[4].samples == ("$18.20", "$11.00", "$10.00")


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("day,pay,tip\n03/04/2026,€1.50,€0.50\n", "day_order"),
        ('day,pay,tip\n2026-07-03,"€1,234",€2\n', "decimal"),
        ("day,hours worked,orders,way\n2026-07-03,3.5,7,1\n", "platform"),
        ("day,distance,pay\n2026-07-03,3.5,€7.00\n", "distance"),
        ("day,duration,pay\n2026-07-03,3.5,€7.00\n", "duration"),
        ("day,amount\n2026-07-03,€7.00\n", "category"),
        ("day,pay\n2026-07-03,-7.00\n2026-07-04,-8.00\n", "signs"),
    ],
)
def test_what_the_cells_do_not_tell_is_never_guessed(tmp_path: Path, table: str, what: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(table, "utf-8")

    (proposal,) = map_table.propose(path)

    assert what in {each.what for each in proposal.questions if each.needed}


def test_the_preview_shows_what_each_line_would_become(log: Path) -> None:
    shown = map_table.preview(log, _explained(log), Job())

    assert (shown.file.found.trips, shown.file.found.pay_lines) == (5, 6)
    assert str(shown.file.sums["USD"]["upfront"]) == "59.20"
    assert [(each.line, len(each.rows), each.reason) for each in shown.lines] == [
        (3, 3, ""), (4, 2, ""), (5, 0, "bad_time"), (6, 2, ""), (7, 2, ""), (8, 2, ""),
        (9, 0, "total_row"),
    ]  # fmt: skip
    assert [(each.rejected, each.column) for each in shown.lines if each.reason] == [
        (True, "end"), (False, ""),
    ]  # fmt: skip


def test_a_kept_profile_is_used_without_a_question(log: Path, wallet: Wallet) -> None:
    before = import_files(wallet, [log], Job())
    map_table.save_profile(wallet, _explained(log))

    outcome = import_files(wallet, [log], Job())
    again = import_files(wallet, [log], Job())

    assert [each.error.code for each in before.files if each.error] == ["table_can_be_mapped"]
    (file,) = outcome.files
    assert (file.importer, file.added.trips, file.added.pay_lines) == ("generic_table", 5, 6)
    assert again.files[0].added.trips == 0
    assert wallet.vault.trips.all()[0].fact.platform == "lyft"


def test_a_profile_travels_as_a_file_without_a_line_of_the_table(log: Path, wallet: Wallet) -> None:
    profile = _explained(log)
    text = manage_taught.exported(profile)

    assert map_table.read_profile(text) == profile
    assert "18.20" not in text
    manage_taught.take_in(wallet, text)
    assert map_table.profiles(wallet) == (profile,)
    assert manage_taught.exported(profile) == text
    manage_taught.forget(wallet, profile)
    assert map_table.profiles(wallet) == ()


def test_saving_again_replaces_and_says_so(log: Path, wallet: Wallet) -> None:
    profile = _explained(log)

    assert not map_table.save_profile(wallet, profile)
    assert map_table.save_profile(wallet, replace(profile, zone="UTC"))
    assert [each.zone for each in map_table.profiles(wallet)] == ["UTC"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"currency": "dollars"}, ("taught_file_wrong", {"field": "currency"})),
        ({"zone": "Mars/Base"}, ("taught_file_wrong", {"field": "zone"})),
        ({"rows": "gift"}, ("taught_file_wrong", {"field": "rows"})),
        ({"header": ["date"]}, ("taught_file_wrong", {"field": "header"})),
        ({"columns": [{"column": "when", "meaning": "day"}]},
         ("taught_file_wrong", {"field": "columns"})),
        ({"columns": [{"column": "miles", "meaning": "distance"}]}, ("table_needs_a_day", {})),
        ({"rows": "payout_received"}, ("table_needs_an_amount", {})),
        ({"columns": [{"column": "date", "meaning": "day"},
                      {"column": "fare", "meaning": "money"}]}, ("table_needs_categories", {})),
        ({"version": 9}, ("taught_file_wrong", {"field": "version"})),
        ({"kind": "something"}, ("taught_file_wrong", {"field": "kind"})),
        ({"name": "a\nb"}, ("taught_file_wrong", {"field": "name"})),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_refused_by_its_field(
    log: Path, change: dict[str, object], refusal: tuple[str, dict[str, str]]
) -> None:
    form = json.loads(manage_taught.exported(_explained(log)))

    with pytest.raises(GigWalletError) as refused:
        map_table.read_profile(json.dumps({**form, **change}))

    assert (refused.value.code, refused.value.facts) == refusal


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"x"'])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        map_table.read_profile(text)

    assert refused.value.code == "taught_file_wrong"


def test_a_person_may_say_something_else_than_was_guessed(log: Path) -> None:
    (proposal,) = map_table.propose(log)
    uses = (
        ColumnUse("date", Meaning.DAY),
        ColumnUse("total", Meaning.MONEY, PayCategory.BASE),
    )

    profile = map_table.answered(
        proposal.profile, name="days", uses=uses, rows="pay_line", currency="CAD", platform="x"
    )
    shown = map_table.preview(log, profile, Job())

    assert str(shown.file.sums["CAD"]["base"]) == "72.20"


def test_a_letter_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear rider,\nthank you.\n", "utf-8")

    with pytest.raises(GigWalletError) as refused:
        map_table.propose(path)

    assert (refused.value.code, refused.value.facts["name"]) == ("format_unknown", "letter.txt")
