"""Explain a table: its person says once what the columns of an unknown table are."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.explain_table.screen import ExplainTableScreen

    return ExplainTableScreen(context)


SCREEN = Screen(
    "explain_table", lambda: _("Explain a table"), "list-checks", 880, _made, in_sidebar=False
)
