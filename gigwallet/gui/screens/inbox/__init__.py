"""Inbox: where files come in, are shown, and are stored when the person says so."""

from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("inbox", lambda: _("Inbox"), "inbox", 20, InboxScreen)
