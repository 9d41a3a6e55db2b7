"""A person teaches a screen that nobody knows, from three examples, and shares it without data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper, Piece
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields import (
    About,
    Example,
    Marked,
    ScreenKind,
    draft,
    learn,
    load_template,
    proposed,
    read_screen,
    template_text,
)
from gigwallet.words.sentences import collected
from tests.ocr.fields.drawn import paper, piece, pieces, templates

ABOUT = About("shansong", "order", ScreenKind.ORDER, "CNY", "Asia/Shanghai")
RIDER = "欧阳娜娜"
SCREENS = (
    {"到手金额": "¥23.10", "起送价": "16.00", "里程费 (8.2公里)": "9.60", "平台抽成": "2.50",
     "运单编号": "S202608031234", "完成时间": "2026-08-03 12:01:02"},
    {"到手金额": "¥14.30", "起送价": "16.00", "里程费 (1.1公里)": "0.00", "平台抽成": "1.70",
     "运单编号": "S202608031777", "完成时间": "2026-08-03 13:20:40"},
    {"到手金额": "¥34.80", "起送价": "18.00", "里程费 (12.4公里)": "20.00", "平台抽成": "3.20",
     "运单编号": "S202608040001", "完成时间": "2026-08-04 09:11:12"},
)  # fmt: skip
MEANS: dict[str, tuple[str, FieldKind, dict[str, object]]] = {
    "到手金额": ("total", FieldKind.MONEY, {"total": True}),
    "起送价": ("base", FieldKind.MONEY, {"part": True, "pay": PayCategory.BASE}),
    "里程费": ("distance", FieldKind.MONEY, {"part": True, "pay": PayCategory.DISTANCE}),
    "平台抽成": ("fee", FieldKind.MONEY, {"part": True, "pay": PayCategory.COMMISSION}),
    "运单编号": ("ref", FieldKind.REF, {"fact": "ref"}),
    "完成时间": ("done", FieldKind.MOMENT, {"fact": "completed_at"}),
}


def _paper(shown: dict[str, str]) -> Paper:
    return paper([piece(RIDER, 300, 60), *pieces(list(shown.items()))])


def _marked(shown: Paper) -> tuple[Marked, ...]:
    made = []
    left = [each for each in shown.pages[0].pieces if each.box.left == 22]
    for label in left:
        value = next(each for each in shown.pages[0].pieces if each.box.top == label.box.top + 2)
        name, kind, more = MEANS[label.text.partition(" ")[0]]
        made.append(Marked(name, kind, value, label, **more))  # type: ignore[arg-type]  # as above
    return tuple(made)


def _examples(screens: Sequence[dict[str, str]] = SCREENS) -> list[Example]:
    papers = [_paper(each) for each in screens]
    return [Example(each, _marked(each)) for each in papers]


def test_three_examples_teach_a_screen() -> None:
    template = learn(_examples(), ABOUT, templates())
    fourth = _paper(
        {"到手金额": "¥21.00", "起送价": "15.00", "里程费 (6.0公里)": "8.00", "平台抽成": "2.00",
         "运单编号": "S202609010042", "完成时间": "2026-09-01 07:01:02"}
    )  # fmt: skip

    reading = read_screen(fourth, "", (*templates(), template))

    assert reading.template == "shansong/order"
    assert {each.name: each.value for each in reading.fields} == {
        "total": "21.00", "base": "15.00", "distance": "8.00", "fee": "-2.00",
        "ref": "S202609010042", "done": "2026-09-01T07:01:02", "distance_quantity": "6000",
    }  # fmt: skip
    assert not reading.to_review


def test_the_program_proposes_on_the_second_what_was_marked_on_the_first() -> None:
    first, second, _ = _examples()
    start = draft(first, ABOUT, templates())

    offered = {each.name: each for each in proposed(start, second.paper)}

    assert {name: (each.label, each.value) for name, each in offered.items()} == {
        each.name: (each.label, each.value) for each in second.fields
    }
    assert offered["total"].total
    assert offered["base"].part


def test_a_taught_template_holds_nothing_of_the_person() -> None:
    text = template_text(learn(_examples(), ABOUT, templates()))

    shown = {each.text for example in _examples() for each in example.paper.pages[0].pieces}
    labels = {"到手金额", "起送价", "平台抽成", "运单编号", "完成时间"}
    for each in shown - labels:
        assert each not in text
    assert not any(figure in text for figure in ("8.2", "23.10", "S2026", "1234", "2026"))
    assert RIDER not in text


def test_a_taught_template_is_kept_and_shared_as_text() -> None:
    template = learn(_examples(), ABOUT, templates())

    assert load_template(template_text(template)) == template


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.key)
def test_every_shipped_template_survives_being_written_out(template) -> None:  # type: ignore[no-untyped-def]
    assert load_template(template_text(template)) == template


def _with(number: int, label: str, value: str) -> list[dict[str, str]]:
    return [
        {**each, label: value} if place == number else each for place, each in enumerate(SCREENS)
    ]


@pytest.mark.parametrize(
    ("screens", "code", "facts"),
    [
        (SCREENS[:2], "teaching_needs_more", {"count": 2, "needed": 3}),
        ((SCREENS[0], SCREENS[0], SCREENS[1]), "teaching_same_picture", {}),
        (_with(1, "起送价", "17.00"), "teaching_sum_differs", {"total": "total", "example": 1}),
        (_with(2, "起送价", "18"), "teaching_forms_differ", {"field": "base"}),
        (_with(2, "起送价", "abc"), "teaching_not_its_form", {"field": "base", "example": 3}),
    ],
)
def test_examples_that_contradict_one_another_teach_nothing(
    screens: Sequence[dict[str, str]], code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(GigWalletError) as refused:
        learn(_examples(screens), ABOUT, templates())

    assert refused.value.code == code
    assert facts.items() <= refused.value.facts.items()
    assert code in collected("REFUSALS")


def _relabelled(label: str) -> list[Example]:
    made = []
    for example in _examples():
        fields = tuple(
            replace(each, label=replace(each.label, text=label))
            if each.name == "base" and each.label
            else each
            for each in example.fields
        )
        made.append(replace(example, fields=fields))
    return made


@pytest.mark.parametrize("label", ["骑手48213", "王先生", "珞喻路1037号", "13800138000"])
def test_figures_and_people_never_become_a_label(label: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        learn(_relabelled(label), ABOUT, templates())

    assert refused.value.code == "teaching_label_private"


def test_two_fields_with_one_label_teach_nothing() -> None:
    with pytest.raises(GigWalletError) as refused:
        learn(_relabelled("平台抽成"), ABOUT, templates())

    assert refused.value.code == "teaching_label_twice"


def test_a_screen_that_is_known_already_cannot_be_told_from_it() -> None:
    """The person is asked to name what sets it apart, rather than to spoil the known one."""
    known = learn(_examples(), ABOUT, templates())

    with pytest.raises(GigWalletError) as refused:
        learn(_examples(), replace(ABOUT, platform="other"), (*templates(), known))

    assert refused.value.code == "teaching_does_not_fit"


def test_parts_of_parts_are_found_by_their_sums() -> None:
    shown = [
        {"Payment": "$5.71", "Platform": "$3.50", "Basic": "$2.00", "Rush": "$1.50",
         "Gratuity": "$2.21"},
        {"Payment": "$9.00", "Platform": "$4.25", "Basic": "$3.25", "Rush": "$1.00",
         "Gratuity": "$4.75"},
        {"Payment": "$4.10", "Platform": "$3.00", "Basic": "$3.00", "Rush": "$0.00",
         "Gratuity": "$1.10"},
    ]  # fmt: skip
    totals = {"Payment", "Platform"}

    def example(rows: dict[str, str]) -> Example:
        made = paper(pieces(list(rows.items())))
        at: dict[str, Piece] = {each.text: each for each in made.pages[0].pieces}
        by_top = {each.box.top: each for each in made.pages[0].pieces}
        fields = tuple(
            Marked(
                label.casefold(),
                FieldKind.MONEY,
                by_top[at[label].box.top + 2],
                at[label],
                label in totals,
                label not in totals,
            )
            for label in rows
        )
        return Example(made, fields)

    about = About("courier", "job", ScreenKind.ORDER, "USD", "", "en")
    template = learn([example(each) for each in shown], about)

    assert {each.total: set(each.parts) for each in template.sums} == {
        "payment": {"platform", "gratuity"},
        "platform": {"basic", "rush"},
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 70_000, "screen_template_too_large"),
        ("a = [" * 4000, "screen_template_syntax"),
        ("format = 2", "screen_template_format"),
        ('format = 1\nkind = "order"\ncurrency = "CNY"', "screen_template_missing_key"),
        ('format = 1\nkind = "order"\ncurrency = "yuan"', "screen_template_value"),
        ('format = 1\nkind = "spell"\ncurrency = "CNY"', "screen_template_value"),
    ],
)
def test_a_hostile_file_is_refused(text: str, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        load_template(text, "shared.toml")

    assert refused.value.code == code
    assert code in collected("REFUSALS")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('kind = "money"', 'kind = "money"\nrun = "rm"', "screen_template_unknown_key"),
        ('total = "total"', 'total = "nowhere"', "screen_template_no_such_field"),
        ('labels = ["起送价"]', 'labels = ["平台抽成"]', "screen_template_clash"),
        ('name = "base"', 'name = "../../base"', "screen_template_value"),
        ('platform = "shansong"', 'platform = "shan\\u0007song"', "screen_template_value"),
        ('platform = "shansong"', 'platform = " "', "screen_template_value"),
        ('zone = "Asia/Shanghai"', 'zone = "../../etc/passwd"', "screen_template_value"),
        ('basis = "Taught', 'basis = "\\u0007Taught', "screen_template_value"),
    ],
)
def test_a_shared_template_that_says_more_than_it_may_is_refused(
    before: str, after: str, code: str
) -> None:
    text = template_text(learn(_examples(), ABOUT, templates()))
    assert before in text

    with pytest.raises(GigWalletError) as refused:
        load_template(text.replace(before, after, 1), "shared.toml")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('fact = "completed_at"', 'fact = "customer_paid"'),
        ('total = "total"', 'total = "ref"'),
        ('total = "total"', 'total = "done"'),
        ('kind = "sum"', 'kind = "product"'),
        ('kind = "sum"', 'kind = "share"'),
        ('kind = "ref"', 'kind = "ref"\nmost = 5'),
        ('kind = "ref"', 'kind = "ref"\npay = "tip"'),
        ('shape = "x{13}"', 'shape = "x{1,40}x{1,40}x{1,40}x{1,40}"'),
        ('kind = "money"', 'kind = "money"\ndecimals = 3'),
    ],
)
def test_a_shared_template_that_cannot_be_reckoned_with_is_refused(before: str, after: str) -> None:
    text = template_text(learn(_examples(), ABOUT, templates()))
    assert before in text

    with pytest.raises(GigWalletError) as refused:
        load_template(text.replace(before, after, 1), "shared.toml")

    assert refused.value.code == "screen_template_value"


@pytest.mark.parametrize("line", ["{a}{b}", "{a} {b}", "{a}-{b}-{c}-{d}-{e}", "{a} · {a}"])
def test_a_line_that_would_take_for_ever_to_split_is_refused(line: str) -> None:
    text = template_text(learn(_examples(), ABOUT, templates()))
    for name in "abcde":
        text += f'\n[[field]]\nname = "{name}"\nkind = "text"\n'
    text += f'\n[[line]]\ntext = "{line}"\n'

    with pytest.raises(GigWalletError) as refused:
        load_template(text, "shared.toml")

    assert refused.value.code == "screen_template_value"
