"""Every reason of a field and every refusal of a template has a sentence for people."""

from __future__ import annotations

import re
from pathlib import Path

from gigwallet.words.sentences import collected

_SOURCES = Path(__file__).parents[3] / "gigwallet" / "ocr" / "fields"


def _codes(beginning: str) -> set[str]:
    return {
        code
        for path in sorted(_SOURCES.glob("*.py"))
        for code in re.findall(rf'"({beginning}_[a-z_]+)"', path.read_text("utf-8"))
    }


def test_every_reason_of_a_field_is_worded() -> None:
    codes = _codes("screen") - _codes("screen_template")

    assert len(codes) > 15
    assert codes <= collected("REASONS").keys()


def test_every_refusal_is_worded() -> None:
    codes = _codes("screen_template") | _codes("teaching")

    assert len(codes) > 15
    assert codes <= collected("REFUSALS").keys()


def test_no_sentence_is_left_of_a_code_that_is_gone() -> None:
    from gigwallet.words.sentences import screens

    used = _codes("screen") | _codes("teaching")

    assert {*screens.REASONS, *screens.REFUSALS} <= used
