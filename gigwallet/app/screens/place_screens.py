"""Screens of which several engagements fit: the person says for which work they are."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.app.screens import known_screens
from gigwallet.app.screens.screen_storing import AMBIGUOUS
from gigwallet.app.screens.state_screens import ReadOutcome, state
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId, ExhibitId


def unplaced(wallet: Wallet) -> list[ExhibitId]:
    """Screens of which several engagements fit, and the person has not chosen one yet."""
    read = wallet.vault.screens.read_with()
    return [exhibit for exhibit, (_, _, trouble) in read.items() if trouble == AMBIGUOUS]


def fitting(wallet: Wallet, exhibit: ExhibitId) -> list[KnownEngagement]:
    """The engagements that a screen may be of: those of its platform, none where the person has not
    said yet that they work for it; all where the platform is not known (a scanned paper)."""
    stored = wallet.vault.screens.get(exhibit)
    known = wallet.vault.engagements.all()
    platform = stored.reading.platform if stored else ""
    return [each for each in known if platform in ("", each.engagement.platform)]


def place(wallet: Wallet, exhibit: ExhibitId, engagement: EngagementId) -> ReadOutcome:
    """The person says for which engagement a screen was taken; its facts are kept there."""
    stored = wallet.vault.screens.get(exhibit)
    if stored is None:
        raise GigWalletError("exhibit_unknown")
    templates = known_screens.known(wallet)
    known = wallet.vault.exhibits.get(exhibit)
    placed = replace(known, exhibit=replace(known.exhibit, engagement_id=engagement))
    with wallet.vault.transaction():
        wallet.vault.exhibits.revise(exhibit, placed.exhibit)
        outcome = state(wallet, placed, stored, templates)
    wallet.vault.anchor()
    return outcome
