"""Which pay floor of public law the person says is theirs, for each account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.floors.outcome import Texts
from gigwallet.app.floors.packs import Pack, list_packs, open_pack
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId
from gigwallet.rules.parameters import Compared

_CHOSEN = "engagement_floor/"


@dataclass(frozen=True, slots=True)
class FloorChoice:
    """``name`` is ``us_nyc/tlc``; ``place`` and ``title`` say it in each language."""

    name: str
    place: Texts
    title: Texts
    currency: str


def floor_choices(resources: Path) -> tuple[FloorChoice, ...]:
    """Every floor that pay can be held against."""
    return tuple(
        FloorChoice(pack.name, pack.jurisdiction.title, pack.floor.title, pack.currency)
        for place in list_packs(resources)
        for floor in place.floors
        if floor.compare is not Compared.NONE
        for pack in [open_pack(resources, f"{place.code}/{floor.name}")]
    )


def chosen_floor(wallet: Wallet, engagement: EngagementId) -> str:
    """Its name; empty where none was chosen: no law is taken to hold because of a place's name."""
    return wallet.vault.settings.get(_CHOSEN + engagement)


def chosen_pack(wallet: Wallet, engagement: EngagementId) -> Pack | None:
    """None also where a later version of the program no longer knows what was chosen."""
    name = chosen_floor(wallet, engagement)
    try:
        return open_pack(wallet.resources, name) if name else None
    except GigWalletError:
        return None


def choose_floor(wallet: Wallet, engagement: EngagementId, name: str) -> str:
    """Keeps the choice, and answers its full name; an empty ``name`` takes it back.

    Refusals: ``floor_unknown`` with the names there are; ``floor_not_compared`` where pay is not
    held against it; ``floor_other_currency`` where the account is paid in another currency;
    ``engagement_missing``.
    """
    paid_in = wallet.vault.engagements.get(engagement).currency
    chosen = judge_floor(wallet.resources, name, paid_in)
    with wallet.vault.transaction():
        wallet.vault.settings.put(_CHOSEN + engagement, chosen)
    return chosen


def judge_floor(resources: Path, name: str, paid_in: str) -> str:
    """The full name of a floor that an account may choose. Refusals: as ``choose_floor``."""
    if not name.strip():
        return ""
    pack = open_pack(resources, name)
    if pack.floor.compare is Compared.NONE:
        raise GigWalletError("floor_not_compared", pack=pack.name)
    if pack.currency != paid_in:
        raise GigWalletError(
            "floor_other_currency", pack=pack.name, currency=pack.currency, paid_in=paid_in
        )
    return pack.name
