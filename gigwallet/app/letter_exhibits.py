"""The exhibits of the evidence PDF, with the pages on which it shows them, for a letter to list."""

from __future__ import annotations

from gigwallet.app import build_bundle, preview_bundle
from gigwallet.app.bundle_numbers import numbers
from gigwallet.app.exhibit_listing import ListedExhibit
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId


def listed(
    wallet: Wallet, engagement: EngagementId, period: Period | None, language: str, job: Job
) -> tuple[ListedExhibit, ...]:
    """What the evidence PDF of these days shows; nothing where it would be empty. The PDF is laid
    out for its pages."""
    draft = build_bundle.prepare(wallet, engagement, period, language, job)
    try:
        pages = preview_bundle.count(wallet, draft, job=job).sheets.outline.exhibit_pages
    except GigWalletError as refusal:
        if refusal.code != "bundle_empty":
            raise
        return ()
    found = [
        ListedExhibit(
            number,
            item.title,
            item.purpose,
            item.source,
            wallet.vault.exhibits.get(item.shown).exhibit,
            bool(item.rows),
            pages[number],
        )
        for item, number in zip(draft.items, numbers(wallet, draft), strict=True)
        if number
    ]
    return tuple(sorted(found, key=lambda each: each.pages))
