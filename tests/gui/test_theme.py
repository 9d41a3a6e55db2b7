"""The themes: every colour pair can be read, nothing outranks a tone, both themes are whole."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from gigwallet.gui import assets, theme


def _luminance(colour: str) -> float:
    # Floats: a ratio of brightness, no amount.
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS)
def test_text_can_be_read_on_every_ground_it_stands_on(name: str, ink: str, ground: str) -> None:
    colours = theme.load(name).colours

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), theme.MEANINGFUL_LINE_PAIRS)
def test_a_line_that_carries_meaning_can_be_seen(name: str, line: str, ground: str) -> None:
    colours = theme.load(name).colours

    assert contrast(colours[line], colours[ground]) >= 3


def test_both_themes_know_the_same_colours() -> None:
    assert theme.load("light").colours.keys() == theme.load("dark").colours.keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_images_of_the_style_sheet_wear_the_colours_of_their_theme(name: str) -> None:
    for image, token in theme.STYLE_IMAGES.items():
        drawn = (assets.root() / "themes" / name / f"{image}.svg").read_text("utf-8")

        assert f'stroke="{theme.load(name).colours[token]}"' in drawn


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_selects_by_property_and_never_by_id(name: str) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", theme.style_sheet(theme.load(name)), flags=re.S)
    selectors = re.sub(r"\{.*?\}", "", sheet, flags=re.S)

    assert "#" not in selectors
    assert "$" not in sheet


def test_the_theme_changes_at_run_time(dressed: QApplication) -> None:
    themes = theme.Themes(dressed)
    seen: list[str] = []
    themes.changed.connect(lambda worn: seen.append(worn.name))

    themes.choose(theme.ThemeChoice.DARK)
    dark = dressed.palette().color(QPalette.ColorRole.Window).name()
    themes.choose(theme.ThemeChoice.LIGHT)
    light = dressed.palette().color(QPalette.ColorRole.Window).name()

    assert seen == ["dark", "light"]
    assert (dark, light) == (
        theme.load("dark").colours["bg"],
        theme.load("light").colours["bg"],
    )
    themes.deleteLater()


def test_chinese_is_shown_by_the_font_that_ships_with_the_program(dressed: QApplication) -> None:
    font = dressed.font()

    assert font.families() == [assets.FONT_FAMILY]
    assert "Bold" in QFontDatabase.styles(assets.FONT_FAMILY)
    for character in "美团众包骑手收入少付两个字逾期龘¥…−":
        assert QFontMetrics(font).inFontUcs4(ord(character)), character
