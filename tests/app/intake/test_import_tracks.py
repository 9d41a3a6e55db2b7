"""Positions into the vault: as tracks of days, whichever engagement there is, once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gigwallet.app.intake.import_files import import_files, preview
from gigwallet.app.intake.import_outcome import FileOutcome, SkippedLines
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.track import points_of
from gigwallet.words.refusals import sentence
from tests.app.people import bill, bill_line, put

_IMPORTERS = Path(__file__).parents[2] / "importers"
_BILL = _IMPORTERS / "wechat_bill" / "samples" / "微信支付账单(20260803-20260816).csv"
_DASHER = _IMPORTERS / "doordash_export" / "samples" / "dasher_delivery_information.csv"
_PAYER = "美团众包"
_BEGIN = datetime(2026, 8, 3, 22, 0, tzinfo=UTC)


def _history(count: int, first: int = 0) -> str:
    """A fix a minute; the third day has one that comes twice."""
    records = [
        {
            "latitudeE7": 305_000_000 + 900 * number,
            "longitudeE7": 1_143_000_000 + 1_100 * number,
            "accuracy": 12,
            "source": "GPS",
            "timestamp": (_BEGIN + timedelta(minutes=number)).isoformat().replace("+00:00", "Z"),
        }
        for number in range(first, count)
    ]
    return json.dumps({"locations": records})


def _only(wallet: Wallet, path: Path) -> FileOutcome:
    (outcome,) = import_files(wallet, [path], Job()).files
    return outcome


def test_positions_are_counted_one_by_one_and_kept_by_day(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    history = put(tmp_path, "Records.json", _history(200))

    (shown,) = preview(wallet, [history], Job()).files
    outcome = _only(wallet, history)

    assert outcome.error is None
    assert shown.found.track_points == outcome.added.track_points == 200
    tracks = wallet.vault.tracks.all()
    assert [track.fact.points for track in tracks] == [120, 80]
    points = [point for track in tracks for point in points_of(track.fact)]
    assert [point.at.utc for point in points] == [
        _BEGIN + timedelta(minutes=number) for number in range(200)
    ]
    assert points[199].lat == 30.5 + 0.00009 * 199
    assert outcome.first is not None
    assert outcome.first.utc == _BEGIN
    (source,) = tracks[1].sources
    assert source.locator.pointer == "/locations/120"


def test_the_same_history_again_adds_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    history = put(tmp_path, "Records.json", _history(200))
    _only(wallet, history)
    before = wallet.vault.log.size

    outcome = _only(wallet, history)

    assert (outcome.added.track_points, outcome.known) == (0, 200)
    assert wallet.vault.log.size == before


def test_a_later_export_adds_only_the_days_that_it_says_more_of(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _only(wallet, put(tmp_path, "old/Records.json", _history(200)))

    outcome = _only(wallet, put(tmp_path, "new/Records.json", _history(400)))

    assert outcome.known == 120
    assert outcome.added.track_points == 280
    assert sorted(track.fact.points for track in wallet.vault.tracks.all()) == [80, 120, 280]


def test_a_point_that_stands_twice_is_kept_once_and_said_to_stand_twice(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    once = json.loads(_history(10))
    twice = {"locations": [*once["locations"], once["locations"][3]]}

    outcome = _only(wallet, put(tmp_path, "Records.json", json.dumps(twice)))

    assert (outcome.added.track_points, outcome.known) == (10, 0)
    assert outcome.skipped == (SkippedLines("position_again", 1),)


def test_a_history_belongs_to_the_person_and_asks_for_no_engagement(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    add_engagement(wallet, Engagement("eleme", "武汉", "Asia/Shanghai", "CNY"))

    outcome = _only(wallet, put(tmp_path, "Records.json", _history(10)))

    assert outcome.error is None
    assert outcome.added.track_points == 10


def test_where_nothing_is_known_of_the_person_a_history_waits(
    wallet: Wallet, tmp_path: Path
) -> None:
    history = put(tmp_path, "Records.json", _history(10))

    (shown,) = preview(wallet, [history], Job()).files
    outcome = _only(wallet, history)

    assert shown.unsaid is not None
    assert outcome.error is not None
    assert shown.unsaid.code == outcome.error.code == "work_not_said"
    assert "Records.json does not say for whom you work" in sentence(outcome.error)
    assert wallet.vault.tracks.all() == []


def test_a_history_that_came_with_the_first_export_is_of_its_work(
    wallet: Wallet, tmp_path: Path
) -> None:
    """Its name comes first, and an account is known only once the export was stored."""
    history = put(tmp_path, "A.json", _history(10))
    bill = put(tmp_path, "bill.csv", _BILL.read_bytes())

    stored = import_files(wallet, [history, bill], Job(), payers=frozenset({_PAYER}))

    assert [each.error for each in stored.files] == [None, None]
    assert len(wallet.vault.tracks.all()) == 1


def test_a_platform_that_is_said_without_a_currency_asks_for_it(
    wallet: Wallet, tmp_path: Path
) -> None:
    export = put(tmp_path, "dasher.csv", _DASHER.read_bytes())

    (shown,) = preview(wallet, [export], Job()).files
    outcome = _only(wallet, export)

    assert shown.unsaid is not None
    assert outcome.error is not None
    assert shown.unsaid.code == outcome.error.code == "work_currency_not_said"


def test_a_bill_of_other_spending_asks_for_no_work(wallet: Wallet, tmp_path: Path) -> None:
    """Nothing of it would be stored as pay, so nobody has to say whose work it is."""
    shopping = bill(bill_line("2025-07-05 20:00:00", "小明", "12.00"))

    (shown,) = preview(wallet, [put(tmp_path, "bill.csv", shopping)], Job()).files

    assert shown.unsaid is None
