"""Safekeeping: how safe the vault is, and everything that keeps it so."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.safekeeping.screen import SafekeepingScreen

    return SafekeepingScreen(context)


SCREEN = Screen("safekeeping", lambda: _("Safekeeping"), "key-round", 900, _made)
