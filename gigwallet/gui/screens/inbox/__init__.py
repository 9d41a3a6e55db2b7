"""Inbox: where files come in, are shown, and are stored when the person says so."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.inbox.screen import InboxScreen

    return InboxScreen(context)


SCREEN = Screen("inbox", lambda: _("Inbox"), "inbox", 20, _made)
