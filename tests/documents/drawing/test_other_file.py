"""A document leads only into files whose names are what they look like."""

from __future__ import annotations

import pytest

from gigwallet.documents.drawing import other_file


def test_a_plain_name_is_led_to_by_its_page() -> None:
    assert other_file.read(other_file.link("evidence-2.pdf", 7)) == ("evidence-2.pdf", 7)
    assert other_file.read("exhibit-3") is None


@pytest.mark.parametrize(
    "name",
    [
        "", "a", "a.exe", "a.pdf.exe", "../a.pdf", "a/b.pdf", "c:a.pdf", ".a.pdf", "a\\b.pdf",
        "a(b).pdf", "a\n.pdf", "a\u202efdp.pdf", "证据-1.pdf", "http://a.pdf", "x" * 117 + ".pdf",
    ],
    ids=range(15),
)  # fmt: skip
def test_other_names_are_not_led_to(name: str) -> None:
    assert other_file.link(name, 1) == ""
