"""Whatever a screen can say has a word."""

from __future__ import annotations

from gigwallet.app.screens.list_known_screens import Origin, Sureness
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr import ScreenKind
from gigwallet.ocr.fields.template import FACT_KINDS
from gigwallet.words import screen_words


def test_each_fact_of_a_template_has_a_word_of_its_own() -> None:
    words = [screen_words.meaning(kinds[0], fact) for fact, kinds in FACT_KINDS.items()]

    assert len(set(words)) == len(words)
    assert not set(words) & {screen_words.meaning(kind) for kind in FieldKind}


def test_a_field_is_called_as_narrowly_as_its_template_says() -> None:
    assert screen_words.meaning(FieldKind.MONEY, pay=PayCategory.TIP) == "Tip"
    assert screen_words.meaning(FieldKind.MONEY, total=True) == "Total"
    assert screen_words.meaning(FieldKind.MONEY, "net", total=True) == "Pay after deductions"
    assert screen_words.meaning(FieldKind.MONEY) == "An amount"


def test_every_kind_of_screen_source_and_certainty_has_a_word() -> None:
    assert all(screen_words.about(each.value) for each in ScreenKind)
    assert all(screen_words.origin(each.value) for each in Origin)
    assert all(screen_words.sureness(each.value) for each in Sureness)
