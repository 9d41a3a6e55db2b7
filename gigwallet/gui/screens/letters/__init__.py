"""Letters: the letter about the difference, read before it is saved."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.letters.screen import LettersScreen

    return LettersScreen(context)


_NEEDS = (
    "gigwallet.app.letters.draft_letter",
    "gigwallet.app.letters.preview",
)
SCREEN = Screen("letters", lambda: _("Letters"), "mail", 60, _made, needs=_NEEDS)
