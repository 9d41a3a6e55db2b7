"""The same letter as PDF, Word document, plain text and reading copy, each from one model."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from gigwallet.documents import captions
from gigwallet.documents.bundles import annexes_of_money
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.line_breaking import JOINER
from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters import model as letter_model
from gigwallet.documents.letters import writing as letters
from gigwallet.documents.letters.form import BlockKind
from gigwallet.documents.letters.model import plain
from gigwallet.documents.letters.values import Values
from gigwallet.documents.letters.writing import LetterSpec, compose, compose_reading, docx, text
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import EngagementId
from gigwallet.pages import page_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEEPING = Coverage(keep=True)
JULY = Period.of_month(2025, 7)
FIELDS = {
    "applicant_name": "样例骑手",
    "recipients": "样例科技有限公司\n武汉样例人力资源有限公司",
    "platform": "样例平台",
    "period": "2025-07-01/2025-07-31",
    "deductions_no_rule": "80.00 CNY",
    "answer_by": "2025-09-30",
}


def dispute(resources: Path, language: str = "zh", **changed: str) -> LetterSpec:
    """Eighty yuan taken off without a rule, proven by annex C."""
    words = captions.load(resources, language)
    eighty = Money.of("80.00", "CNY")
    item = Discrepancy(
        DiscrepancyKind.DEDUCTION_NO_RULE,
        "差评",
        EngagementId("e"),
        JULY,
        eighty,
        eighty,
        eighty,
        Decimal(1),
    )
    made = annexes_of_money.stated([], [item], Money.zero("CNY"), {}, words)
    return LetterSpec(
        language,
        "cn",
        "deduction_dispute",
        {**FIELDS, **changed},
        (made.table,),
        date(2025, 9, 15),
        {"deductions_no_rule": made.figures["deductions_no_rule"]},
    )


def words_of(data: bytes) -> list[str]:
    """The paragraphs of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314  our own file
    return ["".join(each.itertext()) for each in root.iter(f"{W}p")]


def printed(pdf: bytes) -> str:
    pages = range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages) + 1)
    return re.sub(r"\s+", "", "".join(page_text(pdf, page) for page in pages))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_file_says_the_same(resources: Path, language: str) -> None:
    spec = dispute(resources, language)

    in_pdf = printed(compose(spec, resources).pdf)
    in_word = re.sub(r"\s+", "", "".join(words_of(docx(spec, resources))))
    in_text = re.sub(r"\s+", "", text(spec, resources))

    paragraphs = [
        line for line in text(spec, resources).splitlines() if len(line) > 40 and "¥" not in line
    ]
    assert len(paragraphs) > 4
    for each in paragraphs:
        bare = re.sub(r"\s+", "", each)
        assert bare in in_pdf
        assert bare in in_word
    for each in (in_pdf, in_word, in_text):
        assert "¥80.00" in each


def test_a_word_document_has_the_same_bytes_each_time(resources: Path) -> None:
    assert docx(dispute(resources), resources) == docx(dispute(resources), resources)


def test_a_word_document_names_faces_for_chinese_and_no_time(resources: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(dispute(resources), resources))) as package:
        styles = package.read("word/styles.xml").decode()
        moments = {each.date_time for each in package.infolist()}
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314  each part is sound XML

    fonts = re.findall(r"<w:rFonts [^>]*>", styles)
    assert fonts
    assert all('w:eastAsia="' in each for each in fonts)
    assert 'w:firstLineChars="200"' in styles
    assert moments == {(1980, 1, 1, 0, 0, 0)}


def test_a_figure_in_a_word_document_leads_to_a_row_that_is_there(resources: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(dispute(resources), resources))) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314  our own
    led_to = {each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")}
    marks = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    numbers = [each.get(f"{W}id") for each in root.iter(f"{W}bookmarkStart")]

    assert led_to
    assert led_to <= set(marks)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("hostile", ["<w:p>&amp;", "a\x00b\x08", "]]>", "{period}", "‮exe.fdp"])
def test_hostile_words_stay_words(resources: Path, hostile: str) -> None:
    spec = dispute(resources, own_account=hostile)

    assert any("本人的说明" in each for each in words_of(docx(spec, resources)))
    assert "本人的说明" in printed(compose(spec, resources).pdf)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_draft_says_that_no_lawyer_has_read_it_and_the_letter_itself_does_not(
    resources: Path, language: str
) -> None:
    spec = dispute(resources, language)
    said = captions.load(resources, language)("letter.unread")
    bare = re.sub(r"\s+", "", said)

    assert letters.form(resources, "cn", "deduction_dispute").reviewed_by == ""
    assert bare in printed(compose(spec, resources, draft=True).pdf)
    assert said in words_of(docx(spec, resources))[0]
    assert bare not in printed(compose(spec, resources).pdf)


def test_a_reading_copy_has_both_languages_and_says_that_it_is_none_of_the_letter(
    resources: Path,
) -> None:
    composed = compose_reading(dispute(resources, "zh"), dispute(resources, "en"), resources)

    read = printed(composed.pdf)
    assert "扣款异议函" in read
    assert "Disputeofdeductions" in read
    assert "Thisisnottheletter" in read
    wide = pypdf.PdfReader(io.BytesIO(composed.pdf)).pages[0].mediabox
    assert wide.width > wide.height


def test_no_heading_of_a_reading_copy_ends_a_page_and_no_signature_begins_one(
    resources: Path,
) -> None:
    together = {"三、请求": "1.请于", "四、说明": "《工资支付暂行规定》", "签名（": "保留"}
    for lines in range(0, 16, 3):
        account = "那天商家出餐晚了二十分钟，有聊天记录和照片。" * lines
        zh, en = (dispute(resources, each, own_account=account) for each in ("zh", "en"))
        pdf = compose_reading(zh, en, resources).pdf
        for page in range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages) + 1):
            read = re.sub(r"\s+", "", page_text(pdf, page))
            torn = [one for one, with_it in together.items() if one in read and with_it not in read]
            assert torn == []


