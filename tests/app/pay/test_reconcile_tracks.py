"""From a dropped track and a typed order to what the pay check says of the order's distance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.track_point import TrackPoint
from tests.app.people import MEITUAN, put
from tests.reconciliation.rides import phone, ride


def _gpx(points: Sequence[TrackPoint]) -> str:
    fixes = "\n".join(
        f'<trkpt lat="{each.lat}" lon="{each.lng}">'
        f"<time>{each.at.utc.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}</time>"
        "</trkpt>"
        for each in points
    )
    return f'<gpx version="1.1" creator="x"><trk><trkseg>\n{fixes}\n</trkseg></trk></gpx>'


def _orders(paid_km: str) -> str:
    """Picked up as the ride begins, 18:00 on the clocks of Wuhan."""
    return (
        "engagement,ref,status,accepted_at,picked_up_at,completed_at,paid_km,currency\n"
        f"甲,A1,completed,2026-08-03 17:50,2026-08-03 18:00,2026-08-03 18:25,{paid_km},CNY\n"
    )


def test_a_track_and_an_order_meet_in_the_pay_check(wallet: Wallet, tmp_path: Path) -> None:
    add_engagement(wallet, MEITUAN, "甲")
    dice = random.Random(3)  # noqa: S311
    true = ride(dice, 25)
    track = put(tmp_path, "ride.gpx", _gpx(phone(dice, true, 5, 5)))
    orders = put(tmp_path, "trips.csv", _orders(f"{true.metres / 2000:.2f}"))

    imported = import_files(wallet, [track, orders], Job())
    outcome = reconcile_pay(wallet)

    assert [(file.error, file.rejected) for file in imported.files] == [(None, ()), (None, ())]
    (said,) = outcome.tracked
    assert said.ref == "A1"
    assert said.source == "gpx_track"
    assert said.ridden.low_m <= true.metres <= said.ridden.high_m
    (found,) = (
        each for each in outcome.discrepancies if each.kind is DiscrepancyKind.DISTANCE_DIFFERS
    )
    assert found.low.minor == 0
    exhibits = {each.exhibit.name for each in wallet.vault.exhibits.all()}
    assert {wallet.vault.exhibits.get(each).exhibit.name for each in found.exhibits} == exhibits
    assert reconcile_pay(wallet, Period.of_month(2026, 8)).tracked == outcome.tracked
    assert reconcile_pay(wallet, Period.of_month(2026, 7)).tracked == ()
