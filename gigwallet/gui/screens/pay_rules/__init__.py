"""Pay rules: what an order should pay, as the person has it, with what shows it."""

from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen(
    "pay_rules", lambda: _("Pay rules"), "list-checks", 45, PayRulesScreen, in_sidebar=False
)
