"""What I explained: the tables and papers of a person's own that the program has learnt to read."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.explained.screen import ExplainedScreen

    return ExplainedScreen(context)


SCREEN = Screen(
    "explained", lambda: _("What I explained"), "list-checks", 882, _made, in_sidebar=False
)
