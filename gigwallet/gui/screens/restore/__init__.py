"""Restore: a vault made again of a backup, with or without another one open."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.restore.screen import RestoreScreen

    return RestoreScreen(context)


SCREEN = Screen(
    "restore",
    lambda: _("Restore a backup"),
    "upload",
    1,
    _made,
    in_sidebar=False,
    needs_vault=False,
)
