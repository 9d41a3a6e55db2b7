"""Typing in: what a rider knows without a file, asked one plain question at a time."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.type_in.screen import TypeInScreen

    return TypeInScreen(context)


SCREEN = Screen("type_in", lambda: _("Type it in"), "pencil", 25, _made, in_sidebar=False)
