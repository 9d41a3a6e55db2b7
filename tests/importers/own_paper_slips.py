"""Payslips for tests: the same firm in two months, in English and in Chinese."""

from __future__ import annotations

from gigwallet.domain.taught import PaperRole
from gigwallet.importers.own_paper.learning import Lesson, Pointed
from tests.importers.printed import Said, drawn


def english(
    period: str = "01/07/2026 - 15/07/2026",
    gross: str = "1,234.50",
    tax: str | None = "120.00",
    kit: str = "14.50",
    net: str = "1,100.00",
    *,
    extra: tuple[Said, ...] = (),
) -> bytes:
    """A table with this fortnight and the year to date."""
    said = [
        Said(50, 60, "Northside Couriers Ltd"),
        Said(50, 80, "Payslip for A. N. Other"),
        Said(50, 100, "Pay period"), Said(200, 100, period),
        Said(50, 116, "Drops"), Said(200, 116, "164"),
        Said(50, 132, "Hours"), Said(200, 132, "71.5"),
        Said(200, 150, "This period"), Said(320, 150, "Year to date"),
        Said(50, 166, "Gross pay"), Said(250, 166, gross, right=True),
        Said(370, 166, "9,876.00", right=True),
        Said(50, 198, "Kit rental"), Said(250, 198, kit, right=True),
        Said(370, 198, "116.00", right=True),
        Said(50, 230, "Net pay"), Said(250, 230, net, right=True),
        Said(370, 230, "8,800.00", right=True),
        *extra,
    ]  # fmt: skip
    if tax is not None:
        said += [Said(50, 182, "Income tax"), Said(250, 182, tax, right=True)]
        said.append(Said(370, 182, "960.00", right=True))
    return drawn(said)


LESSON = Lesson(
    name="Northside payslip",
    platform="Northside Couriers",
    anchors=("Northside Couriers Ltd",),
    fields=(
        Pointed(PaperRole.PERIOD, "Pay period", "01/07/2026 - 15/07/2026"),
        Pointed(PaperRole.ORDERS, "Drops", "164"),
        Pointed(PaperRole.HOURS, "Hours", "71.5"),
        Pointed(PaperRole.GROSS, "Gross pay", "1,234.50"),
        Pointed(PaperRole.DEDUCTION, "Income tax", "120.00"),
        Pointed(PaperRole.DEDUCTION, "Kit rental", "14.50"),
        Pointed(PaperRole.NET, "Net pay", "1,100.00"),
    ),
    currency="GBP",
    zone="Europe/London",
)

# The slip after it.
NEXT = ("16/07/2026 - 31/07/2026", "1,000.00", "100.00", "14.50", "885.50")
# As a person writes the lesson down.
FIELDS = {
    "name": LESSON.name,
    "platform": LESSON.platform,
    "anchors": list(LESSON.anchors),
    "currency": "GBP",
    "zone": "Europe/London",
    "fields": [
        {"role": each.role.value, "label": each.label, "value": each.value}
        for each in LESSON.fields
    ],
}
