"""Screenshots: read them, look at what is unsure beside its pixels, teach screens that are new."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.review.screen import ReviewScreen

    return ReviewScreen(context)


SCREEN = Screen("review", lambda: _("Screenshots"), "image", 22, _made, keys="Ctrl+J")
