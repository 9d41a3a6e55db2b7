"""Explain a report: its person says once what words of a fleet's report mean, in a new language."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.explain_report.screen import ExplainReportScreen

    return ExplainReportScreen(context)


SCREEN = Screen(
    "explain_report", lambda: _("Explain a report"), "list-checks", 881, _made, in_sidebar=False
)
