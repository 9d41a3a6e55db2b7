"""The page for the other side, followed word for word in a folder that was just handed over."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.attacks._handed import RESOURCES, Handed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "for-the-other-side.md").read_text("utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
NEEDED = ("bash", "sha256sum", "openssl", "pdfimages", "pdfdetach", "python3")

pytestmark = pytest.mark.skipif(
    bool(lacking := [each for each in NEEDED if shutil.which(each) is None]),
    reason=f"not installed here: {', '.join(lacking)}",
)


@pytest.fixture
def here(handed: Handed, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed.late.path, tmp_path / "handed over"))


def _typed(block: int, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", SHELL[block]], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_the_page_lies_in_every_folder_and_its_translation_has_the_same_commands() -> None:
    chinese = (ROOT / "docs" / "for-the-other-side.zh.md").read_text("utf-8")

    for language, text in (("en", PAGE), ("zh", chinese)):
        assert (RESOURCES / "checker" / f"how-to-check.{language}.txt").read_text("utf-8") == text
        assert re.findall(r"```sh\n(.*?)```", text, re.DOTALL) == SHELL
    assert len(SHELL) == 10


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_two_pages_of_print(language: str) -> None:
    """As it lies in the folder: 70 lines of 100 letters, 8.5 points of even width on A4."""
    text = (RESOURCES / "checker" / f"how-to-check.{language}.txt").read_text("utf-8").rstrip()
    wide = [sum(2 if east_asian_width(one) in "WF" else 1 for one in line) for line in
            text.split("\n")]  # fmt: skip

    assert sum(max(1, -(-each // 100)) for each in wide) <= 2 * 70


@pytest.mark.skipif(shutil.which("shasum") is None, reason="shasum is not installed here")
def test_a_mac_follows_the_same_blocks_after_the_line_that_the_page_gives_it(
    here: Path, handed: Handed, tmp_path: Path
) -> None:
    """Without ``sha256sum``, and with what there is instead."""
    [line] = re.findall(r"`(sha256sum\(\) \{[^`]*\})`", PAGE)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "shasum", "perl", "sed", "grep", "tail", "head", "cut", "mktemp", "wc",
                 "cmp", "cat", "base64", "openssl", "pdfimages", "pdfdetach"):  # fmt: skip
        found = shutil.which(name)
        assert found is not None, name
        (tools / name).symlink_to(found)

    def typed(block: int) -> str:
        return subprocess.run(
            [str(tools / "bash"), "-c", f"{line}\n{SHELL[block]}"],
            cwd=here,
            env={"PATH": str(tools), "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    assert typed(0).count(": OK\n") == len(handed.files) - 1
    assert typed(1).split()[0] == hashlib.sha256(handed.pdf).hexdigest()
    assert typed(2) == "the seal fits\nbytes behind the sealed file: 0\n"
    assert typed(4).count("listed: ") == 4


def test_the_page_never_says_more_than_unchanged() -> None:
    promises = re.sub(r"never tells whether the\s+content is true", "", PAGE)

    assert not re.search(r"\b(true|authentic|genuine|proves? that)\b", promises)


def test_an_honest_folder_passes_every_step(here: Path, handed: Handed) -> None:
    said = [_typed(block, here) for block in range(len(SHELL))]

    assert said[0].count(": OK\n") == len(handed.files) - 1
    assert "FAILED" not in said[0]
    assert said[1].split()[0] == hashlib.sha256(handed.pdf).hexdigest()
    assert said[2] == "the seal fits\nbytes behind the sealed file: 0\n"
    assert said[3] == "the same list\n"
    assert said[4].count("listed: ") == 4
    assert "NOT" not in said[4]
    assert len(said[5].split()) == 4
    assert "RESULT: all fits." in said[6]
    assert "Signature Verified Successfully" in said[7]
    assert said[8].count("Verification: OK") == 2
    assert said[8].count("Time stamp:") == said[8].count("ingerprint=") == 2
    assert said[9] == "not signed\n"


def test_a_changed_picture_shows_in_the_steps_that_are_about_it(here: Path, handed: Handed) -> None:
    changed = bytearray(handed.pdf)
    changed[handed.pdf.index(b"\xff\xd9\nendstream") - 900] ^= 0x10
    (here / "evidence.pdf").write_bytes(changed)

    assert "evidence.pdf: FAILED" in _typed(0, here)
    assert "DIFFERENT" in _typed(2, here)
    assert _typed(4, here).count("NOT LISTED") == 1
    assert "RESULT: something was changed" in _typed(6, here)


def test_another_checkpoint_or_stamp_shows_too(here: Path) -> None:
    (here / "anchors/1/checkpoint.txt").write_bytes((here / "checkpoint.txt").read_bytes())
    text = (here / "checkpoint.txt").read_text("utf-8")
    lines = text.split("\n")
    lines[1] = str(int(lines[1]) + 1)
    (here / "checkpoint.txt").write_text("\n".join(lines), "utf-8")

    assert "Verified Successfully" not in _typed(7, here)
    assert _typed(8, here).count("Verification: OK") == 1
