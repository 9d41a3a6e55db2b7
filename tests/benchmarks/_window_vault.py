"""A vault with very many trips, stored as an import stores them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.crypto.kdf import LEAST
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import EngagementId, HowKnown, Locator, NewFact, Source
from gigwallet.domain.trip import Trip, TripKind, TripStatus

PASSPHRASE = b"a benchmark of the window"
ZONE = "Asia/Shanghai"
_FIRST = datetime(2019, 1, 1, 10)  # noqa: DTZ001  local time
_AT_ONCE = 5_000
_APART = timedelta(seconds=131)


def build(folder: Path, count: int) -> Wallet:
    """One in fifty was called off; distances, offers and cities differ from trip to trip."""
    wallet = create_vault(folder, bytearray(PASSPHRASE), kdf=LEAST).wallet
    engagement = add_engagement(wallet, Engagement("meituan", "武汉", ZONE, "CNY"))
    trips = _trips(engagement, count)
    while some := list(islice(trips, _AT_ONCE)):
        wallet.vault.trips.add(some)
    return wallet


def _trips(engagement: EngagementId, count: int) -> Iterator[NewFact[Trip]]:
    dice = random.Random(7)  # noqa: S311  rows to show
    for number in range(count):
        begun = _FIRST + _APART * number
        ended = begun + timedelta(seconds=dice.randrange(900, 3000))
        ref = f"MT{number:010d}"
        trip = Trip(
            platform="meituan",
            kind=TripKind.DELIVERY,
            status=TripStatus.CANCELLED_CUSTOMER if number % 50 == 7 else TripStatus.COMPLETED,
            currency="CNY",
            zone=ZONE,
            ref=ref,
            city=dice.choice(("武汉", "汉阳", "武昌")),
            accepted_at=Instant.from_local(begun, ZONE),
            completed_at=Instant.from_local(ended, ZONE),
            trip_m=dice.randrange(400, 9000),
            offered=Money(dice.randrange(400, 2500), "CNY"),
        )
        source = Source(None, Locator(line=number + 2), "gigwallet_tables", "1", {"order": ref})
        yield NewFact(trip, engagement, "tables", ref, 1, source, HowKnown.IMPORTED)
