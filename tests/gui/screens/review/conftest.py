"""The screen of screenshots in the real window."""

from __future__ import annotations

from gigwallet.gui.screens.review.screen import ReviewScreen
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from tests.gui.conftest import visited


def opened(window: MainWindow, context: ShellContext, **arguments: object) -> ReviewScreen:
    """The page of whatever vault is open, or is being opened."""
    page = visited(window, context, "review", **arguments)
    assert isinstance(page, ReviewScreen)
    return page
