"""Screens that were taught go from hand to hand, without anybody's data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.screens import (
    kept_screens,
    known_screens,
    learn_labels,
    share_screens,
    teach_screens,
)
from gigwallet.app.screens.learn_labels import LearntLabel
from gigwallet.app.screens.list_known_screens import Origin, Sureness, known_screens_of
from gigwallet.app.screens.review_fields import Confirm, decide
from gigwallet.app.screens.screen_story import SumStory
from gigwallet.app.screens.share_screens import Change
from gigwallet.app.screens.teach_screens import About, Lesson
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.worker import Worker
from gigwallet.ocr import Part
from tests.app import people
from tests.app.screens import test_learn_labels, test_teach_screens
from tests.ocr.fields.drawn import paper, piece, pieces

KEY = "快狗打车/order"
LABEL = LearntLabel("meituan/order", "tip", "顾客感谢金")
SHIPPED = Path(__file__).parents[3] / "resources" / "screens" / "meituan" / "order.toml"


def teach(wallet: Wallet, platform: str = "快狗打车", rider: str = test_teach_screens.RIDER) -> str:
    exhibits = [
        test_teach_screens.add(
            wallet, number, paper([piece(rider, 300, 60), *pieces(list(shown.items()))])
        )
        for number, shown in enumerate(test_teach_screens.SCREENS)
    ]
    examples = tuple(test_teach_screens.example(wallet, each) for each in exhibits)
    return teach_screens.learn(
        wallet, Lesson(platform, About.ORDER, "CNY", "Asia/Shanghai", examples)
    )


def saved(wallet: Wallet, folder: Path, key: str) -> Path:
    return share_screens.save_shared(wallet, key, folder / share_screens.shared(wallet, key).name)


# Names of platforms --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "platform",
    [
        "快狗打车",
        "Uber Eats",
        "Uber\u3000Eats",
        " 闪送 ",
        "A/B: \"跑腿\" \\ 'x'",
        "../../etc",
        "Çiçek Ulaşım",
    ],
    ids=["chinese", "blank", "wide blank", "blanks around", "signs", "path", "accents"],
)
def test_a_screen_of_a_platform_of_any_name_is_taught_kept_and_given_on(
    wallet: Wallet, tmp_path: Path, platform: str
) -> None:
    key = teach(wallet, platform)

    assert key == f"{platform}/order"
    (template, *_own) = known_screens.known(wallet)
    assert (template.platform, template.key) == (platform, key)
    file = saved(wallet, tmp_path, key)
    assert file.parent == tmp_path
    assert share_screens.offered(wallet, file).story.platform == platform


@pytest.mark.parametrize("platform", ["", "  ", "a\nb", "x" * 301])
def test_what_is_no_name_is_no_platform(wallet: Wallet, platform: str) -> None:
    with pytest.raises(GigWalletError, match="screen_template_"):
        teach(wallet, platform)


# Given on ------------------------------------------------------------------------------------


def test_what_is_given_on_holds_no_data_of_the_person_and_says_what_it_holds(
    wallet: Wallet,
) -> None:
    shared = share_screens.shared(wallet, teach(wallet))

    for private in (test_teach_screens.RIDER, "23.10", "S2026", "2026-08"):
        assert private not in shared.text
    assert shared.name == "快狗打车 order.toml"
    story = shared.story
    assert (story.kind, story.currency, story.zone) == ("order", "CNY", "Asia/Shanghai")
    assert {each.called: each.pay for each in story.fields if each.pay} == {
        "起送价": PayCategory.BASE,
        "里程费": PayCategory.DISTANCE,
        "平台抽成": PayCategory.COMMISSION,
    }
    assert story.sums == (SumStory("到手金额", ("起送价", "里程费"), ("平台抽成",)),)
    assert [each.called for each in story.fields if each.total] == ["到手金额"]
    # All that the file says in words is told before it is saved.
    told = {label for each in story.fields for label in each.labels} | set(story.anchors)
    assert {each for each in test_teach_screens.MEANS if each in shared.text} <= told


def test_a_remark_in_a_file_that_was_taken_in_is_not_given_on(
    wallet: Wallet, tmp_path: Path
) -> None:
    text = share_screens.shared(wallet, teach(wallet)).text
    known_screens.forget(wallet, KEY)
    file = people.put(tmp_path, "k.toml", f"# {people.FRIEND} told me so\n{text}")
    share_screens.take_in(wallet, share_screens.offered(wallet, file))

    assert people.FRIEND not in share_screens.shared(wallet, KEY).text


def test_the_program_s_own_screens_and_unknown_ones_are_not_given_on(wallet: Wallet) -> None:
    for key in ("meituan/order", "nobody/order"):
        with pytest.raises(GigWalletError, match="screen_not_taught"):
            share_screens.shared(wallet, key)


def test_words_that_name_the_person_are_neither_taught_nor_given_on(wallet: Wallet) -> None:
    put_worker(wallet, Worker(name="里程"))
    with pytest.raises(GigWalletError, match="screen_names_person"):
        teach(wallet)
    put_worker(wallet, Worker(name="Per", phone="son"))  # "Taught by a person from 3 screens."
    key = teach(wallet, "another")
    put_worker(wallet, Worker(name="person"))

    with pytest.raises(GigWalletError, match="screen_names_person"):
        share_screens.shared(wallet, key)


# Taken in ------------------------------------------------------------------------------------


def test_a_screen_goes_from_hand_to_hand(wallet: Wallet, tmp_path: Path) -> None:
    file = saved(wallet, tmp_path, teach(wallet))
    known_screens.forget(wallet, KEY)
    offer = share_screens.offered(wallet, file)

    assert (offer.change, offer.story.key) == (Change.NEW, KEY)
    assert kept_screens.texts(wallet) == {}  # a look keeps nothing
    assert share_screens.take_in(wallet, offer) == KEY
    (first, *_rest) = known_screens_of(wallet)
    assert (first.key, first.origin, first.sureness) == (KEY, Origin.GIVEN, Sureness.SEEN)
    assert share_screens.offered(wallet, file).change is Change.NOTHING
    assert share_screens.shared(wallet, KEY).text == file.read_text("utf-8")


def test_labels_go_from_hand_to_hand_and_the_program_s_screen_stays(
    wallet: Wallet, tmp_path: Path
) -> None:
    learn_labels.learn(wallet, LABEL)
    file = saved(wallet, tmp_path, LABEL.template)
    assert share_screens.offered(wallet, file).change is Change.NOTHING
    learn_labels.unlearn(wallet, LABEL)

    offer = share_screens.offered(wallet, file)
    assert (offer.change, offer.labels) == (Change.LABELS, (LABEL,))
    share_screens.take_in(wallet, offer)
    assert learn_labels.learnt(wallet) == (LABEL,)
    assert kept_screens.texts(wallet) == {}
    own = next(each for each in known_screens_of(wallet) if each.key == LABEL.template)
    assert (own.origin, own.learnt, own.replaces) == (Origin.PROGRAM, (LABEL,), False)


def test_new_amounts_go_from_hand_to_hand_with_what_they_are_paid_for(
    wallet: Wallet, tmp_path: Path
) -> None:
    part = Part("跨城扣款", "total", PayCategory.PENALTY, minus=True)
    amount = LearntLabel.of_part("meituan/order", part)
    for each in (LABEL, amount):
        learn_labels.learn(wallet, each)
    file = saved(wallet, tmp_path, LABEL.template)
    assert "跨城扣款" in file.read_text("utf-8")
    for each in (LABEL, amount):
        learn_labels.unlearn(wallet, each)

    offer = share_screens.offered(wallet, file)
    assert (offer.change, set(offer.labels)) == (Change.LABELS, {LABEL, amount})
    assert offer.story.sums[0].taken_off[-1] == "跨城扣款"
    share_screens.take_in(wallet, offer)
    assert set(learn_labels.learnt(wallet)) == {LABEL, amount}
    assert share_screens.offered(wallet, file).change is Change.NOTHING


def test_another_description_of_a_known_screen_takes_its_place_and_says_so(
    wallet: Wallet, tmp_path: Path
) -> None:
    other = SHIPPED.read_text("utf-8").replace("用户小费", "顾客小费")
    file = people.put(tmp_path, "order.toml", other)
    offer = share_screens.offered(wallet, file)
    assert offer.change is Change.IN_PLACE_OF_PROGRAMS
    share_screens.take_in(wallet, offer)
    (first, *rest) = known_screens_of(wallet)

    assert (first.key, first.replaces) == ("meituan/order", True)
    assert "meituan/order" not in {each.key for each in rest}
    again = people.put(tmp_path, "again.toml", SHIPPED.read_text("utf-8"))
    assert share_screens.offered(wallet, again).change is Change.IN_PLACE_OF_TAUGHT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff", "screen_file_other"),
        (b'{"kind": "gigwallet-table", "version": 1}', "screen_file_other"),
        (b"day,orders\n2025-07-01,12\n", "screen_file_other"),
        (b"", "screen_file_other"),
        (b"x" * 300_000, "screen_file_other"),
        (b"format = ", "screen_template_syntax"),
        (b"format = 9", "screen_template_format"),
        (SHIPPED.read_bytes()[:700], "screen_template_"),
        (SHIPPED.read_bytes() + b"\nsecret = 1\n", "screen_template_unknown_key"),
    ],
    ids=[
        "picture", "table profile", "table", "empty", "large", "torn line", "later version",
        "torn", "more than known",
    ],
)  # fmt: skip
def test_what_is_no_screen_or_is_damaged_is_refused_and_nothing_kept(
    wallet: Wallet, tmp_path: Path, content: bytes, code: str
) -> None:
    file = people.put(tmp_path, "given.toml", content)
    with pytest.raises(GigWalletError, match=code) as refused:
        share_screens.offered(wallet, file)

    assert refused.value.facts["name"] == "given.toml"
    assert kept_screens.texts(wallet) == {}


def test_every_beginning_of_a_file_is_refused_or_is_the_whole(
    wallet: Wallet, tmp_path: Path
) -> None:
    """A torn file never becomes a screen that reads less than its author meant, unless it is torn
    between two of its parts, which nobody can see; then what is shown tells."""
    whole = share_screens.shared(wallet, teach(wallet)).text
    known_screens.forget(wallet, KEY)
    for end in range(0, len(whole), 7):
        file = people.put(tmp_path, "torn.toml", whole[:end])
        try:
            offer = share_screens.offered(wallet, file)
        except GigWalletError:
            continue
        assert offer.story.fields


# The list ------------------------------------------------------------------------------------


def test_the_list_says_whose_each_is_and_how_often_it_was_read_and_confirmed(
    wallet: Wallet,
) -> None:
    before = known_screens_of(wallet)
    assert {each.origin for each in before} == {Origin.PROGRAM}
    assert {each.sureness for each in before} == {Sureness.UNVERIFIED}
    assert [each.key for each in before] == sorted(each.key for each in before)

    teach(wallet)
    pictures = [test_learn_labels.add(wallet, number, "用户小费") for number in range(20, 23)]
    decide(wallet, pictures[0], "tip", Confirm())
    learn_labels.learn(wallet, LABEL)
    known = {each.key: each for each in known_screens_of(wallet)}

    assert next(iter(known)) == KEY
    assert (known[KEY].origin, known[KEY].sureness) == (Origin.TAUGHT, Sureness.CONFIRMED)
    order = known["meituan/order"]
    assert (order.pictures, order.confirmed, order.sureness) == (3, 1, Sureness.CONFIRMED)
    assert (order.may_be_shared, known["didi/trip"].may_be_shared) == (True, False)


def test_a_quantity_is_told_with_the_label_that_it_stands_in(wallet: Wallet) -> None:
    order = next(each for each in known_screens_of(wallet) if each.key == "meituan/order")
    (paid,) = (each for each in order.story.fields if each.fact == "paid_m")

    assert (paid.labels, paid.inside) == ((), "距离加价")


def test_forgetting_takes_the_labels_along_and_leaves_the_rest(wallet: Wallet) -> None:
    key = teach(wallet)
    learn_labels.learn(wallet, replace(LABEL, template=key, field="base", label="跑腿底价"))
    learn_labels.learn(wallet, LABEL)
    known_screens.forget(wallet, key)

    assert kept_screens.texts(wallet) == {}
    assert learn_labels.learnt(wallet) == (LABEL,)
    with pytest.raises(GigWalletError, match="screen_not_taught"):
        known_screens.forget(wallet, key)


def test_a_vault_that_is_only_read_forgets_and_takes_in_nothing(
    wallet: Wallet, tmp_path: Path
) -> None:
    file = saved(wallet, tmp_path, teach(wallet))
    known_screens.forget(wallet, KEY)
    with wallet.reader() as reader:
        offer = share_screens.offered(reader, file)
        for change in (
            lambda: share_screens.take_in(reader, offer),
            lambda: known_screens.forget(reader, KEY),
        ):
            with pytest.raises(GigWalletError, match="vault_read_only"):
                change()
