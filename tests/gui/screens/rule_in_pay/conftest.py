"""A rider's vault with three weeks of orders and their pay, of which each kilometre pays less from
one day on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE, RIDER, Hand
from tests.kept_workers import surroundings
from tests.rules.inferring import invented
from tests.rules.inferring.invented import Noise, Rider, dice_of

BEFORE = '[[version.line]]\nid = "base"\nlabel = "base"\ncategory = "base"\nprice = "4.00"\n'
KM = (
    '[[version.line]]\nid = "km"\nlabel = "km"\ncategory = "distance"\n'
    'quantity = "km"\nprice = "{price}"\n'
)


def rider(count: int = 300, changed_at: int = 210) -> Rider:
    dice = dice_of(1)
    trips = invented.orders(dice, count)
    at = next(n for n, each in enumerate(trips) if each.day == trips[changed_at].day)
    later = BEFORE + KM.format(price="1.05")
    return invented.paid(
        trips, BEFORE + KM.format(price="1.20"), dice, Noise(0.0, 0.05, 0.0, 0.0), later, at
    )


def tables(told: Rider, folder: Path) -> Sequence[Path]:
    trips = ["engagement,ref,status,accepted_at,completed_at,trip_km,currency"]
    lines = ["engagement,trip_ref,category,amount,currency,occurred_at"]
    for each in told.receipts:
        trip = each.trip
        assert trip.accepted_at is not None
        assert trip.completed_at is not None
        moments = (trip.accepted_at, trip.completed_at)
        begun, ended = (f"{at.local:%Y-%m-%d %H:%M:%S}" for at in moments)
        km = f"{(trip.trip_m or 0) / 1000:.3f}"
        trips.append(f"甲,{trip.ref},completed,{begun},{ended},{km},CNY")
        lines.append(f"甲,{trip.ref},base,{each.paid},CNY,{ended}")
    files = folder / "trips.csv", folder / "pay_lines.csv"
    for file, rows in zip(files, (trips, lines), strict=True):
        file.write_text("\n".join(rows) + "\n")
    return files


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand) -> Iterator[Wallet]:
    """Its one account is what the tables call 甲."""
    passphrase = bytearray(PASSPHRASE.encode())
    around = surroundings(hand)
    made = create_vault(tmp_path / "vault", passphrase, kdf=CHEAP, around=around).wallet
    add_engagement(made, RIDER, "甲")
    yield made
    made.close()


@pytest.fixture
def cut(wallet: Wallet, tmp_path: Path) -> Rider:
    told = rider()
    outcome = import_files(wallet, list(tables(told, tmp_path)), Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2
    return told
