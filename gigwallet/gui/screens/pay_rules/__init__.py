"""Pay rules: what an order should pay, as the person has it, with what shows it."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen

    return PayRulesScreen(context)


SCREEN = Screen("pay_rules", lambda: _("Pay rules"), "list-checks", 45, _made, in_sidebar=False)
