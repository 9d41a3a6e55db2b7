"""A person teaches a screen row by row; what is kept of it holds no data of theirs."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gigwallet.app.screens import known_screens, share_screens, teach_screens
from gigwallet.app.screens.teach_screens import About, Example, Lesson, Meaning
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.ocr.fields.drawn import paper, piece, pieces
from tests.vault import things

RIDER = "欧阳娜娜"
SCREENS = (
    {"到手金额": "¥23.10", "起送价": "16.00", "里程费": "9.60", "平台抽成": "2.50",
     "运单编号": "S202608031234", "完成时间": "2026-08-03 12:01:02"},
    {"到手金额": "¥14.30", "起送价": "16.00", "里程费": "0.00", "平台抽成": "1.70",
     "运单编号": "S202608031777", "完成时间": "2026-08-03 13:20:40"},
    {"到手金额": "¥34.80", "起送价": "18.00", "里程费": "20.00", "平台抽成": "3.20",
     "运单编号": "S202608040001", "完成时间": "2026-08-04 09:11:12"},
)  # fmt: skip
MEANS = {
    "到手金额": Meaning.TOTAL,
    "起送价": Meaning.BASE,
    "里程费": Meaning.DISTANCE_PAY,
    "平台抽成": Meaning.COMMISSION,
    "运单编号": Meaning.REF,
    "完成时间": Meaning.COMPLETED_AT,
}


def add(wallet: Wallet, number: int, shown: Paper) -> ExhibitId:
    page = shown.pages[0]
    out = io.BytesIO()
    Image.new("L", (page.width, page.height), number).save(out, "PNG")
    content = out.getvalue()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"闪送 {number}.png"), content)
    wallet.vault.screens.put(made, StoredReading(ScreenReading(shown), "e", "t"))
    return made


@pytest.fixture
def pictures(wallet: Wallet) -> list[ExhibitId]:
    return [
        add(wallet, number, paper([piece(RIDER, 300, 60), *pieces(list(shown.items()))]))
        for number, shown in enumerate(SCREENS)
    ]


def example(wallet: Wallet, exhibit: ExhibitId) -> Example:
    sheet = teach_screens.sheet_of(wallet, exhibit)
    return Example(sheet, tuple(MEANS.get(row.label.text, Meaning.NOTHING) for row in sheet.rows))


def lesson(wallet: Wallet, pictures: list[ExhibitId]) -> Lesson:
    examples = tuple(example(wallet, each) for each in pictures)
    return Lesson("shansong", About.ORDER, "CNY", "Asia/Shanghai", examples)


def test_pictures_that_nobody_knows_are_offered_the_latest_first(
    wallet: Wallet, pictures: list[ExhibitId]
) -> None:
    add(wallet, 9, paper([piece("假期", 300, 200)]))

    assert [exhibit for exhibit, _ in teach_screens.unknown(wallet)] == pictures[::-1]


def test_a_sheet_has_its_rows_from_top_to_bottom(wallet: Wallet, pictures: list[ExhibitId]) -> None:
    sheet = teach_screens.sheet_of(wallet, pictures[0])

    assert [row.label.text for row in sheet.rows][1:] == list(SCREENS[0])
    assert sheet.rows[1].value.text == "¥23.10"
    assert sheet.rows[1].text == "到手金额  ¥23.10"
    assert sheet.picture.png.startswith(b"\x89PNG")


def test_a_figure_below_its_word_is_one_row_with_it() -> None:
    shown = paper([piece("Your earnings", 22, 200), piece("$12.40", 22, 260)])
    (row,) = teach_screens.rows_of(shown.pages[0])

    assert (row.label.text, row.value.text) == ("Your earnings", "$12.40")


def test_three_confirmed_examples_teach_the_screen_and_make_its_pictures_wait(
    wallet: Wallet, pictures: list[ExhibitId]
) -> None:
    key = teach_screens.learn(wallet, lesson(wallet, pictures))

    assert key == "shansong/order"
    assert key in {each.key for each in known_screens.known(wallet)}
    text = share_screens.shared(wallet, key).text
    for private in (RIDER, "23.10", "S2026", "2026-08"):
        assert private not in text


def test_after_the_first_example_the_next_ones_are_proposed(
    wallet: Wallet, pictures: list[ExhibitId]
) -> None:
    begun = lesson(wallet, pictures[:1])
    second = teach_screens.sheet_of(wallet, pictures[1])

    proposed = teach_screens.proposals(wallet, begun, second)

    assert proposed == example(wallet, pictures[1]).meanings
    empty = Lesson("shansong", About.ORDER, "CNY", "Asia/Shanghai")
    assert set(teach_screens.proposals(wallet, empty, second)) == {Meaning.NOTHING}


def test_two_examples_are_not_enough_and_an_unknown_screen_cannot_be_shared(
    wallet: Wallet, pictures: list[ExhibitId]
) -> None:
    with pytest.raises(GigWalletError, match="teaching_needs_more"):
        teach_screens.learn(wallet, lesson(wallet, pictures[:2]))
    with pytest.raises(GigWalletError, match="screen_not_taught"):
        share_screens.shared(wallet, "shansong/order")


@pytest.mark.parametrize("about", list(About))
def test_every_kind_of_screen_offers_its_own_meanings(about: About) -> None:
    offered = teach_screens.meanings(about)

    assert offered[0] is Meaning.NOTHING
    assert (Meaning.REF in offered) == (about in (About.ORDER, About.TRIP))
    assert (Meaning.ORDERS in offered) == (about not in (About.ORDER, About.TRIP))
