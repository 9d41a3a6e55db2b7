"""Search as the window and the command line use it: hits with their places, nothing private."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_exhibits, search_vault
from gigwallet.app.records.add_record import add_tally
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.searching import FoundKind
from gigwallet.domain.tally import Tally
from tests.app import people
from tests.app.people import put

SAMPLES = Path(__file__).parents[2] / "importers" / "wechat_bill" / "samples"
BILL = SAMPLES / "微信支付账单(20260803-20260816).csv"
WAGE = frozenset({"美团众包"})
PRIVATE = ("便利店", "午饭", "招商银行", "测试骑手", "4200940569485657516789")


def _kinds(wallet: Wallet, words: str) -> list[str]:
    return [hit.kind.value for hit in search_vault.search(wallet, words).hits]


def test_of_a_real_bill_only_what_was_stored_as_pay_is_found(
    wallet: Wallet, meituan: EngagementId
) -> None:
    import_files(wallet, [BILL], Job(), payers=WAGE)
    search_vault.catch_up(wallet)

    assert set(_kinds(wallet, "美团众包")) == {"payout"}
    assert _kinds(wallet, "账单") == ["exhibit"]
    for words in PRIVATE:
        assert _kinds(wallet, words) == [], words
    stored = wallet.vault.connection.all("SELECT text FROM search_document")
    assert not [text for (text,) in stored if any(words in text for words in PRIVATE)]


def test_the_text_of_a_real_bill_cannot_be_made_findable(
    wallet: Wallet, meituan: EngagementId
) -> None:
    import_files(wallet, [BILL], Job(), payers=WAGE)
    (bill,) = keep_exhibits.exhibits(wallet)
    text = BILL.read_text("utf-8-sig")

    with pytest.raises(GigWalletError) as refused:
        wallet.vault.exhibit_texts.put(bill.id, {1: text}, "reader")

    assert refused.value.code == "text_not_kept"
    assert _kinds(wallet, "便利店") == []


def test_a_payer_that_was_not_confirmed_is_not_found(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    import_files(wallet, [put(tmp_path, "b.csv", people.plain_bill())], Job(), payers=WAGE)

    assert _kinds(wallet, people.FRIEND) == []
    assert _kinds(wallet, people.SPENDING) == []


def test_a_hit_says_where_the_words_stand(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    import_files(wallet, [put(tmp_path, "站点公告.png", _picture())], Job())
    (exhibit,) = keep_exhibits.exhibits(wallet)
    keep_exhibits.describe(
        wallet, exhibit.id, label="满单奖规则", note="站长七月发的 Ｂｏｎｕｓ 表"
    )

    (hit,) = search_vault.search(wallet, "bonus 满单").hits

    assert (hit.kind, hit.id, hit.page) == (FoundKind.EXHIBIT, exhibit.id, 0)
    assert [hit.title[begin:end] for begin, end in hit.title_matches] == ["满单"]
    assert [hit.snippet[begin:end] for begin, end in hit.matches] == ["Ｂｏｎｕｓ"]
    assert "站点公告.png" in hit.snippet


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


def test_describing_anew_keeps_what_was_said_and_saying_the_same_adds_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    import_files(wallet, [put(tmp_path, "a.png", _picture())], Job())
    (exhibit,) = keep_exhibits.exhibits(wallet)
    keep_exhibits.describe(wallet, exhibit.id, label=" 名字 ", note="")
    size = wallet.vault.log.size

    keep_exhibits.describe(wallet, exhibit.id, label="名字", note="")
    assert wallet.vault.log.size == size
    assert wallet.vault.log_head.size == size

    keep_exhibits.describe(wallet, exhibit.id, label="别的", note="")
    assert _kinds(wallet, "名字") == []
    (now,) = keep_exhibits.exhibits(wallet)
    assert now.exhibit == replace(exhibit.exhibit, label="别的")


def test_more_hits_than_asked_for_are_told(wallet: Wallet, meituan: EngagementId) -> None:
    for month in range(1, 6):
        tally = Tally("meituan", Period.of_month(2025, month), orders=month, note=f"数的 {month}")
        add_tally(wallet, meituan, tally)

    found = search_vault.search(wallet, "数的", 3)

    assert [hit.title for hit in found.hits] == ["数的 5", "数的 4", "数的 3"]
    assert found.more
    assert not search_vault.search(wallet, "数的", 5).more


def test_searching_beside_sees_what_is_committed(wallet: Wallet, meituan: EngagementId) -> None:
    with wallet.vault.transaction():
        assert [hit.kind for hit in search_vault.search_beside(wallet, "武汉").hits] == [
            FoundKind.ENGAGEMENT
        ]
