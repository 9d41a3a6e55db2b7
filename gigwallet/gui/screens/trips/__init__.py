"""Trips: what was ridden, and where each line comes from."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.trips.screen import TripsScreen

    return TripsScreen(context)


SCREEN = Screen("trips", lambda: _("Trips"), "route", 30, _made)
