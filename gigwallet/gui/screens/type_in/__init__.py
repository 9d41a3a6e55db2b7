"""Typing in: what a rider knows without a file, asked one plain question at a time."""

from gigwallet.gui.screens.type_in.screen import TypeInScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("type_in", lambda: _("Type it in"), "pencil", 25, TypeInScreen, in_sidebar=False)
