"""What is found in a vault, and what must not be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gigwallet.domain.case import Case, Respondent
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.recorded import EngagementId, ExhibitId, HowKnown
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.searching import Match, words_of
from gigwallet.vault import Vault, check_open
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.search import index as search_index
from gigwallet.vault.search import tokens as search_tokens
from tests.vault import golden, things
from tests.vault.conftest import SetClock

FORMAT_1 = Path(__file__).parent / "samples" / "format-1"
PAGE, RESERVED, IV = 4096, 80, 16

Reopen = Callable[..., Vault]


@pytest.fixture
def engagement(vault: Vault) -> EngagementId:
    return vault.engagements.add(replace(things.ENGAGEMENT, contracting_firm="样张外包公司"))


def find(vault: Vault, query: str, most: int = 20) -> list[Match]:
    return vault.search.find(words_of(query), most)


def kinds(vault: Vault, query: str) -> list[str]:
    return [match.kind.value for match in find(vault, query)]


def picture(vault: Vault, name: str = "截图.png", **more: object) -> ExhibitId:
    data = name.encode()
    return vault.exhibits.add(things.exhibit(data, name, **more), data)


def tally(engagement: EngagementId, note: str) -> object:
    return things.new(replace(things.TALLY, note=note), engagement, note)


@pytest.mark.parametrize("indexed", [True, False])
def test_each_kind_of_thing_is_found_by_its_words(
    vault: Vault, engagement: EngagementId, indexed: bool
) -> None:
    picture(vault, label="七月工资条", note="站长说下月补")
    vault.trips.add([things.new(replace(things.TRIP, product="专送", city="武汉"), engagement)])
    vault.tallies.add([tally(engagement, "群里数的")])  # type: ignore[list-item]  # a tally
    vault.statements.add([things.new(things.STATEMENT, engagement)])
    vault.pay_lines.add([things.new(things.PAY_LINE, engagement)])
    vault.payouts.add([things.new(things.PAYOUT, engagement)])
    vault.schemes.add(Scheme("满单奖规则", "", "", True, date(2025, 7, 1)))
    vault.cases.add(
        Case(engagement, "追讨七月工资", things.JULY, (Respondent("样张外包公司", "employer"),), ())
    )
    if indexed:
        vault.search.catch_up()

    assert kinds(vault, "工资条") == ["exhibit"]
    assert kinds(vault, "站长") == ["exhibit"]
    assert kinds(vault, "截图") == ["exhibit"]
    assert kinds(vault, "专送") == ["trip"]
    assert sorted(kinds(vault, "mt 0001")) == ["pay_line", "trip"]
    assert kinds(vault, "群") == ["tally"]
    assert kinds(vault, "差评") == ["statement"]
    assert kinds(vault, "超时") == ["pay_line"]
    assert sorted(kinds(vault, "外包公司")) == ["case", "engagement", "payout"]
    assert sorted(kinds(vault, "2025-07")) == ["payout", "statement"]
    assert kinds(vault, "满单奖") == ["scheme"]
    assert kinds(vault, "meituan") == ["engagement"]
    assert sorted(kinds(vault, "七月")) == ["case", "exhibit"]
    assert find(vault, "七月 不存在") == []
    assert find(vault, " \n ") == []


def test_the_newest_day_comes_first_and_no_more_than_asked_for(
    vault: Vault, engagement: EngagementId
) -> None:
    days = [12, 3, 27, 8]
    for day in days[:2]:
        trip = replace(things.TRIP, ref=f"MT-{day}", accepted_at=things.at(day), completed_at=None)
        vault.trips.add([things.new(trip, engagement, str(day))])
    vault.search.catch_up()
    for day in days[2:]:
        trip = replace(things.TRIP, ref=f"MT-{day}", accepted_at=things.at(day), completed_at=None)
        vault.trips.add([things.new(trip, engagement, str(day))])
    by_rows = find(vault, "MT-")
    vault.search.catch_up()

    assert [match.title for match in by_rows] == ["MT-27", "MT-12", "MT-8", "MT-3"]
    assert find(vault, "MT-") == by_rows
    assert find(vault, "MT-", 2) == by_rows[:2]
    assert by_rows[0].day == date(2025, 7, 27)


def test_text_read_from_an_exhibit_is_found_at_once_with_its_page(vault: Vault) -> None:
    exhibit = picture(vault, label="站点公告")
    vault.search.catch_up()
    vault.exhibit_texts.put(exhibit, {1: "准时率 98%", 2: "差评每单扣 5 元"}, "reader 1")

    (match,) = find(vault, "差评每单")
    assert (match.object, match.page, match.title) == (exhibit, 2, "站点公告")
    assert vault.exhibit_texts.of(exhibit)[0].text == "准时率 98%"

    vault.exhibit_texts.put(exhibit, {1: "准时率 98%"}, "reader 2")
    assert find(vault, "差评每单") == []
    assert vault.search.behind == 0

    vault.exhibits.revise(exhibit, replace(vault.exhibits.get(exhibit).exhibit, label="改名"))
    assert [match.title for match in find(vault, "准时率")] == ["改名"]
    assert find(vault, "站点公告") == []


def test_of_a_bill_nothing_can_be_kept_as_text(vault: Vault) -> None:
    """Nor of a picture made of one, however far down: other spending stays in the original."""
    bill = picture(vault, "微信支付账单.png", importer="wechat_bill")
    page = picture(vault, "page.png", parent=bill)
    piece = picture(vault, "piece.png", parent=page)
    table = vault.exhibits.add(
        replace(things.exhibit(b"x", "账单.csv"), media_type="text/csv"), b"x"
    )
    for exhibit in (bill, page, piece, table):
        with pytest.raises(GigWalletError) as refused:
            vault.exhibit_texts.put(exhibit, {1: "宠物医院 300 元"}, "reader")

        assert refused.value.code == "text_not_kept"
    vault.search.catch_up()
    assert find(vault, "宠物医院") == []
    assert vault.connection.all("SELECT * FROM exhibit_text") == []
    with pytest.raises(GigWalletError) as unknown:
        vault.exhibit_texts.put(ExhibitId("0" * 32), {1: "x"}, "reader")
    assert unknown.value.code == "exhibit_missing"


def test_erasing_takes_the_words_out_in_the_same_transaction(
    vault: Vault, engagement: EngagementId
) -> None:
    (kept, gone) = vault.tallies.add(
        [tally(engagement, "留下的秘密"), tally(engagement, "划掉的秘密")]  # type: ignore[list-item]
    ).added
    exhibit = picture(vault, label="划掉的图")
    vault.exhibit_texts.put(exhibit, {1: "划掉的字"}, "reader")
    vault.search.catch_up()

    with pytest.raises(RuntimeError), vault.transaction():  # noqa: PT012  undone as a whole
        vault.tallies.delete(gone)
        assert [match.object for match in find(vault, "秘密")] == [kept]
        raise RuntimeError
    assert {match.object for match in find(vault, "秘密")} == {kept, gone}

    vault.tallies.delete(gone)
    vault.exhibits.delete(exhibit)

    assert [match.object for match in find(vault, "秘密")] == [kept]
    assert find(vault, "划掉") == []
    assert vault.connection.all("SELECT * FROM exhibit_text") == []
    assert check_open(vault).grade == "sound"


def _pages(vault: Vault) -> bytes:
    """Every page of the database, deciphered by hand (SQLCipher 4)."""
    vault.connection.checkpoint()
    with vault._opened.keys.derive(labels.DATABASE) as secret:
        key = bytes.fromhex(bytes(secret.raw_key_literal())[2:-1].decode())
    plain = b""
    data = (vault.folder / "vault.db").read_bytes()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        aes = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        plain += aes.update(page[16 if start == 0 else 0 : PAGE - RESERVED])
    return plain


def test_what_was_erased_is_in_no_page_of_the_database_any_more(
    vault: Vault, engagement: EngagementId
) -> None:
    """Not as text, not as pairs, not as the border between two pages of the index."""
    filler = [f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}普通的一天 {n}" for n in range(1500)]
    secrets = ["".join(chr(0x7000 + 37 * n + m) for m in range(12)) for n in range(25)]
    vault.tallies.add([tally(engagement, note) for note in filler])  # type: ignore[misc]
    gone = vault.tallies.add([tally(engagement, note) for note in secrets]).added  # type: ignore[misc]
    vault.search.catch_up()
    pieces = {note.encode() for note in secrets}
    pieces |= {pair.encode() for note in secrets for pair in search_tokens.tokens(note).split()}
    pieces = {piece for piece in pieces if len(piece) > 3}
    before = _pages(vault)
    assert all(note.encode() in before for note in secrets)

    for each in gone[:-1]:
        vault.tallies.delete(each)
    with vault.transaction():
        vault.tallies.delete(gone[-1])

    after = _pages(vault)
    assert [piece.decode() for piece in sorted(pieces) if piece in after] == []
    assert len(find(vault, "普通的一天", 2000)) == 1500
    assert check_open(vault).grade == "sound"


def test_a_vault_that_is_only_read_finds_everything_without_writing(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.tallies.add([tally(engagement, "先来的字")])  # type: ignore[list-item]
    vault.search.catch_up()
    (later,) = vault.tallies.add([tally(engagement, "后来的字")]).added  # type: ignore[list-item]
    (first,) = [match for match in find(vault, "先来")]
    vault.tallies.revise(
        first.object,  # type: ignore[arg-type]  # the id of a fact
        replace(things.TALLY, note="改过的字"),
        HowKnown.TYPED,
    )
    with vault.reader() as reader:
        assert reader.search.behind == 2
        assert {match.object for match in find(reader, "的字")} == {first.object, later}
        assert find(reader, "先来") == []
        with pytest.raises(GigWalletError) as refused:
            reader.search.catch_up()
    assert refused.value.code == "vault_read_only"


def test_a_reader_searches_while_an_import_is_being_stored(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.tallies.add([tally(engagement, "先来的字")])  # type: ignore[list-item]
    vault.search.catch_up()
    with vault.reader() as reader:
        with vault.transaction():
            vault.tallies.add([tally(engagement, "正在存的字")])  # type: ignore[list-item]
            vault.search.catch_up()

            assert [match.title for match in find(reader, "的字")] == ["先来的字"]
        assert len(find(reader, "的字")) == 2


def test_an_old_vault_is_searched_as_it_is_and_indexed_once_it_may_be_written(
    tmp_path: Path, clock: SetClock
) -> None:
    shutil.copytree(FORMAT_1, tmp_path / "vault")
    how = {"passphrase": bytearray(golden.PASSPHRASE)}
    with Vault.open(tmp_path / "vault", clock, read_only=True, **how) as old:  # type: ignore[arg-type]
        by_rows = find(old, "MT 0001")
        assert sorted(match.kind for match in by_rows) == ["pay_line", "trip"]
    how = {"passphrase": bytearray(golden.PASSPHRASE)}
    with Vault.open(tmp_path / "vault", clock, **how) as migrated:  # type: ignore[arg-type]
        assert migrated.search.catch_up() == migrated.log.size
        assert find(migrated, "MT 0001") == by_rows
        assert migrated.search.behind == 0


def test_another_tokeniser_makes_the_index_anew(
    vault: Vault, engagement: EngagementId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries of the old one could not be taken out by the new one's tokens."""
    kept, gone = vault.tallies.add(
        [tally(engagement, "留下的字"), tally(engagement, "划掉的字")]  # type: ignore[list-item]
    ).added
    vault.search.catch_up()
    monkeypatch.setattr(search_index, "TOKENISER", "another")

    assert {match.object for match in find(vault, "的字")} == {kept, gone}
    vault.tallies.delete(gone)
    assert [match.object for match in find(vault, "的字")] == [kept]
    assert vault.search.catch_up() == vault.log.size
    assert [match.object for match in find(vault, "的字")] == [kept]


