"""Fixtures for the window: an application without a display, a theme, a language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from gigwallet.gui import theme
from gigwallet.gui.background import Background
from gigwallet.gui.shell import speech
from gigwallet.gui.shell.context import ShellContext

NOW = datetime(2025, 9, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, speaking English."""
    speech.speak("en")
    theme.apply(theme.load("light"))
    yield qapp
    speech.speak("en")


@pytest.fixture
def context(dressed: QApplication) -> Iterator[ShellContext]:
    """A shell context with real background threads and no wallet yet."""
    made = ShellContext(Background(), theme.Themes(), lambda: NOW)
    made.background.setParent(made)
    made.themes.setParent(made)
    yield made
    made.shut_down()
