"""Redact: parts of an exhibit are blackened in a copy that goes out in its place."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.redaction.screen import RedactionScreen

    return RedactionScreen(context)


_NEEDS = ("gigwallet.app.redaction.redact_exhibit",)
SCREEN = Screen(
    "redaction", lambda: _("Hide parts"), "eye-off", 884, _made, in_sidebar=False, needs=_NEEDS
)
