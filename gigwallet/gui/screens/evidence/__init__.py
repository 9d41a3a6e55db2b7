"""Evidence: the originals, the evidence PDF made of them, and the check of a sealed file."""

from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.shell import Screen
from gigwallet.words import _

SCREEN = Screen("evidence", lambda: _("Evidence"), "folder-lock", 50, EvidenceScreen)