def test_an_index_that_lost_its_way_is_made_anew_by_command(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.tallies.add([tally(engagement, "还在的字")])  # type: ignore[list-item]
    exhibit = picture(vault)
    vault.exhibit_texts.put(exhibit, {1: "图上的字"}, "reader")
    vault.search.catch_up()
    with vault.transaction():
        vault.connection.write("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    assert find(vault, "的字") == []

    vault.search.rebuild()

    assert len(find(vault, "的字")) == 2


def test_catching_up_goes_on_where_it_was_stopped(
    vault: Vault, engagement: EngagementId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigwallet.vault.search.shelf._AT_ONCE", 7)
    vault.trips.add(things.trips(engagement, 40))
    job = Job(lambda progress: job.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        vault.search.catch_up(job)
    assert 0 < vault.search.behind < vault.log.size
    assert len(find(vault, "MT", 100)) == 40

    vault.search.catch_up()

    assert vault.search.behind == 0
    assert len(find(vault, "MT", 100)) == 40


def test_what_came_in_small_portions_is_brought_together(
    vault: Vault, engagement: EngagementId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped half-way it is as good as before, and goes on the next time."""
    monkeypatch.setattr(search_index, "_FEW_PAGES", 0)
    monkeypatch.setattr("gigwallet.vault.search.shelf._PAGES_AT_ONCE", 1)
    exhibit = picture(vault)
    vault.search.catch_up()
    for number in range(7):
        signs = [chr(0x4E00 + 2000 * number + each) for each in range(2000)]
        pages = {page: "".join(signs[page::9]) + " 的字" for page in range(1, 9)}
        other = picture(vault, f"{number}.png")
        vault.exhibit_texts.put(other, pages, "reader")
    vault.exhibit_texts.put(exhibit, {1: "另外的字"}, "reader")
    assert search_index.scattered(vault.connection)

    gather, steps = search_index.gather, 0

    def once(*how: object, **more: object) -> bool:
        nonlocal steps
        steps += 1
        if steps == 2:
            raise Cancelled
        return gather(*how, **more)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(search_index, "gather", once)
    with pytest.raises(Cancelled):
        vault.search.catch_up()
    assert len(find(vault, "的字", 100)) == 57
    vault.search.catch_up()

    assert not search_index.scattered(vault.connection)
    assert len(find(vault, "的字", 100)) == 57
    assert check_open(vault).grade == "sound"
