"""What a track shows stands in the pane beside the pay check, in distances."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QLabel

from gigwallet import words
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import Locator, NewFact, Source
from gigwallet.domain.track import digest, pack
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from tests.reconciliation.rides import phone, ride

_BEGIN = datetime(2026, 8, 3, 10, 0, tzinfo=UTC)


def _tracked(wallet: Wallet) -> None:
    """An order that is paid for half of the way that a track shows."""
    [known] = wallet.vault.engagements.all()
    dice = random.Random(3)  # noqa: S311
    true = ride(dice, 25)
    track = pack(phone(dice, true, 5, 5))

    def at(minutes: float) -> Instant:
        return Instant(_BEGIN + timedelta(minutes=minutes), "Asia/Shanghai")

    order = Trip(
        "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", "Asia/Shanghai", ref="MT 77",
        accepted_at=at(-6), picked_up_at=at(0), completed_at=at(25), paid_m=round(true.metres / 2),
    )  # fmt: skip
    source = Source(None, Locator(), "gpx_track", "1")
    with wallet.vault.transaction():
        wallet.vault.trips.add([NewFact(order, known.id, "t", "1", 1, source)])
        wallet.vault.tracks.add([NewFact(track, known.id, "tracks", digest(track), 1, source)])


def test_a_distance_that_a_track_shows_otherwise_is_told_without_an_amount(
    show: Callable[[Wallet], PayCheckScreen], wallet: Wallet, context: ShellContext
) -> None:
    words.set_language("en")
    _tracked(wallet)
    screen = show(wallet)
    screen.period.chosen.emit("everything")
    settle(context)

    assert screen.table.select(lambda item: item.kind is DiscrepancyKind.DISTANCE_DIFFERS)
    settle(context)

    texts = (label.text() for label in screen.pane.findChildren(QLabel))
    said = "\n".join(text.replace("\u2066", "").replace("\u2069", "") for text in texts)
    assert "Way paid" in said
    assert "By the track" in said
    assert "in a straight line" in said
    assert "¥" not in said
