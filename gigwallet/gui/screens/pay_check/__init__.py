"""Pay check: what should have been paid against what was stated and what arrived."""

from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("pay_check", lambda: _("Pay check"), "scale", 40, PayCheckScreen)
