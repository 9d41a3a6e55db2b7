"""The pay check as a spreadsheet: exact figures, and texts that stay texts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gigwallet import words
from gigwallet.app.pay.export_pay_check import as_csv, as_workbook, export_pay_check, working
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.step import TraceLine
from gigwallet.gui.screens.pay_check.explanation import working as shown
from tests.app.pay.test_decide_pay import filled  # noqa: F401  the same two orders

HOSTILE = '=HYPERLINK("http://example.org","x")'


def items(outcome: Reconciliation) -> Reconciliation:
    """Every reference is a formula."""
    hostile = tuple(replace(each, ref=HOSTILE) for each in outcome.discrepancies)
    return replace(outcome, discrepancies=hostile)


def test_the_workbook_holds_every_item_with_its_figures(filled: Wallet, tmp_path: Path) -> None:  # noqa: F811
    outcome = reconcile_pay(filled)
    size = filled.vault.log.size

    path = export_pay_check(filled, outcome, tmp_path / "check.xlsx")

    book = CalamineWorkbook.from_path(str(path))
    heads, *rows = book.get_sheet_by_index(0).to_python()
    by_name = [dict(zip(heads, row, strict=True)) for row in rows]
    assert len(rows) == len(outcome.discrepancies) == 2
    short = next(each for each in by_name if each["What"] == "A1")
    assert (short["Expected"], short["Stated"], short["Short by"]) == (8.0, 6.5, 1.5)
    assert "1.50" in short["Why"]
    totals = book.get_sheet_by_index(1).to_python()
    assert totals[1][0] == "CNY"
    assert totals[1][4] == 1.5
    assert filled.vault.log.size == size + 1


def test_no_text_becomes_a_formula(filled: Wallet) -> None:  # noqa: F811
    outcome = items(reconcile_pay(filled))

    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(outcome, {}, {})))
    table = list(csv.DictReader(io.StringIO(as_csv(outcome, {}, {}).decode("utf-8-sig"))))

    assert {row[1] for row in book.get_sheet_by_index(0).to_python()[1:]} == {HOSTILE}
    assert {row["What"][0] for row in table} == {"'"}
    with zipfile.ZipFile(io.BytesIO(as_workbook(outcome, {}, {}))) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "sheet" in name]
    assert any(b"<v>" in sheet for sheet in sheets)
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_the_same_check_makes_the_same_bytes(filled: Wallet) -> None:  # noqa: F811
    outcome = reconcile_pay(filled)

    assert as_workbook(outcome, {}, {}) == as_workbook(outcome, {}, {})


def test_another_ending_is_refused_and_nothing_is_written(filled: Wallet, tmp_path: Path) -> None:  # noqa: F811
    with pytest.raises(GigWalletError, match="export_kind_unknown"):
        export_pay_check(filled, reconcile_pay(filled), tmp_path / "check.ods")
    assert not list(tmp_path.glob("check*"))


def test_an_amount_has_the_digits_of_its_currency(filled: Wallet) -> None:  # noqa: F811
    """Two for the yuan, none for the yen, three for the Tunisian dinar; a confidence is a share."""
    outcome = reconcile_pay(filled)
    yen, dinar = Money(1200, "JPY"), Money(7_250, "TND")
    abroad = [replace(outcome.discrepancies[0], amount=each) for each in (yen, dinar)]
    everywhere = replace(outcome, discrepancies=(*outcome.discrepancies, *abroad))

    with zipfile.ZipFile(io.BytesIO(as_workbook(everywhere, {}, {}))) as parts:
        styles = parts.read("xl/styles.xml").decode()
    table = list(csv.DictReader(io.StringIO(as_csv(everywhere, {}, {}).decode("utf-8-sig"))))

    forms = set(re.findall('formatCode="([^"]+)"', styles))
    assert {"#,##0", "#,##0.00", "#,##0.000", "0%"} <= forms
    assert [row["Short by"] for row in table[-2:]] == ["1200", "7.250"]


def test_a_sum_that_nothing_speaks_of_is_no_number(filled: Wallet) -> None:  # noqa: F811
    outcome = reconcile_pay(filled)
    [totals] = outcome.totals
    zero = Money.zero("CNY")
    silent = replace(totals, shortfall=zero, claimed=zero, silent=frozenset({"stated", "received"}))

    data = as_workbook(replace(outcome, totals=(silent,)), {}, {})
    heads, row = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python()

    told = dict(zip(heads, row, strict=True))
    assert told.pop("Expected") == float(str(totals.expected))
    assert told.pop("Currency") == "CNY"
    assert set(told.values()) == {"not known"}


def test_heads_and_sentences_are_in_the_language_of_the_person(filled: Wallet) -> None:  # noqa: F811
    outcome = reconcile_pay(filled)
    words.set_language("zh")
    try:
        heads, *rows = csv.reader(io.StringIO(as_csv(outcome, {}, {}).decode("utf-8-sig")))
    finally:
        words.set_language("en")

    assert heads[:2] == ["类型", "事项"]
    why = [row[heads.index("原因")] for row in rows]
    assert any(each.count("。") > 1 for each in why)
    assert not any("。 " in each for each in why)


def test_a_step_with_a_number_of_its_own_is_written_as_it_is_multiplied() -> None:
    step = TraceLine(
        "km", "距离", Decimal(4), "0.5 km", Decimal("1.5"), Money.of("6", "CNY"), "scheme"
    )

    assert working(step) == "距离: 4 × 0.5 km × 1.5 = 6.00"
    assert shown(step) == "4 × 0.5 km × 1.5"
