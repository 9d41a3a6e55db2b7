"""Explain a paper: its person points once at what a payslip prints, and the next is read."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.explain_paper.screen import ExplainPaperScreen

    return ExplainPaperScreen(context)


SCREEN = Screen(
    "explain_paper", lambda: _("Explain a paper"), "receipt", 881, _made, in_sidebar=False
)
