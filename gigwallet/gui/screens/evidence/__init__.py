"""Evidence: the originals, the evidence PDF made of them, and the check of a sealed file."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.evidence.screen import EvidenceScreen

    return EvidenceScreen(context)


SCREEN = Screen("evidence", lambda: _("Evidence"), "folder-lock", 50, _made)
