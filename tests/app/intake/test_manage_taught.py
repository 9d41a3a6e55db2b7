"""What a person explained is listed with what it read, renamed, tried, handed on and forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.intake import explain_report, manage_taught, map_table, teach_paper
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.intake.undo_import import imports, undo_import
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import (
    ColumnUse,
    Meaning,
    PaperTemplate,
    ReportColumn,
    ReportPart,
    ReportWords,
    RowMeaning,
    TableProfile,
)
from tests.importers.own_paper_slips import FIELDS, NEXT, english
from tests.importers.uber_fleet_reports.croatian import ALL, croatian
from tests.importers.uber_fleet_reports.croatian import english as english_report

_DESCRIPTION = ReportColumn.DESCRIPTION
_TABLE = "Date,Miles,Amount\n08/13/2026,12.4,$18.20\n08/14/2026,8.0,$11.00\nTotal,,$29.20\n"
_PROFILE = TableProfile(
    "my rides",
    ("date", "miles", "amount"),
    RowMeaning.PAY_LINE,
    (
        ColumnUse("date", Meaning.DAY),
        ColumnUse("amount", Meaning.MONEY, PayCategory.UPFRONT),
    ),
    "USD",
    "lyft",
    day_order="mdy",
)


@pytest.fixture
def slips(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "july.pdf", tmp_path / "july-2.pdf"]
    paths[0].write_bytes(english())
    paths[1].write_bytes(english(*NEXT))
    return paths


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rides.csv"
    path.write_text(_TABLE, "utf-8")
    return path


@pytest.fixture
def template(slips: list[Path]) -> PaperTemplate:
    return teach_paper.learn_paper(slips[0], teach_paper.lesson_of(json.dumps(FIELDS)))


def _files(wallet: Wallet) -> dict[str, int]:
    return {each.name: each.files for each in manage_taught.explained(wallet)}


def test_each_is_listed_with_how_many_files_it_read_and_still_counts(
    wallet: Wallet, slips: list[Path], table: Path, template: PaperTemplate
) -> None:
    teach_paper.save_template(wallet, template)
    teach_paper.save_template(wallet, replace(template, name="Other", platform="southside"))
    map_table.save_profile(wallet, _PROFILE)
    before = _files(wallet)

    import_files(wallet, slips, Job())
    import_files(wallet, [table], Job())
    after = _files(wallet)
    of_slips = next(each for each in imports(wallet) if len(each.files) == 2)
    undo_import(wallet, of_slips)

    assert before == {"my rides": 0, "Northside payslip": 0, "Other": 0}
    assert after == {"my rides": 1, "Northside payslip": 2, "Other": 0}
    assert _files(wallet) == {"my rides": 1, "Northside payslip": 0, "Other": 0}


def test_another_name_keeps_all_else_and_takes_nobody_elses(
    wallet: Wallet, template: PaperTemplate
) -> None:
    teach_paper.save_template(wallet, template)
    teach_paper.save_template(wallet, replace(template, name="Other"))

    renamed = manage_taught.rename(wallet, template, "  Northside,  2026 ")
    with pytest.raises(GigWalletError) as refused:
        manage_taught.rename(wallet, renamed, "Other")

    assert renamed == replace(template, name="Northside, 2026")
    assert [each.name for each in manage_taught.explained(wallet)] == ["Northside, 2026", "Other"]
    assert refused.value.code == "taught_name_taken"
    with pytest.raises(GigWalletError) as nameless:
        manage_taught.rename(wallet, renamed, " ")
    assert nameless.value.code == "taught_file_wrong"


def test_it_is_tried_on_a_file_without_storing_anything(
    wallet: Wallet, slips: list[Path], table: Path, template: PaperTemplate
) -> None:
    paper = manage_taught.try_on(wallet, template, slips[1], Job())
    lines = manage_taught.try_on(wallet, _PROFILE, table, Job())
    for lesson, other in ((_PROFILE, slips[0]), (template, table)):
        with pytest.raises(GigWalletError) as refused:
            manage_taught.try_on(wallet, lesson, other, Job())

    assert [type(each) for each in paper.facts] == [Statement, Tally]
    assert (paper.count, paper.not_read) == (2, ())
    assert (lines.count, lines.left_out) == (2, 1)
    assert refused.value.code == "taught_not_of_kind"
    assert imports(wallet) == []


def test_what_does_not_fit_is_told_with_its_place(
    wallet: Wallet, tmp_path: Path, template: PaperTemplate
) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(english(*NEXT[:4], "895.50"))

    tried = manage_taught.try_on(wallet, template, torn, Job())

    assert tried.count == 0
    assert [(each.where, each.what, each.reason) for each in tried.not_read] == [
        (1, "Net pay", "paper_sum_differs")
    ]


def test_it_is_handed_on_and_taken_in_and_never_written_over_unasked(
    wallet: Wallet, template: PaperTemplate
) -> None:
    text = manage_taught.exported(template)
    other = manage_taught.exported(replace(template, platform="southside"))

    taken = manage_taught.take_in(wallet, text)
    again = manage_taught.take_in(wallet, text)
    table = manage_taught.take_in(wallet, manage_taught.exported(_PROFILE))
    with pytest.raises(GigWalletError) as refused:
        manage_taught.take_in(wallet, other)
    over = manage_taught.take_in(wallet, other, over=True)

    assert (taken, again, table) == (template, template, _PROFILE)
    assert refused.value.code == "taught_name_taken"
    assert [each.lesson for each in manage_taught.explained(wallet)] == [_PROFILE, over]


def test_forgotten_it_is_gone_and_what_it_read_stays(
    wallet: Wallet, slips: list[Path], template: PaperTemplate
) -> None:
    teach_paper.save_template(wallet, template)
    import_files(wallet, slips, Job())

    manage_taught.forget(wallet, template)

    assert manage_taught.explained(wallet) == ()
    assert len(wallet.vault.statements.all()) == 2


def test_words_of_reports_come_together_and_two_meanings_are_asked_about(wallet: Wallet) -> None:
    ours = ReportWords("Uber", (("Vaša zarada", ReportPart.EARNINGS),))
    more = ReportWords("Uber", (("Napojnica", ReportPart.TIP),), (("Navod", _DESCRIPTION),))
    other = ReportWords("Uber", (("VASA ZARADA", ReportPart.BALANCE),))
    explain_report.keep_words(wallet, ours)

    both = manage_taught.take_in(wallet, manage_taught.exported(more))
    with pytest.raises(GigWalletError) as refused:
        manage_taught.take_in(wallet, manage_taught.exported(other))
    over = manage_taught.take_in(wallet, manage_taught.exported(other), over=True)

    assert both == ReportWords("Uber", (*ours.parts, *more.parts), more.columns)
    assert refused.value.code == "taught_name_taken"
    assert isinstance(over, ReportWords)
    assert over.parts == (("VASA ZARADA", ReportPart.BALANCE), ("Napojnica", ReportPart.TIP))
    [listed] = manage_taught.explained(wallet)
    assert (listed.lesson, listed.files) == (over, None)


def test_words_of_reports_are_tried_renamed_and_forgotten(
    wallet: Wallet, table: Path, tmp_path: Path
) -> None:
    report = tmp_path / english_report("payments_order").name
    report.write_bytes(croatian("payments_order"))
    kept = explain_report.keep_words(wallet, ALL)

    renamed = manage_taught.rename(wallet, kept, "Uber, hrvatski")
    tried = manage_taught.try_on(wallet, renamed, report, Job())
    with pytest.raises(GigWalletError) as refused:
        manage_taught.try_on(wallet, renamed, table, Job())
    manage_taught.forget(wallet, renamed)

    assert (tried.count, tried.not_read) == (182, ())
    assert refused.value.code == "taught_not_of_kind"
    assert manage_taught.explained(wallet) == ()
