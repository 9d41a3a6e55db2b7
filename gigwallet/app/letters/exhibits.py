"""The exhibits of the evidence PDF, with the pages on which it shows them, for a letter to list."""

from __future__ import annotations

from gigwallet.app.bundles import build_bundle, preview_bundle
from gigwallet.app.bundles.numbers import numbers
from gigwallet.app.letters.exhibit_listing import NOTHING_LISTED, Listed, ListedExhibit
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId


def listed(
    wallet: Wallet, engagement: EngagementId, period: Period | None, language: str, job: Job
) -> Listed:
    """What the evidence PDF of these days shows; nothing where it would be empty. The PDF is laid
    out for its pages."""
    draft = build_bundle.prepare(wallet, engagement, period, language, job)
    try:
        outline = preview_bundle.count(wallet, draft, job=job).sheets.outline
    except GigWalletError as refusal:
        if refusal.code != "bundle_empty":
            raise
        return NOTHING_LISTED
    found = [
        ListedExhibit(
            number,
            item.title,
            item.purpose,
            item.source,
            wallet.vault.exhibits.get(item.shown).exhibit,
            bool(item.rows),
            outline.exhibit_pages[number],
        )
        for item, number in zip(draft.items, numbers(wallet, draft), strict=True)
        if number
    ]
    in_order = tuple(sorted(found, key=lambda each: each.pages))
    return Listed(in_order, outline.computation_pages)
