"""Search: one field over everything that the vault says in words."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.search.screen import SearchScreen

    return SearchScreen(context)


SCREEN = Screen("search", lambda: _("Search"), "search", 5, _made, keys="Ctrl+K")
