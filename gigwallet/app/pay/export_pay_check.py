"""The pay check as a table for a spreadsheet: CSV or XLSX, every text as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format

from gigwallet.app.bundles.outward_names import outward_names
from gigwallet.app.exports.export_all_form import guarded
from gigwallet.app.exports.exporting import export
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.reconciled import Discrepancy, Reconciliation, Totals
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.step import TraceLine
from gigwallet.words import _, labels, language
from gigwallet.words.naming import engagement_name
from gigwallet.words.refusals import explain, reason

_WIDTHS = {0: 24, 1: 24, 2: 24, 17: 70, 18: 50, 19: 40}
_LONG = 40  # a column as wide as this holds sentences
# Every file of the same content has the same bytes, whenever it is written.
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001  the file format knows no zone


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and in which form a spreadsheet shows it."""

    value: Decimal
    form: str


Cell = str | Figure | None


def export_pay_check(
    wallet: Wallet, outcome: Reconciliation, path: Path, *, replace: bool = False
) -> Path:
    """Write ``outcome`` to ``path``, by its ending ``.csv`` or ``.xlsx``; a leaf of the log binds
    what went out. ``export_kind_unknown`` for another ending; those of ``export``."""
    engagements = {
        each.id: engagement_name(each.engagement) for each in wallet.vault.engagements.all()
    }
    exhibits = outward_names(wallet)
    written = {".csv": as_csv, ".xlsx": as_workbook}.get(path.suffix.lower())
    if written is None:
        raise GigWalletError("export_kind_unknown", name=path.name)
    data = written(outcome, engagements, exhibits)
    return export(wallet, "pay_check", path, data, replace=replace)


def as_csv(
    outcome: Reconciliation,
    engagements: Mapping[EngagementId, str],
    exhibits: Mapping[ExhibitId, str],
) -> bytes:
    """The items; UTF-8 with a mark, which spreadsheet programs need to see that it is one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_heads())
    for item in outcome.discrepancies:
        writer.writerow(_plain(cell) for cell in _row(item, engagements, exhibits))
    return out.getvalue().encode("utf-8-sig")


def as_workbook(
    outcome: Reconciliation,
    engagements: Mapping[EngagementId, str],
    exhibits: Mapping[ExhibitId, str],
) -> bytes:
    """Three sheets: the items, the totals, and what is not judged. Amounts are numbers with the
    digits of their currency; a sum that nothing speaks of is no number."""
    out = io.BytesIO()
    # Nothing in a text is taken for a formula or a link.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **plain})
    book.set_properties({"created": _WRITTEN})
    rows = (_row(item, engagements, exhibits) for item in outcome.discrepancies)
    _sheet(book, _("Pay check"), _heads(), rows, _WIDTHS)
    _sheet(book, _("Totals"), _total_heads(), _totals(outcome), {})
    unjudged = ((each.ref, reason(each.reason)) for each in outcome.not_judged)
    _sheet(book, _("Not judged"), [_("What"), _("Why")], unjudged, {0: 24, 1: 90})
    book.close()
    return out.getvalue()


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Mapping[int, int],
) -> None:
    sheet = book.add_worksheet(name)
    strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    long = book.add_format({"valign": "top", "text_wrap": True})
    numbers: dict[str, Format] = {}
    for place, head in enumerate(heads):
        sheet.set_column(place, place, widths.get(place, 13))
        sheet.write_string(0, place, head, strong)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Figure):
                if cell.form not in numbers:
                    numbers[cell.form] = book.add_format({"num_format": cell.form, "valign": "top"})
                sheet.write_number(last, place, cell.value, numbers[cell.form])
            elif cell:
                wide = widths.get(place, 0) >= _LONG
                sheet.write_string(last, place, cell, long if wide else plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _heads() -> list[str]:
    return [
        _("Kind"), _("What"), _("Work"), _("First day"), _("Last day"), _("Currency"),
        _("Expected"), _("Stated"), _("Received"), _("Short by"), _("At least"), _("At most"),
        _("Claimed"), _("Said"), _("Confidence"), _("Kind (code)"), _("Rows"), _("Why"),
        _("How the expected amount is worked out"), _("Documents that show it"),
    ]  # fmt: skip


def _row(
    item: Discrepancy,
    engagements: Mapping[EngagementId, str],
    exhibits: Mapping[ExhibitId, str],
) -> list[Cell]:
    return [
        labels.label(item.kind),
        item.ref,
        engagements.get(item.engagement_id, item.engagement_id),
        item.period.first.isoformat(),
        item.period.last.isoformat(),
        item.amount.currency,
        _amount(item.expected),
        _amount(item.stated),
        _amount(item.received),
        _amount(item.amount),
        _amount(item.low),
        _amount(item.high),
        _amount(item.claimed),
        labels.label(item.opinion),
        Figure(item.confidence, "0%"),
        item.kind.value,
        Figure(Decimal(len(item.facts)), "0"),
        _between_sentences().join(explain(step) for step in (*item.steps, *item.settled_by)),
        "; ".join(working(line) for line in item.trace),
        "; ".join(exhibits.get(each, each) for each in item.exhibits),
    ]


def working(line: TraceLine) -> str:
    """A line of the arithmetic in one cell: ``name: 4 × 0.5 km × 1.5 = 6.00``."""
    name = line.label or line.rule
    if line.quantity is None or line.price is None:
        return f"{name} = {line.amount}"
    times = "\N{MULTIPLICATION SIGN}"
    unit = labels.unit(line.unit)
    # A step such as ``0.5 km`` has a number of its own.
    counted = f"{times} {unit}" if unit[:1].isdigit() else unit
    return f"{name}: {line.quantity:f} {counted} {times} {line.price:f} = {line.amount}"


def _between_sentences() -> str:
    """Chinese sentences end in a sign that brings its own room."""
    return "" if language() == "zh" else " "


def _total_heads() -> list[str]:
    return [
        _("Currency"), _("Expected"), _("Stated"), _("Received"), _("Short paid, at least"),
        _("Claimed"),
    ]  # fmt: skip


def _totals(outcome: Reconciliation) -> Iterable[Sequence[Cell]]:
    for each in outcome.totals:
        yield [
            each.currency,
            _known("expected", each, each.expected),
            _known("stated", each, each.stated),
            _known("received", each, each.received),
            _amount(each.shortfall) if each.judged else _("not known"),
            _amount(each.claimed) if each.judged else _("not known"),
        ]


def _known(name: str, of: Totals, amount: Money) -> Cell:
    return _("not known") if name in of.silent else _amount(amount)


def _amount(amount: Money | None) -> Figure | None:
    if amount is None:
        return None
    digits = exponent(amount.currency)
    return Figure(amount.amount, "#,##0." + "0" * digits if digits else "#,##0")


def _plain(cell: Cell) -> str:
    if isinstance(cell, Figure):
        return f"{cell.value:f}"
    return guarded(cell or "")
