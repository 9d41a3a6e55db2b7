"""Spellings that a person confirmed are proposed, and learnt where the person wants it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.screens import kept_screens, known_screens, learn_labels
from gigwallet.app.screens.learn_labels import LearntLabel
from gigwallet.app.screens.review_fields import Confirm, Correct, decide
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.domain.worker import Worker
from gigwallet.ocr import read_screen
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.ocr.fields.drawn import ORDER, read, screen
from tests.ocr.fields.test_renamed import NEW
from tests.ocr.fields.test_renamed import ROWS as RENAMED
from tests.vault import things

SPELT = "顾客感谢金"
LABEL = LearntLabel("meituan/order", "tip", SPELT)


def add(wallet: Wallet, number: int, label: str = SPELT) -> ExhibitId:
    content = f"picture {number}".encode()
    box = Box(40, 400, 600, 40)
    field = ScreenField(
        "tip", label, "1.00", "1.00", FieldKind.MONEY, "CNY", box, box, 0.9, Standing.REVIEW,
        "screen_label_unsure",
    )  # fmt: skip
    reading = ScreenReading(
        Paper((Page(1080, 2400, ()),)), "meituan/order", "1", "meituan", (field,)
    )
    made = wallet.vault.exhibits.add(things.exhibit(content, f"{number}.png"), content)
    wallet.vault.screens.put(made, StoredReading(reading, "e", "t"))
    return made


def order_tip(wallet: Wallet) -> tuple[str, ...]:
    order = next(each for each in known_screens.known(wallet) if each.key == "meituan/order")
    rule = order.rule("tip")
    assert rule is not None
    return rule.labels


def confirmed(wallet: Wallet, number: int = 0, label: str = SPELT) -> ExhibitId:
    made = add(wallet, number, label)
    decide(wallet, made, "tip", Confirm())
    return made


def test_a_label_that_was_confirmed_is_proposed_with_its_field_and_its_latest_picture(
    wallet: Wallet,
) -> None:
    assert learn_labels.proposed(wallet) == ()
    confirmed(wallet, 0)
    latest = confirmed(wallet, 1)

    (offer,) = learn_labels.proposed(wallet)
    assert offer.label == LABEL
    assert offer.means is not None
    assert (offer.means.called, offer.means.pay, offer.times) == ("用户小费", PayCategory.TIP, 2)
    assert (offer.exhibit, offer.shown.label, offer.kind) == (latest, SPELT, "order")


def test_a_label_that_is_learnt_is_known_and_can_be_taken_back(wallet: Wallet) -> None:
    confirmed(wallet)
    before = known_screens.mark(known_screens.known(wallet), "1")
    learn_labels.learn(wallet, LABEL)

    assert order_tip(wallet)[-1] == SPELT
    assert learn_labels.proposed(wallet) == ()
    assert learn_labels.learnt(wallet) == (LABEL,)
    assert known_screens.mark(known_screens.known(wallet), "1") != before
    learn_labels.unlearn(wallet, LABEL)
    assert SPELT not in order_tip(wallet)
    assert [each.label for each in learn_labels.proposed(wallet)] == [LABEL]
    assert known_screens.mark(known_screens.known(wallet), "1") == before
    with pytest.raises(GigWalletError, match="label_not_learnt"):
        learn_labels.unlearn(wallet, LABEL)


def test_a_label_that_was_declined_is_not_proposed_again(wallet: Wallet) -> None:
    confirmed(wallet, 0)
    learn_labels.decline(wallet, LABEL)
    confirmed(wallet, 1)

    assert learn_labels.proposed(wallet) == ()
    assert SPELT not in order_tip(wallet)


def test_only_what_two_screens_say_is_learnt_without_a_second_look(wallet: Wallet) -> None:
    confirmed(wallet, 0)
    assert learn_labels.learn_sure(wallet) == ()
    confirmed(wallet, 1)

    assert [each.label for each in learn_labels.learn_sure(wallet)] == [LABEL]
    assert learn_labels.learnt(wallet) == (LABEL,)


def test_labels_that_are_known_or_were_not_looked_at_are_not_proposed(wallet: Wallet) -> None:
    for number in range(3):
        add(wallet, number)
        confirmed(wallet, 10 + number, "用户小费")
    confirmed(wallet, 20, "超时扣款")  # the label of another field, which can never be learnt

    assert learn_labels.proposed(wallet) == ()


# Amounts that a sum lacks --------------------------------------------------------------------


def with_new_amount(wallet: Wallet, number: int = 0) -> ExhibitId:
    """An order of which one amount has a label that nobody knows."""
    rows = [("跨城加价" if name == "用户小费" else name, value) for name, value in ORDER]
    rows = [(name, f"#{number}") if name == "订单号" else (name, value) for name, value in rows]
    content = f"order {number}".encode()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"order {number}.png"), content)
    wallet.vault.screens.put(made, StoredReading(read(rows), "e", "t"))
    return made


def test_an_amount_that_a_sum_lacks_is_proposed_and_learnt_as_what_it_is_paid_for(
    wallet: Wallet,
) -> None:
    for number in range(2):
        made = with_new_amount(wallet, number)
    (offer,) = learn_labels.proposed(wallet)
    assert (offer.label.label, offer.means, offer.adds_up) == ("跨城加价", None, "本单收入")
    assert (offer.times, offer.exhibit, offer.shown.value) == (2, made, "1.00")
    assert learn_labels.learn_sure(wallet) == ()  # what it is, nobody has said

    learnt = learn_labels.as_paid_for(offer.label, PayCategory.DISTANCE)
    learn_labels.learn(wallet, learnt)

    order = next(each for each in known_screens.known(wallet) if each.key == "meituan/order")
    rule = order.rule(learnt.field)
    assert rule is not None
    assert (rule.labels, rule.pay) == (("跨城加价",), PayCategory.DISTANCE)
    assert learnt.field in order.sums[0].parts
    assert learn_labels.learnt(wallet) == (learnt,)
    assert learn_labels.proposed(wallet) == ()
    learn_labels.unlearn(wallet, learnt)
    assert [each.label for each in learn_labels.proposed(wallet)] == [offer.label]


def test_an_amount_that_was_declined_is_not_proposed_again(wallet: Wallet) -> None:
    with_new_amount(wallet)
    (offer,) = learn_labels.proposed(wallet)
    learn_labels.decline(wallet, offer.label)
    with_new_amount(wallet, 1)

    assert learn_labels.proposed(wallet) == ()


# A total that was renamed --------------------------------------------------------------------


def with_renamed_total(wallet: Wallet, number: int = 0) -> ExhibitId:
    rows = [(name, f"#{number}" if name == "订单号" else value) for name, value in RENAMED]
    content = f"renamed {number}".encode()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"renamed {number}.png"), content)
    wallet.vault.screens.put(made, StoredReading(read(rows), "e", "t"))
    return made


def test_a_total_that_was_renamed_is_proposed_by_its_sum_and_waits_for_the_persons_word(
    wallet: Wallet,
) -> None:
    for number in range(2):
        made = with_renamed_total(wallet, number)

    (offer,) = learn_labels.proposed(wallet)
    assert offer.label == LearntLabel("meituan/zhuansong_order", "total", NEW)
    assert offer.means is not None
    assert (offer.means.called, offer.adds_up, offer.times) == ("本单收入", "本单收入", 2)
    assert (offer.exhibit, offer.shown.value) == (made, "7.23")
    assert learn_labels.learn_sure(wallet) == ()  # a sum may come out so by chance

    learn_labels.learn(wallet, offer.label)
    assert not read_screen(screen(RENAMED), "", known_screens.known(wallet)).to_review
    assert learn_labels.proposed(wallet) == ()


def test_a_total_that_was_renamed_is_learnt_from_what_the_person_typed_on_two_pictures(
    wallet: Wallet,
) -> None:
    for number in range(2):
        decide(wallet, with_renamed_total(wallet, number), "total", Correct("7.23"))

    (offer,) = learn_labels.proposed(wallet)
    assert (offer.adds_up, offer.times) == ("", 2)
    assert [each.label.label for each in learn_labels.learn_sure(wallet)] == [NEW]


@pytest.mark.parametrize(
    "stored", ['"x"', "[1]", '[["a", "b"]]', '[["t", "f", "l", "r", "no", 1]]']
)
def test_labels_that_another_version_wrote_otherwise_are_passed_over(
    wallet: Wallet, stored: str
) -> None:
    wallet.vault.settings.put("screen_labels", stored)

    assert learn_labels.learnt(wallet) == ()
    assert known_screens.known(wallet)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        (LearntLabel("meituan/order", "tip", "超时扣款"), "screen_template_clash"),
        (LearntLabel("meituan/order", "tip", "欧阳娜娜谢谢您"), "screen_names_person"),
        (LearntLabel("meituan/order", "tip", "王先生"), "teaching_label_private"),
        (LearntLabel("meituan/gone", "tip", SPELT), "screen_not_known"),
    ],
    ids=["another field's", "the person's", "a customer's", "no screen's"],
)
def test_what_cannot_be_kept_is_not_learnt(wallet: Wallet, label: LearntLabel, code: str) -> None:
    put_worker(wallet, Worker(name="欧阳娜娜"))
    with pytest.raises(GigWalletError, match=code):
        learn_labels.learn(wallet, label)

    assert learn_labels.learnt(wallet) == ()


def test_there_is_an_end_to_what_is_learnt(wallet: Wallet) -> None:
    many = [replace(LABEL, label=f"label {number}") for number in range(kept_screens.MOST_LEARNT)]
    kept_screens.put_learnt(wallet, many)

    with pytest.raises(GigWalletError, match="too_many_labels"):
        learn_labels.learn(wallet, LABEL)


def test_a_vault_that_is_only_read_learns_and_declines_nothing(wallet: Wallet) -> None:
    confirmed(wallet)
    with wallet.reader() as reader:
        assert [each.label for each in learn_labels.proposed(reader)] == [LABEL]
        for change in (learn_labels.learn, learn_labels.decline, learn_labels.unlearn):
            with pytest.raises(GigWalletError, match="vault_read_only"):
                change(reader, LABEL)
