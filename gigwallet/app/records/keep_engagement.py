"""For whom the worker rides: engagements, the names that tables call them by, finding one."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import EngagementId

_LABEL = "engagement_label/"


def engagements(wallet: Wallet) -> list[KnownEngagement]:
    return list(wallet.vault.engagements.all())


def add_engagement(wallet: Wallet, new: Engagement, label: str = "") -> EngagementId:
    """Refusals: ``bad_engagement`` (``field`` names what is wrong).

    ``label`` is what GigWallet tables call it in their column ``engagement``.
    """
    _judge(new)
    with wallet.vault.transaction():
        made = wallet.vault.engagements.add(new)
        if label:
            wallet.vault.settings.put(_LABEL + label, made)
    return made


def revise_engagement(wallet: Wallet, known: EngagementId, new: Engagement) -> None:
    _judge(new)
    with wallet.vault.transaction():
        wallet.vault.engagements.revise(known, new)


def labelled(wallet: Wallet, label: str) -> EngagementId | None:
    """The engagement that tables call ``label``."""
    stored = wallet.vault.settings.get(_LABEL + label)
    return EngagementId(stored) if stored else None


def find_engagement(wallet: Wallet, text: str = "") -> KnownEngagement:
    """The one that ``text`` means: an id, the beginning of one, a table's label, a platform, a
    firm or a city; with no text the only one there is.

    Refusals: ``engagement_missing`` (none yet), ``engagement_unknown``, ``engagement_ambiguous``.
    """
    known = engagements(wallet)
    if not known:
        raise GigWalletError("engagement_missing")
    label = labelled(wallet, text) if text else None
    found = [each for each in known if not text or each.id == label or _means(each, text)]
    if not found:
        raise GigWalletError("engagement_unknown", name=text)
    if len(found) > 1:
        choices = ", ".join(f"{each.id[:8]} {each.engagement.platform}" for each in found)
        raise GigWalletError("engagement_ambiguous", choices=choices)
    return found[0]


def _means(known: KnownEngagement, text: str) -> bool:
    said = known.engagement
    words = {said.platform, said.city, said.contracting_firm, said.paying_firm, said.account}
    return text in words or (len(text) >= 4 and known.id.startswith(text))


def _judge(new: Engagement) -> None:
    if not new.platform.strip():
        raise GigWalletError("bad_engagement", field="platform")
    try:
        ZoneInfo(new.zone)
        Money.zero(new.currency)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        field = "currency" if isinstance(cause, ValueError) and new.zone else "zone"
        raise GigWalletError("bad_engagement", field=field) from cause
    if new.first_day and new.last_day and new.last_day < new.first_day:
        raise GigWalletError("bad_engagement", field="last_day")
