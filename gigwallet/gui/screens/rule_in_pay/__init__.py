"""The rule behind the pay: what explains a person's own receipts, and when it changed."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.rule_in_pay.screen import RuleInPayScreen

    return RuleInPayScreen(context)


SCREEN = Screen(
    "rule_in_pay", lambda: _("The rule behind your pay"), "search", 46, _made, in_sidebar=False
)
