"""Evidence: the originals, the evidence PDF made of them, and the check of a sealed file."""

from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.words import _


def _made(context: ShellContext) -> ScreenWidget:
    from gigwallet.gui.screens.evidence.screen import EvidenceScreen

    return EvidenceScreen(context)


_NEEDS = (
    "gigwallet.app.bundles.keep_arrangement",
    "gigwallet.app.bundles.preview_bundle",
    "gigwallet.app.bundles.proof_folder",
    "gigwallet.app.letters.in_bundle",
    "gigwallet.app.redaction.redact_exhibit",
    "gigwallet.app.seals.verify_file",
)
SCREEN = Screen("evidence", lambda: _("Evidence"), "folder-lock", 50, _made, needs=_NEEDS)
