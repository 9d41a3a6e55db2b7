"""Summaries: a rider's coarsened totals for a campaign, and an organiser's table of many."""

from gigwallet.gui.screens.summaries.screen import SummariesScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("summaries", lambda: _("Summaries"), "chart-column", 70, SummariesScreen)
