"""The exhibits of the evidence PDF, with the pages on which it shows them, for a letter to list."""

from __future__ import annotations

from gigwallet.app import build_bundle
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
        pages = build_bundle.laid_out(wallet, draft, job).exhibit_pages
    except GigWalletError as refusal:
        if refusal.code != "bundle_empty":
            raise
        return ()
    groups = sorted({each.group for each in draft.items if each.included})
    found = []
    for place, group in enumerate(groups, start=1):
        own = [each for each in draft.items if each.included and each.group == group]
        for count, item in enumerate(own, start=1):
            number = f"{place}-{count}"
            said = wallet.vault.exhibits.get(item.exhibit).exhibit
            found.append(
                ListedExhibit(
                    number,
                    item.title,
                    item.purpose,
                    item.source,
                    said,
                    bool(item.rows),
                    pages[number],
                )
            )
    return tuple(found)
