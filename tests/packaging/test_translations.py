"""A catalogue that lags behind the program is noticed before a person reads it."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from setup_translations import compile_all, extract, faults, update

_SOURCE = """
from gigwallet.words import N_, _, ngettext

def lines(n):
    return _("Hello, {name}"), N_("Later"), ngettext("{count} order", "{count} orders", n)
"""

_COMPLETE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Hello, {name}"
msgstr "你好，{name}"

msgid "Later"
msgstr "以后"

msgid "{count} order"
msgid_plural "{count} orders"
msgstr[0] "{count} 单"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "lines.py").write_text(_SOURCE, "utf-8")
    return folder


@pytest.fixture
def catalogues(tmp_path: Path, source: Path) -> Path:
    folder = tmp_path / "translations"
    (folder / "zh").mkdir(parents=True)
    (folder / "zh" / "gigwallet.po").write_text(_COMPLETE, "utf-8")
    update(extract(source), folder)
    return folder


def _edit(catalogues: Path, old: str, new: str) -> None:
    path = catalogues / "zh" / "gigwallet.po"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_complete_catalogue_has_no_fault(source: Path, catalogues: Path) -> None:
    assert list(faults(extract(source), catalogues)) == []


def test_updating_keeps_what_was_translated(source: Path, catalogues: Path) -> None:
    update(extract(source), catalogues)

    assert "你好，{name}" in (catalogues / "zh" / "gigwallet.po").read_text("utf-8")


def test_updating_twice_changes_nothing(source: Path, catalogues: Path) -> None:
    before = (catalogues / "zh" / "gigwallet.po").read_bytes()

    update(extract(source), catalogues)

    assert (catalogues / "zh" / "gigwallet.po").read_bytes() == before


def test_a_new_sentence_makes_the_template_stale(source: Path, catalogues: Path) -> None:
    (source / "more.py").write_text('print(_("New"))', "utf-8")

    found = list(faults(extract(source), catalogues))

    assert any("stale" in fault for fault in found)
    assert any("absent: 'New'" in fault for fault in found)


def test_a_sentence_that_nobody_says_any_more_is_named(source: Path, catalogues: Path) -> None:
    (source / "lines.py").write_text("", "utf-8")

    assert any("any more: 'Later'" in fault for fault in faults(extract(source), catalogues))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "以后"', 'msgstr ""', "unfinished: 'Later'"),
        ('msgstr[0] "{count} 单"', 'msgstr[0] ""', "unfinished: '{count} order'"),
        ("你好，{name}", "你好，{nam}", "placeholders differ"),
        ("你好，{name}", "你好", "placeholders differ"),
        ('msgid "Later"', '#, fuzzy\nmsgid "Later"', "fuzzy: 'Later'"),
    ],
)
def test_an_entry_nobody_should_read_is_named(
    source: Path, catalogues: Path, old: str, new: str, fault: str
) -> None:
    _edit(catalogues, old, new)

    assert any(fault in each for each in faults(extract(source), catalogues))


def test_a_compiled_catalogue_speaks(catalogues: Path) -> None:
    compile_all(catalogues)

    spoken = gettext.translation("gigwallet", catalogues, ["zh"])
    assert spoken.gettext("Later") == "以后"
    assert spoken.ngettext("{count} order", "{count} orders", 3) == "{count} 单"
