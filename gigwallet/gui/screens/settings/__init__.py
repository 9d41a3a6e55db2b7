"""Settings: language, theme, who you are, the vault, what the program is made of."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.settings.screen import SettingsScreen

    return SettingsScreen(context)


SCREEN = Screen("settings", lambda: _("Settings"), "settings", 910, _made)
