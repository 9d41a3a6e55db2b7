"""A payslip that was shown once is read the next month, or says what is not as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Reading
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import Beside, PaperRole, PaperTemplate, Taught
from gigwallet.importers.own_paper import IMPORTER
from gigwallet.importers.own_paper.learning import Lesson, Pointed, learn
from gigwallet.pages import read_paper
from tests.importers.own_paper_slips import LESSON, NEXT, english
from tests.importers.printed import Said, drawn, facts, printed, rejected, scanned


@pytest.fixture(scope="module")
def template() -> PaperTemplate:
    return learn(read_paper(english()), LESSON)


def _read(template: PaperTemplate, data: bytes | Paper) -> list[Reading]:
    paper = data if isinstance(data, Paper) else read_paper(data)
    own = IMPORTER.knowing(Taught(papers=(template,)))
    assert own.recognises_paper("slip.pdf", paper)
    return list(own.read_paper("slip.pdf", paper))


def test_the_next_slip_is_a_statement_with_its_printed_sums(template: PaperTemplate) -> None:
    readings = _read(template, english(*NEXT))

    (statement,) = facts(readings, Statement)
    assert rejected(readings) == []
    assert statement.period == Period(date(2026, 7, 16), date(2026, 7, 31))
    assert [str(each) for each in (statement.gross, statement.net)] == ["1000.00", "885.50"]
    assert [(each.label, str(each.amount)) for each in statement.deductions] == [
        ("Income tax", "-100.00"), ("Kit rental", "-14.50"),
    ]  # fmt: skip
    assert (statement.orders, statement.platform) == (164, "northside_couriers")
    assert [each.worked for each in facts(readings, Tally)] == [timedelta(hours=71.5)]
    assert printed(readings)["Net pay"] == 88550


def test_nothing_of_the_example_is_in_the_template(template: PaperTemplate) -> None:
    said = repr(template)

    for data in ("1,234.50", "1234.5", "120.00", "164", "2026", "A. N. Other"):
        assert data not in said


def test_a_paper_of_another_firm_is_not_read(template: PaperTemplate) -> None:
    own = IMPORTER.knowing(Taught(papers=(replace(template, anchors=("Southside Ltd",)),)))

    assert not own.recognises_paper("slip.pdf", read_paper(english()))
    assert not IMPORTER.recognises_paper("slip.pdf", read_paper(english()))
    with pytest.raises(GigWalletError) as refused:
        list(IMPORTER.read_paper("slip.pdf", read_paper(english())))
    assert refused.value.code == "format_unknown"


def test_a_sum_that_does_not_hold_makes_no_statement(template: PaperTemplate) -> None:
    readings = _read(template, english(*NEXT[:4], "895.50"))

    assert rejected(readings) == [("paper_sum_differs", "Net pay")]
    assert facts(readings, Statement) == []


def test_a_deduction_that_nobody_showed_breaks_the_sum(template: PaperTemplate) -> None:
    extra = (Said(50, 214, "Insurance"), Said(250, 214, "10.00", right=True))

    readings = _read(template, english(*NEXT[:4], "875.50", extra=extra))

    assert rejected(readings) == [("paper_sum_differs", "Net pay")]


def test_a_deduction_that_is_not_printed_this_time_counts_nothing(
    template: PaperTemplate,
) -> None:
    readings = _read(template, english(NEXT[0], "1,000.00", None, "14.50", "985.50"))

    (statement,) = facts(readings, Statement)
    assert rejected(readings) == []
    assert [each.label for each in statement.deductions] == ["Kit rental"]


def test_an_empty_cell_is_not_filled_from_the_column_beside_it(template: PaperTemplate) -> None:
    readings = _read(template, english(NEXT[0], "1,000.00", "100.00", "", "900.00"))

    assert rejected(readings) == [("paper_value_missing", "Kit rental")]
    assert facts(readings, Statement) == []


def test_a_period_that_cannot_be_read_makes_no_statement(template: PaperTemplate) -> None:
    readings = _read(template, english("16/07/2026", *NEXT[1:]))

    assert rejected(readings) == [("paper_value_missing", "Pay period")]
    assert facts(readings, Statement) == []


def test_the_day_of_payment_on_the_same_line_is_no_part_of_the_period(
    template: PaperTemplate,
) -> None:
    beside = (Said(350, 100, "Paid on 05/08/2026"),)

    (statement,) = facts(_read(template, english(*NEXT, extra=beside)), Statement)
    torn = _read(template, english("16/07/2026 16/07/2026 - 31/07/2026", *NEXT[1:]))

    assert statement.period == Period(date(2026, 7, 16), date(2026, 7, 31))
    assert rejected(torn) == [("paper_value_missing", "Pay period")]


def test_a_label_with_two_values_tells_nothing(template: PaperTemplate) -> None:
    extra = (Said(50, 300, "Net pay"), Said(250, 300, "1.00", right=True))

    readings = _read(template, english(*NEXT, extra=extra))

    assert rejected(readings) == [("paper_value_ambiguous", "Net pay")]


def test_a_scan_is_believed_where_its_sum_holds_and_never_without_one(
    template: PaperTemplate,
) -> None:
    good, bad = english(*NEXT), english(*NEXT[:4], "895.50")
    without_gross = learn(
        read_paper(english()), replace(LESSON, fields=(LESSON.fields[0], LESSON.fields[-1]))
    )

    assert len(facts(_read(template, scanned(good)), Statement)) == 1
    assert facts(_read(template, scanned(bad)), Statement) == []
    assert len(facts(_read(without_gross, good), Statement)) == 1
    assert rejected(_read(without_gross, scanned(good))) == [("scan_not_proven", "")]


_SLIP_ZH = [
    Said(200, 60, "Beifang Peisong gongzi"),
    Said(50, 90, "Gongzi yuefen: 2026-07"),
    Said(50, 120, "Jichu"), Said(150, 120, "Ticheng"), Said(250, 120, "Koukuan"),
    Said(350, 120, "Shifa"),
    Said(50, 140, "3000.00"), Said(150, 140, "2614.10"), Said(250, 140, "80.00"),
    Said(350, 140, "5534.10"),
]  # fmt: skip


def test_values_below_their_labels_are_found_too() -> None:
    lesson = Lesson(
        name="gongzi",
        platform="beifang",
        anchors=("Beifang Peisong",),
        fields=(
            Pointed(PaperRole.MONTH, "Gongzi yuefen", "2026-07"),
            Pointed(PaperRole.DEDUCTION, "Koukuan", "80.00"),
            Pointed(PaperRole.NET, "Shifa", "5534.10"),
        ),
        currency="CNY",
    )

    template = learn(read_paper(drawn(_SLIP_ZH)), lesson)
    (statement,) = facts(_read(template, drawn(_SLIP_ZH)), Statement)

    assert [each.place for each in template.fields] == [Beside.RIGHT, Beside.BELOW, Beside.BELOW]
    assert statement.period.is_month
    assert (str(statement.net), statement.kind) == ("5534.10", StatementKind.PAYSLIP)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "paper_needs_name"),
        ({"anchors": ()}, "paper_needs_anchors"),
        ({"anchors": ("2026",)}, "paper_needs_anchors"),
        ({"currency": ""}, "paper_needs_currency"),
        ({"anchors": ("Southside",)}, "paper_anchor_missing"),
        ({"fields": LESSON.fields[1:]}, "paper_needs_period"),
        ({"fields": (*LESSON.fields[:-1], Pointed(PaperRole.NET, "Netto", "1,100.00"))},
         "paper_label_not_found"),
        ({"fields": (*LESSON.fields[:-1], Pointed(PaperRole.NET, "Net pay", "1,100.01"))},
         "paper_value_not_beside"),
        ({"fields": LESSON.fields[:4] + LESSON.fields[5:]}, "paper_sum_wrong"),
    ],
)  # fmt: skip
def test_a_lesson_that_does_not_fit_its_example_is_refused(
    change: dict[str, object], code: str
) -> None:
    lesson = replace(LESSON, **change)  # type: ignore[arg-type]  # fields named by the cases

    with pytest.raises(GigWalletError) as refused:
        learn(read_paper(english()), lesson)

    assert refused.value.code == code


def test_the_order_of_days_is_asked_for_where_the_example_does_not_tell() -> None:
    data = english("01/07/2026 - 07/07/2026")
    fields = (Pointed(PaperRole.PERIOD, "Pay period", "01/07/2026 - 07/07/2026"),)
    lesson = replace(LESSON, fields=(*fields, *LESSON.fields[1:]))

    with pytest.raises(GigWalletError) as refused:
        learn(read_paper(data), lesson)
    told = learn(read_paper(data), replace(lesson, day_order="dmy"))

    assert refused.value.code == "paper_needs_day_order"
    assert told.day_order == "dmy"
