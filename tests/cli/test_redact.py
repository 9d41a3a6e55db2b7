"""A copy without a customer, made and checked on the command line."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.sealing import bundle_file
from tests.cli.conftest import Cli
from tests.documents.redaction import papers


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    path = tmp_path / "order.png"
    path.write_bytes(papers.screenshot())
    return path


@pytest.fixture
def boxes(tmp_path: Path) -> Path:
    path = tmp_path / "boxes.json"
    said = [
        {
            "left": each.box.left,
            "top": each.box.top,
            "width": each.box.width,
            "height": each.box.height,
            "reason": each.reason.value,
        }
        for each in papers.CUSTOMER
    ]
    path.write_text(json.dumps(said))
    return path


def test_what_is_suggested_can_be_handed_back_as_boxes(
    shot: Path, tmp_path: Path, cli: Cli
) -> None:
    said = cli("redact", shot, "--suggest", "--json")
    assert said.code == 0
    assert [each["reason"] for each in said.result["boxes"]] == ["name", "phone", "address"]
    chosen, out = tmp_path / "chosen.json", tmp_path / "copy.png"
    chosen.write_text(json.dumps(said.result))

    made = cli("redact", shot, "--boxes", chosen, "--out", out, "--json")

    assert made.code == 0
    assert made.result["boxes"] == said.result["boxes"]
    record = json.loads((tmp_path / "copy.png.json").read_text())
    assert record["redacted_sha256"] == made.result["redacted_sha256"]
    assert "order" not in json.dumps(record)
    checked = cli("redact", "--check", shot, out, "--json")
    assert (checked.code, checked.result["holds"]) == (0, True)


def test_a_copy_that_was_altered_and_one_of_another_file_are_told(
    shot: Path, boxes: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "copy.png"
    assert cli("redact", shot, "--boxes", boxes, "--out", out, "--json").code == 0
    with Image.open(io.BytesIO(out.read_bytes())) as picture:
        picture.putpixel((0, 0), (1, 2, 3))
        picture.save(out)

    of_other = cli("redact", "--check", shot, out, "--json")
    told = cli("redact", "--check", shot, out, "--boxes", boxes, "--json")

    assert of_other.code == 2
    assert of_other.errors[0] == "redaction_of_other_file"
    assert told.code == 1
    assert told.result["differing_pixels"] == 1


def test_a_box_that_leaves_some_of_it_is_refused_and_nothing_is_written(
    shot: Path, tmp_path: Path, cli: Cli
) -> None:
    narrow, out = tmp_path / "narrow.json", tmp_path / "copy.png"
    narrow.write_text('[{"left": 76, "top": 94, "width": 90, "height": 44, "reason": "phone"}]')

    said = cli("redact", shot, "--boxes", narrow, "--out", out, "--json")

    assert said.code == 2
    assert said.errors[0] == "redaction_still_seen"
    assert said.json["errors"][0]["facts"] == {"box": 1, "page": 1}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["narrow.json", "order.png"]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '[{"left": -1, "top": 0, "width": 3, "height": 3}]',
     '[{"left": 0, "top": 0, "width": 0, "height": 3}]',
     '[{"left": 0, "top": 0, "width": 3, "height": 3, "reason": "13800138000"}]',
     '[{"left": true, "top": 0, "width": 3, "height": 3}]', "[" * 100_000],
)  # fmt: skip
def test_boxes_that_are_none_are_refused(shot: Path, tmp_path: Path, cli: Cli, text: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text)

    said = cli("redact", shot, "--boxes", wrong, "--out", tmp_path / "copy.png", "--json")

    assert said.code == 2
    assert said.errors[0] == "redaction_boxes_unreadable"


def test_it_says_how_it_is_called(shot: Path, boxes: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "copy.png"

    for argv in (
        ("redact", shot),
        ("redact", shot, "--boxes", boxes),
        ("redact", shot, "--boxes", boxes, "--suggest", "--out", out),
        ("redact", shot, shot, "--suggest"),
        ("redact", "--check", shot),
    ):
        said = cli(*argv, "--json")
        assert said.errors[0] == "usage"
    assert cli("redact", "--check", shot, shot, "--json").errors[0] == ("redaction_record_missing")


@pytest.mark.skipif(shutil.which("pdfimages") is None, reason="poppler's tools are not here")
def test_the_digest_of_a_pdf_is_checked_with_poppler_and_sha256sum(
    tmp_path: Path, cli: Cli
) -> None:
    """As docs/redaction.md says."""
    paper, out = tmp_path / "paper.pdf", tmp_path / "copy.pdf"
    paper.write_bytes(papers.paper())
    assert cli("redact", paper, "--suggest", "--out", out, "--json").code == 0
    record = json.loads((tmp_path / "copy.pdf.json").read_text())

    subprocess.run(["pdfimages", out, tmp_path / "sheet"], check=True)
    parts = sorted(tmp_path.glob("sheet-*.ppm"))
    said = b"".join(each.read_bytes() for each in parts)
    summed = subprocess.run(["sha256sum"], input=said, check=True, capture_output=True)

    assert len(parts) == record["pages"] == 2
    assert summed.stdout.decode().split()[0] == record["outside_sha256"]


def test_an_exhibit_of_the_vault_is_redacted_listed_and_taken_back(
    shot: Path, tmp_path: Path, cli: Cli, vault: Path
) -> None:
    assert cli("import", vault, shot).code == 0
    [known] = cli("exhibits", vault, "--json").result["exhibits"]
    inside = ("redact", "--vault", vault)
    assert cli(*inside, "--json").result["redacted"] == []

    said = cli(*inside, known["id"], "--suggest", "--json")
    assert [each["reason"] for each in said.result["boxes"]] == ["name", "phone", "address"]
    assert cli(*inside, "--json").result["redacted"] == []
    chosen = tmp_path / "chosen.json"
    chosen.write_text(json.dumps(said.result))
    made = cli(*inside, known["id"][:10], "--boxes", chosen, "--confirm", "--json")

    assert made.code == 0
    [held] = cli(*inside, "--json").result["redacted"]
    assert held == made.result
    assert (held["id"], held["original_sha256"]) == (known["id"], known["sha256"])
    assert held["boxes"] == said.result["boxes"]
    assert "3 boxes" in cli(*inside, "--lang", "en").out
    back = cli(*inside, known["id"], "--take-back", "--json")
    assert back.result == {"id": known["id"], "taken_back": True}
    assert cli(*inside, "--json").result["redacted"] == []
    again = cli(*inside, known["id"], "--take-back", "--json")
    assert again.errors == ["exhibit_not_redacted"]
    for words in (("--confirm",), (known["id"],), (known["id"], "--boxes", chosen)):
        assert cli(*inside, *words, "--json").errors == ["usage"]


def _originals(pdf: Path) -> set[str]:
    listed = json.loads(bundle_file.attached(pdf))
    return {each["original_sha256"] for each in listed["exhibits"]}


def test_a_bundle_shows_the_copy_and_the_original_only_after_a_yes(
    shot: Path, boxes: Path, tmp_path: Path, cli: Cli, vault: Path
) -> None:
    assert cli("import", vault, shot).code == 0
    [known] = cli("exhibits", vault, "--json").result["exhibits"]
    said = json.loads(boxes.read_text())
    boxes.write_text(json.dumps([{**each, "page": 1} for each in said]))
    inside = ("redact", "--vault", vault, known["id"])
    assert cli(*inside, "--boxes", boxes, "--confirm", "--json").code == 0
    words = ("bundle", vault, "--out", tmp_path / "out.pdf", "--replace", "--no-words")

    assert cli(*words).code == 0
    shown = _originals(tmp_path / "out.pdf")
    assert known["sha256"] not in shown
    (tmp_path / "out.pdf").unlink()
    bare = (*words, "--show-original", known["id"])
    unasked = cli(*bare, "--json")
    assert (unasked.code, unasked.result["originals_shown"]) == (1, [known["id"]])
    assert "with all that its redacted copy hides" in cli(*bare, "--lang", "en").err
    assert not (tmp_path / "out.pdf").exists()
    assert cli(*bare, "--yes").code == 0
    assert _originals(tmp_path / "out.pdf") == {known["sha256"]}
    other = cli(*words, "--show-original", "ab" * 16, "--json")
    assert other.errors == ["original_not_redacted"]
