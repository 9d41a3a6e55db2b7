"""The pay check as a table for a spreadsheet: CSV or XLSX, every text as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from gigwallet.app.bundles.outward_names import outward_names
from gigwallet.app.exports.export_all_form import guarded
from gigwallet.app.exports.exporting import export
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.step import TraceLine
from gigwallet.words import _, labels
from gigwallet.words.naming import engagement_name
from gigwallet.words.refusals import explain, reason

Cell = str | Decimal | None
_WIDTHS = {0: 24, 1: 24, 2: 24, 17: 70, 18: 50, 19: 40}
# Every file of the same content has the same bytes, whenever it is written.
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001  the file format knows no zone


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
    """Three sheets: the items, the totals, and what is not judged."""
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
    strong = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0.00"})
    for place, head in enumerate(heads):
        sheet.set_column(place, place, widths.get(place, 13))
        sheet.write_string(0, place, head, strong)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(last, place, cell, money)
            elif cell:
                sheet.write_string(last, place, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _heads() -> list[str]:
    return [
        _("Kind"), _("What"), _("Work"), _("First day"), _("Last day"), _("Currency"),
        _("Expected"), _("Stated"), _("Received"), _("Difference"), _("At least"), _("At most"),
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
        item.amount.amount,
        item.low.amount,
        item.high.amount,
        item.claimed.amount,
        labels.label(item.opinion),
        item.confidence,
        item.kind.value,
        str(len(item.facts)),
        " ".join(explain(step) for step in (*item.steps, *item.settled_by)),
        "; ".join(_working(line) for line in item.trace),
        "; ".join(exhibits.get(each, each) for each in item.exhibits),
    ]


def _working(line: TraceLine) -> str:
    name = line.label or line.rule
    if line.quantity is None or line.price is None:
        return f"{name} = {line.amount}"
    unit = labels.unit(line.unit)
    return (
        f"{name}: {line.quantity:f} {unit} \N{MULTIPLICATION SIGN} {line.price:f} = {line.amount}"
    )


def _total_heads() -> list[str]:
    return [
        _("Currency"), _("Expected"), _("Stated"), _("Received"), _("Short paid, at least"),
        _("Claimed"),
    ]  # fmt: skip


def _totals(outcome: Reconciliation) -> Iterable[Sequence[Cell]]:
    for each in outcome.totals:
        sums = (each.expected, each.stated, each.received, each.shortfall, each.claimed)
        yield [each.currency, *(amount.amount for amount in sums)]


def _amount(amount: Money | None) -> Decimal | None:
    return None if amount is None else amount.amount


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return guarded(cell or "")
