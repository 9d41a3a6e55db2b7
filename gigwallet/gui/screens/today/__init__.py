"""Today: the shift that runs, the hours, what is missing, what is short."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.today.screen import TodayScreen

    return TodayScreen(context)


SCREEN = Screen("today", lambda: _("Today"), "sun", 10, _made)
