"""Known app screens: what can be read of screenshots, whose words those are, and how sure."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.known_screens.screen import KnownScreensScreen

    return KnownScreensScreen(context)


SCREEN = Screen(
    "known_screens", lambda: _("Known app screens"), "list-checks", 23, _made, in_sidebar=False
)
