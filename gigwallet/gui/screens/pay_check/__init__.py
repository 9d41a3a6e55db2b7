"""Pay check: what should have been paid against what was stated and what arrived."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.pay_check.screen import PayCheckScreen

    return PayCheckScreen(context)


SCREEN = Screen("pay_check", lambda: _("Pay check"), "scale", 40, _made)
