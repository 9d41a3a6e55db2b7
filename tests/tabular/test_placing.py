from __future__ import annotations

from datetime import UTC, datetime

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import EngagementHint, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import moments
from gigwallet.tabular.placing import agreed_hint, place

_MONTREAL = Engagement("uber", "Montreal", "America/Toronto", "CAD")


def _row(zone: str) -> Row:
    at = moments.instant("2026-08-03 10:42:51", zone or moments.FLOATING, certain=bool(zone))
    line = PayLine("", PayCategory.BASE, Money(210, "CAD"), recognised_at=at)
    return Row(line, "uber_payments", "key", Locator(line=2), hint=EngagementHint(zone=zone))


def test_a_floating_clock_is_set_to_the_zone_of_its_engagement() -> None:
    placed = place(_row(""), _MONTREAL)

    assert isinstance(placed.fact, PayLine)
    assert placed.fact.recognised_at is not None
    assert placed.fact.recognised_at.utc == datetime(2026, 8, 3, 14, 42, 51, tzinfo=UTC)
    assert placed.fact.platform == "uber"
    assert placed.natural_key == "key"


def test_a_row_that_names_its_zone_keeps_it() -> None:
    placed = place(_row("Asia/Shanghai"), _MONTREAL)

    assert isinstance(placed.fact, PayLine)
    assert placed.fact.recognised_at is not None
    assert placed.fact.recognised_at.zone == "Asia/Shanghai"


def test_placing_twice_is_placing_once() -> None:
    once = place(_row(""), _MONTREAL)

    assert place(once, _MONTREAL) == once


def test_files_read_together_agree_or_stay_silent() -> None:
    paris = EngagementHint("uber", zone="Europe/Paris")
    rows = [_row("Europe/Paris"), Skip("empty_file", Locator())]

    assert agreed_hint(rows).zone == paris.zone
    assert agreed_hint([*rows, _row("Asia/Tokyo")]).zone == ""


def test_an_engagement_without_a_zone_of_its_own_makes_no_clock_surer() -> None:
    nowhere = Engagement("uber", "", "UTC", "CAD")

    placed = place(_row(""), nowhere)

    assert isinstance(placed.fact, PayLine)
    assert placed.fact.recognised_at is not None
    assert placed.fact.recognised_at.quality is TimeQuality.LOCAL_ASSUMED
