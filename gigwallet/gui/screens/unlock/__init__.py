"""Unlock: open a vault, or make one and say for whom you ride."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.unlock.screen import UnlockScreen

    return UnlockScreen(context)


SCREEN = Screen(
    "unlock", lambda: _("Unlock"), "lock", 0, _made, in_sidebar=False, needs_vault=False
)
