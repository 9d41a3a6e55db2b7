"""Every refusal and finding of pages, documents and sealing has a sentence for people."""

from __future__ import annotations

import re
from pathlib import Path

from gigwallet.documents.captions import load
from gigwallet.words import labels
from gigwallet.words.sentences import collected

_ROOT = Path(__file__).parents[2] / "gigwallet"
_SOURCES = [
    path.read_text(encoding="utf-8")
    for part in ("pages", "documents", "sealing")
    for path in sorted((_ROOT / part).rglob("*.py"))
]


def _codes(call: str) -> set[str]:
    return {code for text in _SOURCES for code in re.findall(rf'{call}\(\s*"([a-z_]+)"', text)}


def test_every_refusal_is_worded() -> None:
    codes = _codes("GigWalletError")

    assert len(codes) > 10
    assert codes <= collected("REFUSALS").keys()


def test_every_finding_is_worded() -> None:
    changes = {
        change
        for text in _SOURCES
        for change in re.findall(r'(?:append\(|changes=\()"([a-z_]+)"', text)
        if change not in ("metadata_removed", "packed_anew")
    }

    assert len(changes) > 3
    assert _codes("Step") <= collected("STEPS").keys()
    assert {f"exhibit_{change}" for change in changes} <= collected("STEPS").keys()


def test_every_change_that_is_printed_can_be_told_beforehand() -> None:
    printed = load(_ROOT.parent / "resources", "en").texts
    told = {key.removeprefix("change.") for key in printed if key.startswith("change.")}

    # These are done to many pictures; the list of digests is where they are told.
    for change in told - {"metadata_removed", "packed_anew", "words_read", "words_not_read"}:
        assert f"exhibit_{change}" in collected("STEPS")


def test_every_change_and_every_reason_not_to_show_has_a_caption() -> None:
    for language in ("zh", "en"):
        path = _ROOT.parent / "resources" / "documents" / f"{language}.toml"
        captions = path.read_text(encoding="utf-8")
        for code in ("metadata_removed", "drawn_as_pixels", "pdf_encrypted", "picture_unreadable"):
            assert f"\n{code} = " in captions


def test_every_unit_of_a_pay_rule_has_a_caption() -> None:
    for language in ("zh", "en"):
        captions = load(_ROOT.parent / "resources", language)
        for unit in labels._UNITS:
            # A percentage is written with its sign.
            assert unit == "percent" or captions.maybe(f"unit.{unit}"), unit
