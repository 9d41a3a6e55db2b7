"""The evidence is found as it was left: its order, its choice, and the person's own words."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.bundles.build_bundle import BundleItem
from gigwallet.app.bundles.keep_arrangement import Arranged, arranged, keep, scope_of
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.case import ChosenExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import CaseId, EngagementId, ExhibitId
from tests.app.people import bill, bill_line, put


def _picture(folder: Path, name: str, shade: int) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), (shade, shade, shade)).save(out, "PNG")
    return put(folder, name, out.getvalue())


@pytest.fixture
def kept(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> Wallet:
    """Three pictures that nothing was read from, and a bill with two wages."""
    files = [_picture(tmp_path, f"shot-{n}.png", 60 * n) for n in range(3)]
    lines = (
        bill_line("2025-08-10 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-09-10 20:00:00", "美团众包", "100.00"),
    )
    files.append(put(tmp_path, "账单.csv", bill(*lines)))
    import_files(wallet, files, Job(), payers=frozenset({"美团众包"}))
    return wallet


def _case(arrangement: Arranged) -> CaseId:
    assert arrangement.case is not None
    return arrangement.case


def _names(arrangement: Arranged) -> list[tuple[str, bool]]:
    return [(each.name, each.included) for each in arrangement.draft.items]


def _edited(arrangement: Arranged, *items: BundleItem) -> Arranged:
    return replace(arrangement, draft=replace(arrangement.draft, items=items))


def test_what_nobody_touched_is_kept_nowhere(kept: Wallet, meituan: EngagementId) -> None:
    arrangement = arranged(kept, meituan)

    assert arrangement.case is None
    assert arrangement.draft == arrangement.chosen
    assert kept.vault.cases.all() == []


def test_order_choice_and_words_are_there_at_the_next_visit(
    kept: Wallet, meituan: EngagementId
) -> None:
    first = arranged(kept, meituan)
    money, *shots = first.draft.items
    a, b, c = (replace(each, included=True) for each in shots)
    left = keep(
        kept,
        _edited(
            first, money, replace(c, purpose="证明站长的承诺"), replace(a, title="聊天记录"), b
        ),
    )

    again = arranged(kept, meituan)

    assert again.case == left.case
    assert [each.exhibit for each in again.draft.items] == [
        each.exhibit for each in (money, c, a, b)
    ]
    assert again.draft.items[1].purpose == "证明站长的承诺"
    assert again.draft.items[2].title == "聊天记录"
    assert all(each.included for each in again.draft.items)


def test_words_of_the_program_follow_the_language_and_words_of_the_person_stay(
    kept: Wallet, meituan: EngagementId
) -> None:
    first = arranged(kept, meituan, language="zh")
    money, *shots = first.draft.items
    own = replace(shots[0], purpose="证明站长的承诺", included=True)
    keep(kept, _edited(first, money, own, *shots[1:]))

    english = arranged(kept, meituan, language="en")

    assert english.draft.items[0].purpose == english.chosen.items[0].purpose != money.purpose
    assert english.draft.items[1].purpose == "证明站长的承诺"


def test_what_comes_later_is_offered_and_slips_in_nowhere(
    kept: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    first = arranged(kept, meituan)
    keep(kept, first)
    line = bill_line("2025-09-20 20:00:00", "美团众包", "55.00")
    late = put(tmp_path, "后来的账单.csv", bill(line))
    import_files(kept, [late], Job(), payers=frozenset({"美团众包"}))

    again = arranged(kept, meituan)

    assert ("后来的账单.csv", False) in _names(again)
    assert [each for each in _names(again) if each[0] != "后来的账单.csv"] == _names(first)
    assert ("后来的账单.csv", True) in [(each.name, each.included) for each in again.chosen.items]


def test_the_case_of_everything_stays_the_same_while_its_span_grows(
    kept: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    first = keep(kept, arranged(kept, meituan))
    line = bill_line("2025-12-20 20:00:00", "美团众包", "55.00")
    import_files(kept, [put(tmp_path, "b.csv", bill(line))], Job(), payers=frozenset({"美团众包"}))
    again = arranged(kept, meituan)

    assert again.draft.period != first.draft.period
    assert again.case == first.case
    assert scope_of(kept, _case(again)) == (meituan, None)


def test_the_form_that_was_chosen_is_chosen_at_the_next_visit(
    kept: Wallet, meituan: EngagementId
) -> None:
    first = arranged(kept, meituan)
    other = replace(first, draft=replace(first.draft, profile="gb_ew"))
    keep(kept, other)

    assert first.draft.profile == "cn_arbitration"
    assert arranged(kept, meituan).draft.profile == "gb_ew"
    assert arranged(kept, meituan, Period.of_month(2025, 8)).draft.profile == "gb_ew"
    kept.vault.settings.put("evidence.form." + meituan, "a form that is gone")
    assert arranged(kept, meituan).draft.profile == "gb_ew"  # of this file itself
    assert arranged(kept, meituan, Period.of_month(2025, 8)).draft.profile == "cn_arbitration"


def test_a_month_has_a_case_of_its_own(kept: Wallet, meituan: EngagementId) -> None:
    month = Period.of_month(2025, 8)
    whole = keep(kept, arranged(kept, meituan))
    part = keep(kept, arranged(kept, meituan, month))

    assert part.case != whole.case
    assert scope_of(kept, _case(part)) == (meituan, month)
    assert arranged(kept, meituan, month).case == part.case


def test_the_same_again_stores_nothing(kept: Wallet, meituan: EngagementId) -> None:
    first = keep(kept, arranged(kept, meituan))
    size = kept.vault.log.size

    assert keep(kept, first) == first
    assert keep(kept, arranged(kept, meituan)).case == first.case
    assert kept.vault.log.size == size


def test_an_exhibit_that_is_no_longer_to_be_had_is_counted(
    kept: Wallet, meituan: EngagementId
) -> None:
    left = keep(kept, arranged(kept, meituan))
    case = kept.vault.cases.get(_case(left))
    gone = ChosenExhibit(ExhibitId("not there any more"), "", "")
    kept.vault.cases.revise(_case(left), replace(case, exhibits=(*case.exhibits, gone)))

    again = arranged(kept, meituan)

    assert again.lost == 1
    assert _names(again) == _names(left)
