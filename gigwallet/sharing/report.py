"""The organiser's table as CSV for a spreadsheet, and as a page to read."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.sharing.aggregation import COUNT_STEP, FEWEST, Cell
from gigwallet.words import _, money, number

_MEASURES = ("orders", "hours")
_AMOUNTS = ("expected", "stated", "received", "short")


def as_csv(cells: tuple[Cell, ...]) -> bytes:
    """UTF-8 with a byte order mark (spreadsheets need it for Chinese); an unknown measure is empty.
    Names cannot begin a formula: contributions with such names are refused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [each.name for each in fields(Cell)]
    writer.writerow(names)
    for cell in cells:
        values = [getattr(cell, name) for name in names]
        writer.writerow(["" if value is None else value for value in values])
    return out.getvalue().encode("utf-8-sig")


def as_markdown(campaign: str, cells: tuple[Cell, ...]) -> bytes:
    """The page in the spoken language: what it is, the cells, and what it cannot say."""
    lines = [f"# {_('Summary of the campaign {name}').format(name=campaign)}", ""]
    lines += [f"{each}\n" for each in _preface()]
    if not cells:
        lines.append(_("No cell has enough contributors to be shown."))
    else:
        headings = [
            _("Month"), _("Platform"), _("City"), _("Riders, at least"), _("Orders"), _("Hours"),
            _("Expected pay"), _("Stated pay"), _("Received"), _("At least short"),
        ]  # fmt: skip
        lines.append("| " + " | ".join(headings) + " |")
        lines.append("|---|---|---|" + "---:|" * 7)
        lines += ["| " + " | ".join(_row(cell)) + " |" for cell in cells]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _preface() -> list[str]:
    return [
        _(
            "Totals that riders wrote from their own records and rounded before they sent them: "
            "orders to 10, hours to 1, money to 10 units. Nobody checked the records behind them."
        ),
        _(
            "A cell is shown only where at least {fewest} riders gave figures and none of them "
            "gives more than half. Numbers of riders are cut down to a multiple of {step}."
        ).format(fewest=FEWEST, step=COUNT_STEP),
        _(
            "There are no totals across cells, and cells that are not shown are not counted here, "
            "so that nothing can be subtracted. Do not publish a second table of the same campaign "
            "after a few more riders: the difference would speak of those few."
        ),
    ]


def _row(cell: Cell) -> list[str]:
    numbers = [getattr(cell, name) for name in _MEASURES]
    amounts = [getattr(cell, name) for name in _AMOUNTS]
    return [
        cell.month,
        cell.platform,
        cell.city,
        number(cell.contributors),
        *("" if value is None else number(value) for value in numbers),
        *(
            "" if value is None else money(Money.of(Decimal(value), cell.currency))
            for value in amounts
        ),
    ]