def test_a_character_that_no_face_has_is_told_and_stays_in_the_word_document(
    resources: Path,
) -> None:
    rare = "\U00030000"
    spec = dispute(resources, applicant_name=f"样例{rare}")

    [note] = compose(spec, resources, draft=True).notes
    assert (note.code, note.facts["characters"]) == ("characters_replaced", "U+30000")
    assert any(rare in each for each in words_of(docx(spec, resources)))


def test_a_specimen_says_so_in_every_file(resources: Path) -> None:
    spec = replace(dispute(resources), specimen=True)

    assert "SPECIMEN" in text(spec, resources)
    assert "SPECIMEN" in words_of(docx(spec, resources))[0]
    assert "SPECIMEN" in printed(compose(spec, resources).pdf)


def test_papers_for_an_office_keep_their_margins(resources: Path) -> None:
    def bare(letter: str) -> LetterSpec:
        samples = {"day": "2025-09-01", "period": "2025-07-01/2025-07-31"}
        fields = {
            key: samples.get(one.type, "x")
            for key, one in letters.form(resources, "cn", letter).fields.items()
            if one.required
        }
        return LetterSpec("zh", "cn", letter, fields, (), date(2025, 9, 15))

    with zipfile.ZipFile(io.BytesIO(docx(bare("production_request"), resources))) as package:
        document = package.read("word/document.xml").decode()

    assert 'w:top="2098" w:bottom="1984" w:left="1588" w:right="1474"' in document
    form = bare("service_address")
    assert "案号（由仲裁委填写）" in text(form, resources)
    assert compose(form, resources).pages == 1


def test_a_second_respondent_is_named_whole_or_not_at_all(resources: Path) -> None:
    for letter in ("inspection_complaint", "arbitration_application"):
        the_form = letters.form(resources, "cn", letter)
        alone = the_form.required({})
        both = the_form.required({"second_name": "样例科技有限公司"})
        assert "second_address" not in alone
        assert "second_address" in both - alone


def test_a_form_refuses_a_second_respondent_without_an_address(resources: Path) -> None:
    spec = dispute(resources)
    fields = {
        key: {"day": "2025-09-01"}.get(one.type, "x")
        for key, one in letters.form(resources, "cn", "arbitration_application").fields.items()
        if one.type not in ("money", "period") and not key.startswith("second_")
    }
    fields |= {"period": "2025-07-01/2025-07-31", "received": "0.00 CNY", "shortfall": "9.00 CNY"}
    spec = replace(spec, letter="arbitration_application", fields={**fields, "second_name": "乙"})

    with pytest.raises(GigWalletError) as refused:
        compose(spec, resources)

    assert refused.value.facts["field"].startswith("second_")


def test_each_line_of_a_numbered_field_has_its_own_number(resources: Path) -> None:
    the_form = letters.form(resources, "cn", "arbitration_application")
    values = Values(
        {
            "relation_period": "2025年3月至今",
            "more_claims": "支付甲\n支付乙",
            "respondent_name": "丙",
            "period": "2025-07-01/2025-07-31",
            "shortfall": "9.00 CNY",
        },
        date(2025, 9, 15),
        the_form,
        KEEPING,
    )
    letter = letter_model.filled(the_form.texts["zh"], values, {}, (), the_form.layout, "")
    claims = [plain(part.text) for part in letter.parts if part.kind is BlockKind.NUMBERED]

    assert [each[:3] for each in claims] == ["1. ", "2. ", "3. ", "4. "]
    assert claims[2:] == ["3. 支付甲", "4. 支付乙"]


