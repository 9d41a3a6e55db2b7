"""A payslip is shown once, and from then on read: as PDF, as scan, and by whoever gets the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gigwallet.app.intake import manage_taught, teach_paper
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.reading import Rejection, Row
from gigwallet.domain.statement import Statement
from gigwallet.domain.taught import PaperTemplate
from tests.importers.own_paper_slips import FIELDS, NEXT, english


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "july.pdf"
    path.write_bytes(english())
    return path


@pytest.fixture
def following(tmp_path: Path) -> Path:
    path = tmp_path / "july-2.pdf"
    path.write_bytes(english(*NEXT))
    return path


def _learnt(example: Path) -> PaperTemplate:
    return teach_paper.learn_paper(example, teach_paper.lesson_of(json.dumps(FIELDS)))


def test_a_person_points_at_words_with_their_places(example: Path) -> None:
    (page,) = teach_paper.look_at_paper(example).pages

    assert "1,234.50" in {piece.text for piece in page.pieces}
    assert all(piece.box.right <= page.width for piece in page.pieces)


def test_the_preview_shows_what_the_next_slip_would_be(example: Path, following: Path) -> None:
    read = teach_paper.preview_paper(following, _learnt(example))

    statements = [e.fact for e in read if isinstance(e, Row) and isinstance(e.fact, Statement)]
    assert [str(each.net) for each in statements] == ["885.50"]
    assert not [each for each in read if isinstance(each, Rejection)]


def test_a_kept_template_reads_the_next_slip_at_its_import(
    example: Path, following: Path, wallet: Wallet
) -> None:
    template = _learnt(example)
    before = import_files(wallet, [following], Job())
    assert not teach_paper.save_template(wallet, template)

    outcome = import_files(wallet, [example, following], Job())

    assert [each.importer for each in before.files] == ["any_exhibit"]
    assert [(each.importer, each.added.statements) for each in outcome.files] == [
        ("own_paper", 1), ("own_paper", 1),
    ]  # fmt: skip
    stored = [each.fact for each in wallet.vault.statements.all()]
    assert sorted(str(each.net) for each in stored) == ["1100.00", "885.50"]
    assert all(each.sources[0].locator.page == 1 for each in wallet.vault.statements.all())


def test_a_template_travels_as_a_file_without_any_value(example: Path, wallet: Wallet) -> None:
    template = _learnt(example)
    text = manage_taught.exported(template)

    assert teach_paper.read_template(text) == template
    assert "1,234" not in text
    assert "2026" not in text
    manage_taught.take_in(wallet, text)
    assert teach_paper.templates(wallet) == (template,)
    manage_taught.forget(wallet, template)
    with pytest.raises(GigWalletError) as refused:
        manage_taught.forget(wallet, template)
    assert refused.value.code == "taught_unknown"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"fields": "all"}, "fields"),
        ({"fields": [{"role": "bonus", "label": "a", "value": "b"}]}, "fields"),
        ({"anchors": None}, "anchors"),
        ({"decimal": "both"}, "decimal"),
        ({"zone": "Moon"}, "zone"),
        ({"name": 7}, "name"),
        ({"statement": "gift"}, "fields"),
    ],
)
def test_a_file_of_fields_that_makes_no_sense_is_refused(
    change: dict[str, object], field: str
) -> None:
    with pytest.raises(GigWalletError) as refused:
        teach_paper.lesson_of(json.dumps({**FIELDS, **change}))

    assert (refused.value.code, refused.value.facts) == ("taught_file_wrong", {"field": field})


def test_what_is_no_paper_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("day,pay\n2026-07-01,1.00\n", "utf-8")

    with pytest.raises(GigWalletError) as refused:
        teach_paper.look_at_paper(table)

    assert (refused.value.code, refused.value.facts["name"]) == ("paper_expected", "a.csv")
