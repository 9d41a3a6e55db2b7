"""What was chosen for an evidence file is there when it is made again, and stands in no log."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.bundles import file_choices
from gigwallet.app.bundles.keep_arrangement import (
    Arranged,
    BoardView,
    arranged,
    keep,
    keep_view,
    view,
)
from gigwallet.app.letters.in_bundle import WantedLetter
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId

_MONTH = Period.of_month(2025, 8)
_OTHERS = ExhibitChoices(
    words=False, keep_metadata=True, papers=Papers.DRAWN, attach_originals=True, locked_unshown=True
)


def _chosen(before: Arranged, letter: WantedLetter | None = None) -> Arranged:
    draft = replace(
        before.draft,
        profile="cn_court",
        choices=_OTHERS,
        matter="欠薪争议",
        case_number="武劳人仲〔2026〕17号",
        office="武汉市洪山区人民法院",
        after=(Path("/papers/已送达.pdf"), Path("/papers/second.pdf")),
        volume_pages=120,
        volume_mb=20,
        passwords=("secret",),
    )
    return replace(before, draft=draft, letter=letter)


def test_all_that_was_chosen_is_there_again(wallet: Wallet, meituan: EngagementId) -> None:
    words = {"demand_by": "2025-10-01", "言": "限期支付\n“全部”"}
    letter = WantedLetter("cn/pay_shortfall", meituan, "zh", words, "item-3")
    left = keep(wallet, _chosen(arranged(wallet, meituan, _MONTH), letter))

    again = arranged(wallet, meituan, _MONTH)

    assert again.letter == letter
    assert replace(again.draft, passwords=("secret",)) == left.draft
    assert again.chosen.profile == "cn_court"


def test_passwords_and_what_is_shown_after_all_are_kept_nowhere(
    wallet: Wallet, meituan: EngagementId
) -> None:
    left = keep(wallet, _chosen(arranged(wallet, meituan, _MONTH)))

    assert arranged(wallet, meituan, _MONTH).draft.passwords == ()
    assert left.case is not None
    assert "secret" not in wallet.vault.settings.get("evidence.file." + left.case)


def test_the_choices_of_one_file_are_not_those_of_another(
    wallet: Wallet, meituan: EngagementId
) -> None:
    """But for the form, with which a new file begins."""
    keep(wallet, _chosen(arranged(wallet, meituan, _MONTH)))
    other = arranged(wallet, meituan, Period.of_month(2025, 9)).draft

    assert (other.case_number, other.after, other.volume_pages) == ("", (), 0)
    assert other.profile == "cn_court"


def test_choices_alone_leave_the_log_as_it_is(wallet: Wallet, meituan: EngagementId) -> None:
    first = keep(wallet, arranged(wallet, meituan, _MONTH))
    head = wallet.vault.log_head
    keep(wallet, _chosen(first))

    assert wallet.vault.log_head == head


def test_what_was_kept_without_being_heard_of_is_kept_once(
    wallet: Wallet, meituan: EngagementId
) -> None:
    """The window was locked before the answer came: it says the same again."""
    before = _chosen(arranged(wallet, meituan, _MONTH))
    keep(wallet, before)
    keep(wallet, before)

    assert len(wallet.vault.cases.all()) == 1


@pytest.mark.parametrize(
    "said", ["", "half a sen", "[]", '{"choices": {"papers": "folded"}}', '{"profile": 3}']
)
def test_words_of_another_version_choose_nothing(
    wallet: Wallet, meituan: EngagementId, said: str
) -> None:
    left = keep(wallet, arranged(wallet, meituan, _MONTH))
    assert left.case is not None
    wallet.vault.settings.put("evidence.file." + left.case, said)

    assert file_choices.read(wallet, left.case) is None
    assert arranged(wallet, meituan, _MONTH).draft.choices == left.draft.choices


def test_a_choice_that_this_version_does_not_know_chooses_nothing(
    wallet: Wallet, meituan: EngagementId
) -> None:
    left = keep(wallet, _chosen(arranged(wallet, meituan, _MONTH)))
    assert left.case is not None
    key = "evidence.file." + left.case
    said = json.loads(wallet.vault.settings.get(key)) | {"of_tomorrow": 1}
    wallet.vault.settings.put(key, json.dumps(said))

    assert file_choices.read(wallet, left.case) is None


def test_what_the_board_shows_makes_no_case(wallet: Wallet, meituan: EngagementId) -> None:
    assert view(wallet, meituan) == BoardView("", chronology=True)
    keep_view(wallet, meituan, BoardView("out", chronology=False))

    assert view(wallet, meituan) == BoardView("out", chronology=False)
    assert wallet.vault.cases.all() == []