def test_nobody_signs_a_page_that_says_nothing(resources: Path) -> None:
    """However long the letter grows, its last words stand on the page of the signature."""
    said = "以上金额依据本人现有的文件得出"
    for lines in range(0, 14, 2):
        spec = dispute(resources, own_account="\n".join(["本人没有收到任何通知。"] * 3 * lines))
        pdf = compose(spec, resources).pdf
        pages = range(1, len(pypdf.PdfReader(io.BytesIO(pdf)).pages) + 1)
        texts = [re.sub(r"\s+", "", page_text(pdf, page)) for page in pages]
        [signed] = [each for each in texts if "签名（或按指印）" in each]
        assert said in signed
        assert "寄送记录" in signed


def test_the_glue_of_a_typeset_line_stays_in_the_typeset_file(resources: Path) -> None:
    spec = dispute(resources, platform=f"样例{JOINER}平台")
    with zipfile.ZipFile(io.BytesIO(docx(spec, resources))) as packed:
        word = packed.read("word/document.xml").decode()

    assert "样例平台" in text(spec, resources)
    assert "样例平台" in word
    assert JOINER not in text(spec, resources) + word


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_heading_stands_apart_in_plain_text_too(resources: Path, language: str) -> None:
    lines = text(dispute(resources, language), resources).splitlines()
    letter = letters.modelled(
        dispute(resources, language), resources, captions.load(resources, language), KEEPING
    )
    named = {plain(part.text) for part in letter.parts if part.kind is BlockKind.HEADING}
    heads = [place for place, line in enumerate(lines) if line in named]

    assert len(heads) > 2
    assert [lines[place - 1] for place in heads] == [""] * len(heads)


def test_numbered_sections_count_through_whatever_is_left_out(resources: Path) -> None:
    numeral = re.compile(r"(?:(\d+)\. |([一二三四五六七八九])、)\S")
    sections = {BlockKind.HEADING, BlockKind.LIST, BlockKind.FACTS}
    counted = 0
    for form in letter_form.load_all(resources):
        for one in form.texts.values():
            own = [each for each in one.blocks if each.kind in sections]
            heads = [(each, found) for each in own if (found := numeral.match(each.text))]
            asked = sorted({name for each, _ in heads for name in (*each.when, *each.unless)})
            for empty in product((True, False), repeat=len(asked)):
                lacking = {name for name, is_empty in zip(asked, empty, strict=True) if is_empty}
                numbers = [
                    int(found[1] or "一二三四五六七八九".index(found[2]) + 1)
                    for each, found in heads
                    if not lacking & {*each.when, each.field}
                    and all(name in lacking for name in each.unless)
                ]
                assert numbers == list(range(1, len(numbers) + 1)), (form.name, lacking)
                counted += len(numbers)
            if form.name == "data_request":
                assert all(numeral.match(e.text) for e in own if e.kind is BlockKind.HEADING)
    assert counted


def _request(jurisdiction: str, language: str) -> LetterSpec:
    return LetterSpec(
        language,
        jurisdiction,
        "data_request",
        {
            "applicant_name": "Sample Rider",
            "account": "A-1",
            "applicant_email": "rider@example.org",
            "recipients": "Sample Couriers Ltd",
            "platform": "Sample",
            "period": "2026-03-03/2026-03-09",
            "data_items": "All orders",
            "automated": "How orders are given out",
            "format": "CSV",
            "delivery": "by e-mail",
        },
        (),
        date(2026, 4, 13),
    )


@pytest.mark.parametrize(("jurisdiction", "tag"), [("gb", "en-GB"), ("eu", "en-IE")])
def test_a_letter_writes_days_as_the_place_that_it_goes_to(
    resources: Path, jurisdiction: str, tag: str
) -> None:
    spec = _request(jurisdiction, "en")
    pdf = compose(spec, resources).pdf

    files = [printed(pdf), *(re.sub(r"\s+", "", each) for each in (
        text(spec, resources), "".join(words_of(docx(spec, resources)))
    ))]  # fmt: skip

    for each in files:
        assert "13April2026" in each
        assert not re.search("Apr(il)?13", each)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert "2026年4月13日" in re.sub(r"\s+", "", text(_request(jurisdiction, "zh"), resources))


def test_a_letter_in_a_file_for_another_place_writes_days_as_that_file(resources: Path) -> None:
    with speaking("en-US"):
        inside = text(_request("gb", "en"), resources)

    assert "April 13, 2026" in inside


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("zh", "没有人告诉本人", "没有人告诉本人。"),
        ("zh", "没有人告诉本人。", "没有人告诉本人。"),
        ("zh", "站长说“不用管”", "站长说“不用管”。"),
        ("zh", "站长说“不用管。”", "站长说“不用管。”"),
        ("en", "nobody told me", "nobody told me."),
        ("en", "Who told me?", "Who told me?"),
    ],
)
def test_what_a_person_says_ends_like_a_sentence(
    resources: Path, language: str, typed: str, printed: str
) -> None:
    said = text(dispute(resources, language, own_account=typed), resources)

    assert any(line.endswith(printed) for line in said.splitlines())
    assert f"{printed}{printed[-1]}" not in said
