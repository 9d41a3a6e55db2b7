"""Spellings that a person confirmed are proposed, and learnt where the person wants it."""

from __future__ import annotations

import pytest

from gigwallet.app import known_screens, learn_labels
from gigwallet.app.review_fields import Confirm, decide
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.vault import things

SPELT = "顾客感谢金"


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


def test_a_label_that_was_confirmed_twice_is_proposed_and_learnt(wallet: Wallet) -> None:
    for number in range(2):
        assert learn_labels.suggestions(wallet) == ()
        decide(wallet, add(wallet, number), "tip", Confirm())

    (suggested,) = learn_labels.suggestions(wallet)
    assert (suggested.template, suggested.field, suggested.label) == ("meituan/order", "tip", SPELT)
    learn_labels.learn(wallet, suggested)

    order = next(each for each in known_screens.known(wallet) if each.key == "meituan/order")
    rule = order.rule("tip")
    assert rule is not None
    assert SPELT in rule.labels
    assert learn_labels.suggestions(wallet) == ()


def test_labels_that_are_known_or_were_not_looked_at_are_not_proposed(wallet: Wallet) -> None:
    for number in range(3):
        add(wallet, number)
        decide(wallet, add(wallet, 10 + number, "用户小费"), "tip", Confirm())

    assert learn_labels.suggestions(wallet) == ()


def test_a_vault_that_is_only_read_learns_nothing(wallet: Wallet) -> None:
    for number in range(2):
        decide(wallet, add(wallet, number), "tip", Confirm())
    with wallet.reader() as reader:
        (suggested,) = learn_labels.suggestions(reader)
        with pytest.raises(GigWalletError, match="vault_read_only"):
            learn_labels.learn(reader, suggested)
