"""Payslips as the firms of other countries print them: days, amounts, units."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gigwallet.app.wallet import Surroundings
from gigwallet.documents.drawing import fonts
from gigwallet.domain.period import Period
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import PaperRole, Taught
from gigwallet.importers.own_paper import IMPORTER
from gigwallet.importers.own_paper.learning import Lesson, Pointed, learn
from gigwallet.pages import read_paper
from tests.importers.printed import Said, drawn, facts

_ROLES = (
    PaperRole.PERIOD, PaperRole.ORDERS, PaperRole.HOURS, PaperRole.GROSS, PaperRole.DEDUCTION,
    PaperRole.NET,
)  # fmt: skip
_SLIPS = {
    "EUR French": {
        "Période": "juillet 2026", "Courses": "164", "Heures": "71,5 h",
        "Salaire brut": "1 234,50 €", "Cotisations": "134,50 €", "Net à payer": "1 100,00 €",
    },
    "EUR German": {
        "Abrechnungsmonat": "Juli 2026", "Fahrten": "164 Fahrten", "Stunden": "71,5 Std.",
        "Bruttolohn": "1.234,50", "Lohnsteuer": "134,50", "Auszahlung": "1.100,00",
    },
    "EUR Spanish": {
        "Periodo": "del 1 de julio de 2026 al 31 de julio de 2026", "Pedidos": "164 pedidos",
        "Horas": "71,5 horas", "Devengado": "1.234,50 €", "IRPF": "134,50 €",
        "Líquido": "1.100,00 €",
    },
    "SEK Swedish": {
        "Period": "juli 2026", "Leveranser": "164", "Timmar": "71,5 timmar",
        "Bruttolön": "1 234,50 kr", "Skatt": "134,50 kr", "Utbetalas": "1 100,00 kr",
    },
    "INR Indian": {
        "Month": "July 2026", "Orders": "164", "Hours": "71.5 hrs", "Gross": "Rs. 1,234.50",
        "TDS": "Rs. 134.50", "Net payable": "Rs. 1,100.00",
    },
    "TWD Taiwanese": {
        "月份": "民國115年7月", "單數": "164單", "工時": "71.5小時", "應發": "NT$1,234.50",
        "扣繳": "NT$134.50", "實發": "NT$1,100.00",
    },
    "JPY Japanese": {
        "対象期間": "令和8年7月分", "配達件数": "164件", "労働時間": "71時間30分",
        "総支給額": "123,450円", "源泉所得税": "13,450円", "差引支給額": "110,000円",
    },
}  # fmt: skip


@pytest.mark.parametrize("country", _SLIPS)
def test_a_slip_is_read_as_its_country_prints_it(country: str) -> None:
    fonts.load(Surroundings().resources)
    said, firm = _SLIPS[country], f"{country} couriers"
    lines = [Said(50, 60, firm)]
    for at, (label, value) in enumerate(said.items()):
        lines += [Said(50, 100 + 16 * at, label), Said(250, 100 + 16 * at, value)]
    paper = read_paper(drawn(lines, font=fonts.REGULAR))
    fields = tuple(
        Pointed(role, label, value)
        for role, (label, value) in zip(_ROLES, said.items(), strict=True)
    )

    template = learn(paper, Lesson("slip", "couriers", (firm,), fields, country[:3], ""))
    read = list(IMPORTER.knowing(Taught(papers=(template,))).read_paper("slip.pdf", paper))

    [statement], [tally] = facts(read, Statement), facts(read, Tally)
    assert statement.gross is not None
    assert statement.net is not None
    assert (statement.gross.minor, statement.net.minor) == (123450, 110000)
    assert [each.amount.minor for each in statement.deductions] == [-13450]
    assert statement.period == Period(date(2026, 7, 1), date(2026, 7, 31))
    assert (statement.orders, tally.worked) == (164, timedelta(hours=71, minutes=30))
