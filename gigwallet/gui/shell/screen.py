"""What a screen is: its place in the sidebar, and the widget that the shell opens and refreshes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.gui import screens
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.widgets import PageHeader

FOOT_OF_SIDEBAR = 900  # screens of this order and above stand at the sidebar's foot


@dataclass(frozen=True, slots=True)
class Screen:
    """What a folder under gui/screens exports as SCREEN.

    title: called whenever it is painted, so that it follows the language;
    icon: the name of a file in resources/icons/lucide; order: place in the sidebar;
    needs: modules that take long to load, so that the shell loads them behind the window.
    """

    name: str
    title: Callable[[], str]
    icon: str
    order: int
    factory: Callable[[ShellContext], ScreenWidget]
    in_sidebar: bool = True
    needs_vault: bool = True
    needs: tuple[str, ...] = ()
    keys: str = ""  # a key of its own; a screen without one is numbered in the sidebar's order


class ScreenWidget(QWidget):
    """The base of every screen: a `header`, a `body` layout, and three calls from the shell.

    The shell makes a screen when it is first visited, then calls `retranslate`, `refresh` and
    `open` in this order. It destroys the screens when the vault is locked.
    """

    # Which facts the screen shows; it is refreshed when one of them changed.
    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: ShellContext) -> None:
        super().__init__()
        self.context = context
        self.setProperty("part", "page")
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 24, 28, 24)
        page.setSpacing(18)
        self.header = PageHeader(self)
        page.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        page.addLayout(self.body, 1)

    def retranslate(self) -> None:
        """Set every text in the present language, those of shown figures and days included."""
        raise NotImplementedError

    def refresh(self, changed: frozenset[str]) -> None:
        """Ask for the facts again. `changed` names some of `shows`, or all of it at the start."""

    def open(self, **arguments: object) -> None:
        """Called at each visit with the arguments of `navigate`."""


def discover() -> tuple[Screen, ...]:
    """The SCREEN of every folder under gui/screens, in sidebar order."""
    found = []
    for module in pkgutil.iter_modules(screens.__path__):
        exported = importlib.import_module(f"{screens.__name__}.{module.name}")
        screen = getattr(exported, "SCREEN", None)
        if not isinstance(screen, Screen):
            raise TypeError(f"gui/screens/{module.name} exports no SCREEN")
        found.append(screen)
    return tuple(sorted(found, key=lambda screen: (screen.order, screen.name)))


def keys_of(listed: Sequence[Screen]) -> dict[str, str]:
    """The key of each screen of the sidebar by its name; the tenth without one of its own has
    none."""
    numbered = [screen for screen in listed if not screen.keys][:9]
    keys = {screen.name: f"Ctrl+{number}" for number, screen in enumerate(numbered, start=1)}
    return keys | {screen.name: screen.keys for screen in listed if screen.keys}
