"""Summaries: a rider's coarsened totals for a campaign, and an organiser's table of many."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.summaries.screen import SummariesScreen

    return SummariesScreen(context)


SCREEN = Screen("summaries", lambda: _("Summaries"), "chart-column", 70, _made)
