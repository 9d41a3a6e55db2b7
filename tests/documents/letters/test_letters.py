"""A letter says what facts and arithmetic say, in whole sentences, and proves each figure."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from gigwallet.documents import captions
from gigwallet.documents.bundles import annex_of_due, annexes, annexes_of_money
from gigwallet.documents.drawing.line_breaking import JOINER
from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters.form import CAPITALS, FieldType, LetterForm
from gigwallet.documents.letters.writing import LetterSpec, compose, form, write
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.step import TraceLine
from gigwallet.domain.verdict import Grade
from gigwallet.pages import page_text
from gigwallet.sealing import verify
from gigwallet.words import labels

LETTERS = [
    (folder.parent.parent.name, folder.name)
    for folder in sorted(
        (Path(__file__).parents[3] / "resources/jurisdictions").glob("*/letters/*")
    )
]
FORBIDDEN = re.compile(
    r"违法|非法|克扣|拖欠|恶意|欺诈|侵权|侵害|律师函|"
    r"illegal|unlawful|fraud|stole|theft|guilty|lawyer",
    re.IGNORECASE,
)


def yuan(text: str) -> Money:
    return Money.of(text, "CNY")


def _month(
    month: int, tiers: list[tuple[str, str, str]], sums: tuple[str, str, str, str]
) -> Discrepancy:
    period = Period.of_month(2025, month)
    expected, stated, received, low = map(yuan, sums)
    trace = tuple(
        TraceLine(
            "tiers",
            f"{count} x {price}",
            Decimal(count),
            "order",
            Decimal(price),
            yuan(amount),
            "阶梯单价",
        )
        for count, price, amount in tiers
    )
    exhibits = (ExhibitId("rule"), ExhibitId("slip"))
    return Discrepancy(
        DiscrepancyKind.UNDERPAID, str(period), EngagementId("e"), period, low, low, low,
        Decimal(1), expected, stated, received, (), trace, (), exhibits,
    )  # fmt: skip


def _found(kind: DiscrepancyKind, period: Period, ref: str, amount: str) -> Discrepancy:
    sum_ = yuan(amount)
    return Discrepancy(kind, ref, EngagementId("e"), period, sum_, sum_, sum_, Decimal(1))


@pytest.fixture
def make_letter(resources: Path) -> Callable[..., LetterSpec]:
    """The two months of the reported Nanjing case: 922 and 1,260 orders in marginal tiers."""

    def letter(language: str = "zh", **changed: str) -> LetterSpec:
        words = captions.load(resources, language)
        items = [
            _month(
                7,
                [("300", "5.0", "1500.00"), ("622", "5.5", "3421.00")],
                ("4921.00", "4000.00", "2767.00", "2154.00"),
            ),
            _month(
                8,
                [("300", "5.0", "1500.00"), ("700", "5.5", "3850.00"), ("260", "6.0", "1560.00")],
                ("6910.00", "6751.00", "2767.00", "4143.00"),
            ),
        ]
        numbers = {ExhibitId("rule"): ("2-1",), ExhibitId("slip"): ("3-1",)}
        july, august = Period.of_month(2025, 7), Period.of_month(2025, 8)
        due = annex_of_due.expected(items, yuan("11831.00"), numbers, words)
        printed = annexes_of_money.stated(
            [
                annexes_of_money.StatedAmount(
                    july, "", yuan("4000.00"), False, "工资单.pdf", ("3-1",)
                ),
                annexes_of_money.StatedAmount(
                    july, "差评", yuan("-50.00"), False, "工资单.pdf", ("3-1",)
                ),
                annexes_of_money.StatedAmount(
                    august, "迟到上线", yuan("-30.00"), False, "工资单.pdf"
                ),
            ],
            [
                _found(DiscrepancyKind.DEDUCTION_NO_RULE, july, "差评", "50.00"),
                _found(DiscrepancyKind.DEDUCTION_NO_RULE, august, "迟到上线", "30.00"),
                _found(DiscrepancyKind.UNRECONCILED, august, str(august), "1000.00"),
            ],
            yuan("10751.00"),
            numbers,
            words,
        )
        arrived = annexes_of_money.received(
            [
                annexes_of_money.ReceivedPayment(
                    Instant(datetime(2025, month, 15, 3, tzinfo=UTC), "Asia/Shanghai"),
                    "武汉样例人力资源有限公司",
                    "1000107301",
                    yuan("2767.00"),
                    "微信支付账单.csv, 31",
                    ("4-1",),
                )
                for month in (8, 9)
            ],
            yuan("5534.00"),
            numbers,
            words,
        )
        short = annexes.difference(items, yuan("6297.00"), numbers, words)
        made = (due, printed, arrived, short)
        fields = {
            "applicant_name": "样例骑手",
            "recipients": "样例科技有限公司\n武汉样例人力资源有限公司",
            "platform": "样例平台",
            "period": "2025-07-01/2025-08-31",
            "work_done": "922\n1,260",
            "rule_name": "阶梯单价",
            "rule_proof": "2-1",
            "expected": "11831.00 CNY",
            "stated": "10751.00 CNY",
            "received": "5534.00 CNY",
            "deductions_no_rule": "80.00 CNY",
            "unexplained": "1000.00 CNY",
            "shortfall": "6297.00 CNY",
            "answer_by": "2025-09-30",
        }
        return LetterSpec(
            language,
            "cn",
            "pay_shortfall",
            {**fields, **changed},
            tuple(each.table for each in made),
            date(2025, 9, 15),
            {field: row for each in made for field, row in each.figures.items()},
        )

    return letter


def _words(pdf: bytes) -> str:
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", "", "".join(page_text(pdf, page) for page in range(1, count + 1)))


@pytest.mark.parametrize(("jurisdiction", "letter"), LETTERS)
class TestEveryLetterOfTheShelf:
    @pytest.fixture
    def the_form(self, resources: Path, jurisdiction: str, letter: str) -> LetterForm:
        return form(resources, jurisdiction, letter)

    def test_has_its_whole_text_in_both_languages(self, the_form: LetterForm, letter: str) -> None:
        assert the_form.name == letter
        assert set(the_form.texts) >= {"zh", "en"}

    def test_uses_every_required_field_and_only_declared_ones(self, the_form: LetterForm) -> None:
        for text in the_form.texts.values():
            used = text.used()
            assert used <= the_form.known()
            assert {key for key, field in the_form.fields.items() if field.required} <= used

    def test_uses_the_same_fields_in_each_language(self, the_form: LetterForm) -> None:
        each = [
            {name.removesuffix(CAPITALS) for name in text.used()}
            for text in the_form.texts.values()
        ]

        assert all(used == each[0] for used in each)

    def test_has_the_same_blocks_in_each_language(self, the_form: LetterForm) -> None:
        """The reading copy sets a block beside the same block of the other language."""
        shapes = [
            [(block.kind, block.field, block.when, block.unless) for block in text.blocks]
            for text in the_form.texts.values()
        ]

        assert all(shape == shapes[0] for shape in shapes)

    def test_says_what_it_is_for_and_what_each_of_its_own_fields_asks(
        self, the_form: LetterForm
    ) -> None:
        for text in the_form.texts.values():
            assert text.called
            assert text.about
            for key, field in the_form.fields.items():
                asked = field.type not in (FieldType.MONEY, FieldType.PERIOD)
                assert not asked or text.labels.get(key) or labels.field(key) != key, key

    def test_asks_for_amounts_that_it_declares_and_counts_known_kinds(
        self, the_form: LetterForm
    ) -> None:
        assert all(the_form.fields[key].type is FieldType.MONEY for key in the_form.asks_for)
        assert the_form.counts <= {kind.value for kind in DiscrepancyKind}
        assert bool(the_form.asks_for) == bool(the_form.annexes)

    def test_guards_its_optional_fields(self, the_form: LetterForm) -> None:
        """A sentence never prints a hole: an optional field is in a block that waits for it."""
        for text in the_form.texts.values():
            for block in text.blocks:
                for name in letter_form.placeholders(block.text):
                    field = the_form.fields.get(name.removesuffix(CAPITALS))
                    assert field is None or field.required or field.key in block.when

    def test_accuses_nobody(
        self, resources: Path, the_form: LetterForm, jurisdiction: str, letter: str
    ) -> None:
        folder = resources / "jurisdictions" / jurisdiction / "letters" / letter
        for language in the_form.texts:
            text = (folder / f"{language}.toml").read_text(encoding="utf-8")
            assert not FORBIDDEN.search(text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_states_the_figures_and_reserves_the_rest(
    make_letter: Callable[..., LetterSpec], resources: Path, language: str
) -> None:
    words = _words(write(make_letter(language), resources))

    for figure in (
        "¥11,831.00",
        "¥10,751.00",
        "¥5,534.00",
        "¥6,297.00",
        "¥1,000.00",
        "¥4,921.00",
        "¥6,910.00",
    ):
        assert figure in words
    if language == "zh":
        assert "至少为¥6,297.00" in words
        assert "人民币陆仟贰佰玖拾柒元整" in words
        assert "其他请求均予保留" in words
    else:
        assert "atleast¥6,297.00" in words
        assert "Allmyotherclaims" in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_links_to_the_row_that_proves_it(
    make_letter: Callable[..., LetterSpec], resources: Path, language: str
) -> None:
    spec = make_letter(language)
    reader = pypdf.PdfReader(io.BytesIO(write(spec, resources)))

    letter_words = "".join(page.extract_text() for page in reader.pages[:2])
    for row in spec.figures.values():
        assert f"[{row}]" in letter_words
    links = [note.get_object() for page in reader.pages[:2] for note in page.get("/Annots", ())]
    annex_pages = {page.indirect_reference.idnum for page in reader.pages[2:]}  # type: ignore[union-attr]
    assert len(links) >= len(spec.figures)
    assert all(link["/Dest"][0].idnum in annex_pages for link in links)


def test_optional_parts_disappear_whole(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    bare = make_letter(unexplained="", deductions_no_rule="", rule_proof="", stated="")

    words = _words(write(bare, resources))

    assert "另外" not in words
    assert "结算单列有扣款" not in words
    assert "出处见" not in words
    assert "{" not in words


@pytest.mark.parametrize("key", ["applicant_name", "recipients", "shortfall", "answer_by"])
def test_a_required_field_that_is_empty_is_refused(
    make_letter: Callable[..., LetterSpec], resources: Path, key: str
) -> None:
    with pytest.raises(GigWalletError) as refused:
        write(make_letter(**{key: "  "}), resources)

    assert (refused.value.code, refused.value.facts) == ("letter_field_missing", {"field": key})


@pytest.mark.parametrize(
    ("key", "text"), [("answer_by", "next week"), ("period", "July"), ("shortfall", "a lot")]
)
def test_a_field_that_is_no_day_or_amount_is_refused(
    make_letter: Callable[..., LetterSpec], resources: Path, key: str, text: str
) -> None:
    with pytest.raises(GigWalletError) as refused:
        write(make_letter(**{key: text}), resources)

    assert (refused.value.code, refused.value.facts) == ("letter_field_wrong", {"field": key})


def test_a_figure_without_a_proving_row_is_never_printed(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    spec = make_letter()

    with pytest.raises(ValueError, match="no annex row"):
        write(replace(spec, figures={}), resources)
    with pytest.raises(ValueError, match="another amount"):
        write(make_letter(shortfall="6298.00 CNY"), resources)


def test_a_template_that_uses_an_unknown_field_is_refused(resources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "jurisdictions/xx/letters/pay_shortfall"
    folder.mkdir(parents=True)
    for path in (resources / "jurisdictions/cn/letters/pay_shortfall").glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace("{rule_name}", "{rule_nmae}")
        (folder / path.name).write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match="rule_nmae"):
        form(tmp_path, "xx", "pay_shortfall")


@pytest.mark.parametrize("text", ["{0}", "{name!r}", "{name:>9}", "{name.secret}", "{name[0]}"])
def test_placeholders_are_bare_names(text: str) -> None:
    with pytest.raises(ValueError, match="bare name"):
        list(letter_form.placeholders(text))


def test_field_values_are_text_and_never_templates(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    words = _words(write(make_letter(platform="{shortfall} <b>&amp; %s"), resources))

    assert "{shortfall}<b>&amp;%s" in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_letter_is_sealed_and_names_a_changed_page(
    make_letter: Callable[..., LetterSpec], resources: Path, language: str
) -> None:
    pdf = write(make_letter(language), resources)
    assert verify(pdf).grade is Grade.SELF_CONSISTENT

    first, length = map(int, re.search(rb"%part (\d+) (\d+) [0-9a-f]{64} page 2\n", pdf).groups())  # type: ignore[union-attr]
    changed = bytearray(pdf)
    changed[first + length // 2] ^= 1

    findings = verify(bytes(changed)).findings
    assert [(step.code, step.facts.get("page")) for step in findings] == [("page_altered", "2")]


def test_every_face_that_a_page_names_travels_with_the_file(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    pages = pypdf.PdfReader(io.BytesIO(write(make_letter(), resources))).pages

    named = {str(font["/BaseFont"]) for page in pages for font in _fonts(page)}
    assert named
    assert all("+NotoSansSC-" in name for name in named)


def _fonts(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, pypdf.generic.DictionaryObject)
    return [font.get_object() for font in resources.get("/Font", {}).values()]


def test_the_same_letter_is_the_same_bytes(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    assert write(make_letter(), resources) == write(make_letter(), resources)


def test_a_specimen_says_so_on_every_page(
    make_letter: Callable[..., LetterSpec], resources: Path
) -> None:
    letter = compose(replace(make_letter(), specimen=True), resources)

    for page in range(1, letter.pages + 1):
        assert "样张 SPECIMEN" in page_text(letter.pdf, page)


def test_amounts_in_capitals_exist_for_every_amount_of_the_chinese_text(resources: Path) -> None:
    the_form = form(resources, "cn", "pay_shortfall")
    capitals = {name for name in the_form.texts["zh"].used() if name.endswith(CAPITALS)}

    assert capitals == {"shortfall" + CAPITALS}
    assert the_form.fields["shortfall"].type is FieldType.MONEY


@pytest.mark.parametrize("table", ["zh", "en"])
def test_captions_have_the_same_keys_and_facts(resources: Path, table: str) -> None:
    here, other = (captions.load(resources, one).texts for one in (table, "zh"))

    assert here.keys() == other.keys()
    for key, text in here.items():
        assert set(letter_form.placeholders(text)) == set(letter_form.placeholders(other[key]))


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "里程 7 × ¥1.50/0.5 公里"), ("en", "里程 7 × ¥1.50/0.5 km")],
)
def test_a_price_per_step_is_multiplied_as_a_reader_would(
    resources: Path, language: str, said: str
) -> None:
    """Seven times half a kilometre times the price would be another amount."""
    step = TraceLine("km", "里程", Decimal(7), "0.5 km", Decimal("1.50"), yuan("10.50"), "规则")
    found = _found(DiscrepancyKind.UNPAID, Period.of_month(2025, 7), "S1", "10.50")
    item = replace(found, trace=(step,), expected=yuan("10.50"))

    table = annex_of_due.expected(
        [item], yuan("10.50"), {}, captions.load(resources, language)
    ).table

    [formula] = [str(row.cells[2]) for row in table.rows if row.cells[0] == "S1"]
    assert formula.replace(JOINER, "").replace("\N{NO-BREAK SPACE}", " ") == said


def test_one_day_is_not_called_days(resources: Path) -> None:
    day = TraceLine("day", "Insurance", Decimal(1), "day", Decimal("2.50"), yuan("2.50"), "rule")
    found = _found(DiscrepancyKind.DEDUCTION_RULE_SHOWN, Period.of_month(2025, 7), "保险费", "0")
    item = replace(found, trace=(day,), stated=yuan("-2.50"))

    table = annexes_of_money.stated(
        [], [item], yuan("0.00"), {}, captions.load(resources, "en")
    ).table

    said = [str(cell).replace(JOINER, "") for row in table.rows for cell in row.cells if cell]
    assert "Insurance 1\N{NO-BREAK SPACE}day\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}¥2.50" in said
    # What was taken, as the deductions that are asked about.
    assert [row.cells[2] for row in table.rows if row.cells[2]][-1] == yuan("2.50")


def test_every_kind_of_discrepancy_has_a_caption(resources: Path) -> None:
    words = captions.load(resources, "zh")

    assert all(words.maybe(f"discrepancy.{kind}") for kind in DiscrepancyKind)
