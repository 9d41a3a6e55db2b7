"""The colours of the window: one token dictionary per theme for QPalette and one style sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Template
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gigwallet.gui import assets

# Every pair of (ink, ground) that meets on screen; the tests measure their contrast.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "muted", "accent", "good", "warn", "bad")
        for ground in ("bg", "surface", "sidebar", "hover", "accent_bg")
    ),
    ("text", "good_bg"),
    ("text", "warn_bg"),
    ("text", "bad_bg"),
    ("good", "good_bg"),
    ("warn", "warn_bg"),
    ("bad", "bad_bg"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_bad", "bad"),
    ("on_bad", "bad_hover"),
)
MEANINGFUL_LINE_PAIRS: tuple[tuple[str, str], ...] = (
    ("border_strong", "bg"),
    ("border_strong", "surface"),
    ("accent", "bg"),
    ("accent", "surface"),
    ("accent", "accent_bg"),
    ("good", "good_bg"),
    ("warn", "warn_bg"),
    ("bad", "bad_bg"),
    ("chart_expected", "surface"),
)


class Tone(StrEnum):
    """What a colour says. Never the only carrier of meaning: a word always stands beside it."""

    PLAIN = ""
    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class ThemeChoice(StrEnum):
    """What a person may ask for; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, by token name."""

    name: str
    dark: bool
    colours: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        return QColor(self.colours[token])

    def ink(self, tone: str) -> QColor:
        return self.colour(tone or "text")

    def ground(self, tone: str) -> QColor:
        """The background of a pill or notice of this tone."""
        return self.colour(f"{tone}_bg" if tone in ("accent", "good", "warn", "bad") else "hover")


@cache
def load(name: str) -> Theme:
    """Read resources/themes/<name>.toml."""
    content = tomllib.loads((assets.root() / "themes" / f"{name}.toml").read_text("utf-8"))
    return Theme(content["name"], content["dark"], MappingProxyType(content["colours"]))


def palette(theme: Theme) -> QPalette:
    """The theme as a QPalette, for everything that the style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, token in (
        (role.Window, "bg"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "hover"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Mid, "border_strong"),
    ):
        made.setColor(target, theme.colour(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, theme.colour("disabled"))
    return made


# A style sheet names images by path only, so these few are stored in their colours.
STYLE_IMAGES: Mapping[str, str] = MappingProxyType(
    {"chevron": "muted", "calendar": "muted", "check": "on_accent"}
)


def style_sheet(theme: Theme) -> str:
    """The one style sheet with this theme's colours; an unknown $name raises KeyError."""
    folder = assets.root() / "themes" / theme.name
    images = {name: (folder / f"{name}.svg").as_posix() for name in STYLE_IMAGES}
    source = (assets.root() / "themes" / "window.qss").read_text("utf-8")
    return Template(source).substitute({**theme.colours, **images})


class Themes(QObject):
    """Which theme is on: the person's choice, or the desktop's while they made none."""

    changed = Signal(object)  # Theme

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeChoice.SYSTEM
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch at run time."""
        self._choice = choice
        self._apply(self._wanted())

    def _follow(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply(self._wanted())

    def _wanted(self) -> Theme:
        if self._choice is not ThemeChoice.SYSTEM:
            return load(self._choice.value)
        scheme = QGuiApplication.styleHints().colorScheme()
        return load("dark" if scheme is Qt.ColorScheme.Dark else "light")

    def _apply(self, theme: Theme) -> None:
        apply(theme)
        self.changed.emit(theme)


_applied: list[Theme] = []


def current() -> Theme:
    """The theme that the application wears. As QApplication.palette(), one for the process."""
    return _applied[-1] if _applied else load("light")


def apply(theme: Theme) -> None:
    """Dress the application: Fusion, the bundled font, the palette, the style sheet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication has to exist before it can be dressed")
    sheet = style_sheet(theme)
    if _applied == [theme] and application.styleSheet() == sheet:
        return  # to set a sheet anew costs a millisecond for each widget there is
    _applied[:] = [theme]
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    family = assets.install_fonts()
    font = QFont(application.font())
    if family:
        font.setFamilies([family])
    font.setPixelSize(14)
    application.setFont(font)
    application.setPalette(palette(theme))
    application.setStyleSheet(sheet)
