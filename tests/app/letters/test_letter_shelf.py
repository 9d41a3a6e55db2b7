"""Every letter that ships is drafted from a vault, asks for what it needs, and is written out."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app.bundles import build_bundle
from gigwallet.app.letters import draft_letter
from gigwallet.app.letters.draft_letter import LetterDraft, LetterFile
from gigwallet.app.letters.in_bundle import as_written, put_in
from gigwallet.app.letters.recompute_letter import recompute_file
from gigwallet.app.letters.shelf import known_letters
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId
from gigwallet.pages import page_text
from tests.app.bundles.test_documents import JULY, RULE, text_of, worked

__all__ = ["worked"]
LETTERS = [
    f"{head.parents[2].name}/{head.parent.name}"
    for head in sorted(
        (Path(__file__).parents[3] / "resources/jurisdictions").glob("*/letters/*/letter.toml")
    )
]

MAY_LACK = {
    "letter_field_missing",
    "letter_field_empty",
    "letter_worker_missing",
    "letter_nothing_short",
}


def filled(draft: LetterDraft) -> LetterDraft:
    """The draft with something in each field that must not be empty."""
    lacking = {key for key in draft.required if not draft.fields[key].strip()}
    words = {key: "1994-05-06" if key in draft.days else "样例" for key in lacking}
    return draft_letter.edited(draft, words)


def test_a_letter_says_what_is_missing_until_it_is_filled_in(
    worked: Wallet, meituan: EngagementId
) -> None:
    """One vault for all letters: making one takes longer than drafting them."""
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    for letter in LETTERS:
        draft = draft_letter.prepare(worked, meituan, None, "zh", letter=letter)

        assert {each.code for each in draft.blockers} <= MAY_LACK, letter
        left = {each.code for each in filled(draft).blockers}
        asks = draft.at_least is not None and draft.at_least.minor > 0
        assert left == (set() if asks or not draft.form.asks_for else {"letter_nothing_short"})
        assert "gap_not_reviewed" in [each.code for each in draft.gaps]


def test_no_letter_with_amounts_is_made_from_an_example_rule(
    worked: Wallet, meituan: EngagementId
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="true"), meituan)
    for letter in LETTERS:
        draft = filled(draft_letter.prepare(worked, meituan, JULY, "zh", letter=letter))

        if draft.form.asks_for:
            assert "letter_rule_illustrative" in [each.code for each in draft.blockers], letter
        else:
            assert draft.basis is None


def test_an_application_asks_for_what_the_pay_check_found_and_can_be_done_anew(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = draft_letter.prepare(worked, meituan, JULY, "zh", letter="cn/arbitration_application")

    written = draft_letter.write(worked, filled(draft), tmp_path / "申请书.pdf")

    text = "".join(text_of(written.path.read_bytes()).split())
    assert "¥1,921.00" in text
    assert "人民币壹仟玖佰贰拾壹元整" in text
    assert "1.请求样张配送站支付" in text
    found = recompute_file(written.path)
    assert found.holds
    assert any("¥1,921.00" in each.text for each in found.sentences)


def test_a_list_of_evidence_has_the_numbers_and_pages_of_the_evidence_itself(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    bundle = tmp_path / "evidence.pdf"
    build_bundle.write(worked, build_bundle.prepare(worked, meituan, None, "zh"), bundle)
    with pikepdf.open(bundle) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        printing = json.loads(pdf.attachments["figures.json"].get_file().read_bytes())["pages"]
    shown = {each["number"]: tuple(each["pages"]) for each in listing["exhibits"]}
    draft = draft_letter.prepare(worked, meituan, None, "zh", letter="evidence_list")

    assert draft.listed.exhibits
    assert {each.number: each.pages for each in draft.listed.exhibits} == shown
    assert draft.listed.computed is not None
    assert draft.listed.computed.pages == (printing[0], printing[-1])
    written = draft_letter.write(worked, filled(draft), tmp_path / "清单.txt", kind=LetterFile.TEXT)
    text = written.path.read_text("utf-8")
    for each in draft.listed.exhibits:
        assert f"编号 {each.number}" in text
    computed = next(line for line in text.splitlines() if "编号 附表" in line)
    assert computed.endswith(f"页码 {printing[0]}")
    groups = re.findall(r"^第.组.*$", text, re.MULTILINE)
    in_file = re.findall(r"第.组\s[^\n]*", page_text(bundle.read_bytes(), 2))
    assert ["".join(each.split()) for each in groups] == ["".join(each.split()) for each in in_file]
    assert len(groups) > 1
    assert text.index(groups[0]) < text.index("编号 1 ")
    word = draft_letter.write(worked, filled(draft), tmp_path / "清单.docx", kind=LetterFile.DOCX)
    pdf = draft_letter.write(worked, filled(draft), tmp_path / "清单.pdf")
    with zipfile.ZipFile(word.path) as package:
        document = package.read("word/document.xml").decode("utf-8")
    assert document.count('<w:gridSpan w:val="8"/>') == len(groups)
    for each in groups:
        assert each in document
        assert "".join(each.split()) in "".join(page_text(pdf.path.read_bytes(), 1).split())


def test_a_list_of_evidence_inside_the_evidence_has_the_pages_of_that_file(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    alone = filled(draft_letter.prepare(worked, meituan, None, "zh", letter="evidence_list"))
    draft = build_bundle.prepare(worked, meituan, None, "zh")
    wanted = put_in(worked, draft, as_written(alone))
    bundle = tmp_path / "evidence.pdf"
    build_bundle.write(worked, replace(draft, letter=wanted.letter), bundle)

    with pikepdf.open(bundle) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    pages = {each["number"]: each["pages"] for each in listing["exhibits"]}
    told = page_text(bundle.read_bytes(), 3)
    assert "证据清单" in told
    for each in alone.listed.exhibits:
        first, last = pages[each.number]
        assert first == each.pages[0] + 1  # the letter takes a page
        assert re.search(rf"\b{last - first + 1}\s+{first}\s+[0-9a-f]{{16}}\b", told)
    assert "单独成文" not in told


def test_a_list_of_evidence_by_itself_says_what_its_pages_are_those_of(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = filled(draft_letter.prepare(worked, meituan, None, "zh", letter="evidence_list"))

    made = draft_letter.write(worked, draft, tmp_path / "清单.pdf")

    said = re.sub(r"\s+", "", page_text(made.path.read_bytes(), 1))
    assert f"依证据册现有的编排（共{draft.listed.pages}页" in said
    assert "提交2份（仲裁委员会1份，被申请人1份），申请人自留1份" in said


def test_an_unknown_letter_is_refused_with_those_there_are(
    worked: Wallet, meituan: EngagementId
) -> None:
    with pytest.raises(GigWalletError) as refused:
        draft_letter.prepare(worked, meituan, JULY, letter="cn/love_letter")

    assert refused.value.code == "letter_unknown"
    assert "cn/pay_shortfall" in str(refused.value.facts["known"])


def test_two_letters_of_one_name_are_told_apart_by_their_place(worked: Wallet) -> None:
    names = [each.id for each in known_letters(worked.resources, "zh")]

    assert {"cn/data_request", "eu/data_request"} <= set(names)
    assert names[0] == "cn/pay_shortfall"
