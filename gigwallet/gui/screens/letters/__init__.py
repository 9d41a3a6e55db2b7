"""Letters: the letter about the difference, read before it is saved."""

from gigwallet.gui.screens.letters.screen import LettersScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("letters", lambda: _("Letters"), "mail", 60, LettersScreen)
