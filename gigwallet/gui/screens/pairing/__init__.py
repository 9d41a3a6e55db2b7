"""Pairing: which pay is for which orders, where the person knows better than the program."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.pairing.screen import PairingScreen

    return PairingScreen(context)


SCREEN = Screen(
    "pairing", lambda: _("Which pay is for which order"), "link", 42, _made, in_sidebar=False
)
