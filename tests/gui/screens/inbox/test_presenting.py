"""What the inbox says of files, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gigwallet import words
from gigwallet.app.intake.import_outcome import (
    Counts,
    FileOutcome,
    FilePreview,
    PayerPreview,
    PrintedSum,
    RejectedLine,
    SkippedLines,
)
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.gui.screens.inbox.cards import outcome_cards, preview_cards
from gigwallet.gui.screens.inbox.payers import chosen_sentence, payers
from gigwallet.gui.widgets import isolated

AT = Instant(datetime(2025, 7, 1, 1, 2, tzinfo=UTC), "Asia/Shanghai")


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def cny(text: str) -> Money:
    return Money.of(text, "CNY")


def picture(name: str) -> FilePreview:
    return FilePreview(name, importer="any_exhibit", found=Counts(exhibits=1))


def bill(**also: object) -> FilePreview:
    return FilePreview(
        "bill.csv",
        importer="wechat_bill",
        found=Counts(payouts=3, exhibits=1),
        sums={"CNY": {"payout_received": cny("5534")}},
        first=AT,
        last=AT,
        **also,  # type: ignore[arg-type]  # further fields of a preview
    )


def test_a_bill_says_what_it_is_what_it_holds_and_what_it_adds_up_to() -> None:
    [card] = preview_cards([bill(printed=(PrintedSum("收入", 3, cny("5534"), cny("0")),))])

    assert card.recognised == "WeChat Pay bill"
    assert ("Payments", "3") in card.facts
    assert ("From, to", "2025-07-01 09:02") in card.facts
    assert ("收入", "3 lines, ¥5,534.00") in card.facts
    assert card.sums == (("Payments received", "¥5,534.00"),)
    assert (card.status, card.tone) == ("Ready", "good")


def test_a_rejected_line_is_named_with_its_sheet_number_and_column() -> None:
    [card] = preview_cards([bill(rejected=(RejectedLine(91, "bad_amount", "金额(元)", "七月"),))])

    assert card.status == "1 line rejected"
    assert card.rejected[0][0] == "七月 › line 91, 金额(元)"


def test_lines_left_out_are_counted_per_reason_and_never_shown() -> None:
    [card] = preview_cards([bill(skipped=(SkippedLines("other_spending", 212),))])

    assert [count for _reason, count in card.skipped] == ["212"]


def paper(name: str, member: str = "") -> FilePreview:
    return FilePreview(
        name,
        member,
        "any_exhibit",
        media_type="application/pdf",
        found=Counts(exhibits=1),
        path=Path("in", name),
    )


def test_a_paper_that_nobody_knows_can_be_explained_from_its_card() -> None:
    found = preview_cards([picture("a.png"), paper("slip.pdf"), picture("b.png")])
    packed = preview_cards([paper("all.zip", "slip.pdf")])

    assert [each.asks_paper for each in found] == [True, False]
    assert found[0].path == Path("in/slip.pdf")
    assert found[0].sentence
    assert found[0].stores_something
    assert [each.asks_paper for each in packed] == [False]


def test_many_papers_share_one_card_from_which_the_first_is_explained() -> None:
    [card] = preview_cards([paper(f"slip {place}.pdf") for place in range(6)])

    assert len(card.names) == 6
    assert card.asks_paper
    assert card.path == Path("in/slip 0.pdf")


def test_a_paper_that_is_not_as_it_was_explained_can_be_shown_once_more() -> None:
    torn = FilePreview(
        "slip.pdf",
        importer="own_paper",
        found=Counts(exhibits=1),
        rejected=(RejectedLine(None, "paper_sum_differs", "Net pay", page=1),),
    )

    [card] = preview_cards([torn])

    assert card.asks_paper


def test_many_pictures_share_one_card_at_the_end() -> None:
    found = preview_cards([picture("a.png"), bill(), picture("b.png")])

    assert [card.title for card in found] == ["bill.csv", "2 pictures and papers"]
    assert found[1].names == ("a.png", "b.png")


def test_folders_of_one_name_are_told_apart_by_the_folders_around_them() -> None:
    paths = [Path("/phone/2025/July/bill.csv"), Path("/phone/2026/July/bill.csv")]

    cards = preview_cards([bill(path=path) for path in paths])

    assert [each.title for each in cards] == ["2025/July/bill.csv", "2026/July/bill.csv"]


def test_files_of_one_name_are_told_apart_by_their_folder() -> None:
    files = [replace(bill(), path=Path("in", week, "bill.csv")) for week in ("July", "August")]
    one = replace(bill(), file="other.csv", path=Path("in/July/other.csv"))

    cards = preview_cards([*files, one])

    assert [each.title for each in cards] == ["July/bill.csv", "August/bill.csv", "other.csv"]


def test_a_single_picture_keeps_its_own_card() -> None:
    assert [card.title for card in preview_cards([picture("a.png")])] == ["a.png"]


def test_a_refused_file_shows_its_sentence() -> None:
    broken = FilePreview("novel.docx", error=GigWalletError("file_unreadable", name="novel.docx"))
    [card] = preview_cards([broken])

    assert (card.status, card.tone) == ("Refused", "bad")
    assert card.sentence.startswith("novel.docx could not be read.")
    assert not card.stores_something


def test_an_archive_with_a_password_asks_for_it_by_name() -> None:
    locked = FilePreview(
        "账单.zip", error=GigWalletError("archive_password_needed", name="账单.zip")
    )
    [card] = preview_cards([locked])

    assert card.asks_password
    assert not card.stores_something


def test_payers_are_added_up_over_files_and_known_ones_come_first() -> None:
    def seen(*payers_: PayerPreview) -> FilePreview:
        return bill(payers=payers_)

    found = payers(
        [
            seen(
                PayerPreview("张三", 9, cny("9"), False), PayerPreview("firm", 2, cny("20"), True)
            ),
            seen(PayerPreview("firm", 1, cny("10"), False, confirmed=True)),
        ]
    )

    assert [(each.name, each.count, each.suggested) for each in found] == [
        ("firm", 3, True),
        ("张三", 9, False),
    ]
    assert found[0].words == "3 payments, ¥30.00"
    assert chosen_sentence(found[:1]) == "3 payments will be stored: ¥30.00"


def test_what_was_known_before_is_said_apart_from_what_was_added() -> None:
    done = FileOutcome("a.csv", importer="gigwallet_tables", added=Counts(trips=30), known=2)
    [card] = outcome_cards([done])

    assert card.facts == (("Added", "30 trips"), ("Already in the vault", "2"))


def test_a_printed_total_that_its_lines_contradict_says_by_how_much() -> None:
    printed = PrintedSum("money in", None, cny("5534"), cny("-12.5"))
    [before] = preview_cards([bill(printed=(printed,))])
    [after] = outcome_cards([FileOutcome("bill.csv", added=Counts(payouts=3), printed=(printed,))])

    said = "¥5,534.00, its lines differ from that by \N{MINUS SIGN}¥12.50"
    assert ("money in", said) in before.facts
    assert ("money in", said) in after.facts


@pytest.mark.parametrize("code", ["currency_not_said", "currency_not_of_sign"])
def test_a_file_in_dollars_of_no_country_asks_for_whom_its_person_works(code: str) -> None:
    refusal = GigWalletError(code, name="week.pdf", sign="$", currency="CNY")

    [card] = outcome_cards([FileOutcome("week.pdf", error=refusal)])

    assert card.asks_work
    assert "$" in card.sentence


@pytest.mark.parametrize("code", ["work_not_said", "work_currency_not_said"])
def test_a_file_of_no_known_work_asks_for_it(code: str) -> None:
    refusal = GigWalletError(code, name="way.gpx", platform="doordash")

    [before] = preview_cards([bill(unsaid=refusal)])
    [after] = outcome_cards([FileOutcome("way.gpx", error=refusal)])

    assert before.asks_work
    assert after.asks_work
    assert before.sentence == after.sentence
    assert after.sentence.startswith("way.gpx ")
    assert "doordash" not in after.sentence  # as people write it


def test_a_file_that_waits_for_its_work_says_so_before_it_is_stored() -> None:
    refusal = GigWalletError("currency_not_said", name="week.pdf", sign="$")

    [card] = preview_cards([bill(unsaid=refusal)])

    assert (card.status, card.tone, card.asks_work) == ("Say it first", "warn", True)
    assert "$" in card.sentence
    assert card.stores_something


def test_a_span_of_which_one_end_is_a_day_is_said_in_days() -> None:
    start = Instant.from_day(AT.day, "Asia/Shanghai")

    [card] = preview_cards([replace(bill(), first=start)])

    assert ("From, to", "Jul 1, 2025") in card.facts


def test_a_name_does_not_show_its_letters_in_another_order_than_they_have() -> None:
    shown = isolated("bill\N{RIGHT-TO-LEFT OVERRIDE}gnp.csv")

    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown
    assert "gnp.csv" in shown


def test_a_label_stays_as_the_file_prints_it_and_only_our_own_words_are_translated() -> None:
    words.set_language("zh")
    printed = (PrintedSum("Commission", None, cny("5")), PrintedSum("money in", None, cny("9")))
    [card] = preview_cards([bill(printed=printed)])
    labels = [label for label, _value in card.facts]

    assert "Commission" in labels
    assert "money in" not in labels


def test_a_table_of_engagements_says_that_it_defines_them() -> None:
    table = FilePreview(
        "engagements.csv", importer="gigwallet_tables", found=Counts(exhibits=1), engagements=2
    )
    stored = FileOutcome(
        "engagements.csv", importer="gigwallet_tables", added=Counts(exhibits=1), engagements=2
    )
    before = preview_cards([table, picture("one.png"), picture("two.png")])
    after = outcome_cards([stored, FileOutcome("one.png", added=Counts(exhibits=1))])

    assert [each.title for each in before] == ["engagements.csv", "2 pictures and papers"]
    assert ("Engagements", "2") in before[0].facts
    assert ("Added", "2 engagements, 1 original") in after[0].facts
