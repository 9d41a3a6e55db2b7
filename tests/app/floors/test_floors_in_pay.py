"""A floor of law that the person chose, in the pay check of a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.app.floors import choose_floor
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.letters import draft_letter
from gigwallet.app.letters.annexes import proven
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.rules.keep_scheme import add_scheme_text
from gigwallet.app.wallet import Wallet
from gigwallet.documents import captions
from gigwallet.documents.letters.grounds import GROUNDS
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import EngagementId
from gigwallet.words import set_language
from gigwallet.words.refusals import explain
from tests.app.people import MEITUAN, SetClock, put
from tests.reconciliation.invented import SCHEMES

TRIPS = "engagement,ref,status,accepted_at,completed_at,currency\n" + "".join(
    f"甲,A{n},completed,2025-07-{n:02d} 12:00,2025-07-{n:02d} 13:00,CNY\n" for n in range(1, 11)
)
LINES = "engagement,trip_ref,statement_ref,category,amount,currency,occurred_at\n" + "".join(
    f"甲,A{n},S7,base,{amount},CNY,2025-07-{n:02d} 13:00\n"
    for n, amount in enumerate(["18.00"] * 10, 1)
)
STATEMENT = (
    "engagement,kind,first_day,last_day,currency,ref,orders,gross,net,covers\n"
    "甲,payslip,2025-07-01,2025-07-31,CNY,S7,10,180.00,180.00,whole_period\n"
)
FLOOR = "cn/hourly"


def fill(wallet: Wallet, folder: Path, *tables: tuple[str, str]) -> EngagementId:
    made = add_engagement(wallet, MEITUAN, "甲")
    files = [put(folder, name, text) for name, text in tables]
    outcome = import_files(wallet, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * len(files)
    return made


@pytest.fixture
def rider(wallet: Wallet, tmp_path: Path) -> EngagementId:
    return fill(
        wallet,
        tmp_path,
        ("trips.csv", TRIPS),
        ("pay_lines.csv", LINES),
        ("statements.csv", STATEMENT),
    )


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def below(wallet: Wallet) -> list[Discrepancy]:
    found = reconcile_pay(wallet).discrepancies
    return [each for each in found if each.kind is DiscrepancyKind.BELOW_FLOOR]


def test_no_floor_holds_that_nobody_chose(wallet: Wallet, rider: EngagementId) -> None:
    assert below(wallet) == []
    assert choose_floor.chosen_floor(wallet, rider) == ""


def test_pay_below_the_chosen_floor_is_told_with_its_numbers_sources_and_cautions(
    wallet: Wallet, rider: EngagementId
) -> None:
    assert choose_floor.choose_floor(wallet, rider, "CN/hourly") == FLOOR

    [found] = below(wallet)

    # Ten hours at 22.00, 180.00 paid.
    assert (str(found.expected), str(found.stated)) == ("220.00", "180.00")
    assert (str(found.amount), str(found.low), str(found.high)) == ("40.00", "40.00", "40.00")
    assert str(found.period) == "2025-07-01/2025-07-31"
    assert sum(each.amount.minor for each in found.trace) == 22000
    assert len(found.exhibits) == 3
    said = " ".join(explain(each) for each in found.steps)
    assert "Hourly minimum wage for engaged time" in said
    assert "22 CNY/h" in said
    assert "which class you are in" in said
    set_language("zh")
    assert "属于哪一类" in " ".join(explain(each) for each in found.steps)
    assert "settle_hours" in [each.code for each in found.settled_by]


def test_the_floor_counts_into_what_was_to_be_paid_and_into_the_claim(
    wallet: Wallet, rider: EngagementId
) -> None:
    choose_floor.choose_floor(wallet, rider, FLOOR)

    [totals] = reconcile_pay(wallet).totals

    assert (str(totals.expected), str(totals.stated)) == ("220.00", "180.00")
    assert str(totals.shortfall) == "40.00"


def test_what_the_persons_own_rule_gives_is_not_claimed_a_second_time(
    wallet: Wallet, rider: EngagementId
) -> None:
    choose_floor.choose_floor(wallet, rider, FLOOR)
    text = (SCHEMES / "flat/per_order.toml").read_text(encoding="utf-8")
    add_scheme_text(wallet, text.replace('"4.50"', '"19.00"'))

    outcome = reconcile_pay(wallet)

    [found] = [each for each in outcome.discrepancies if each.kind is DiscrepancyKind.BELOW_FLOOR]
    assert (str(found.low), str(found.high)) == ("30.00", "30.00")
    assert str(outcome.totals[0].shortfall) == "40.00"


def test_without_a_document_for_all_days_it_is_asked_about(wallet: Wallet, tmp_path: Path) -> None:
    rider = fill(wallet, tmp_path, ("trips.csv", TRIPS), ("pay_lines.csv", LINES))
    choose_floor.choose_floor(wallet, rider, FLOOR)

    [found] = below(wallet)

    assert (str(found.low), str(found.high)) == ("0.00", "40.00")
    assert "pay_floor_pay_incomplete" in [each.code for each in found.steps]


def test_unknown_hours_give_a_range(wallet: Wallet, tmp_path: Path) -> None:
    unknown = TRIPS.replace("2025-07-10 12:00,2025-07-10 13:00", ",2025-07-10 13:00")
    rider = fill(
        wallet,
        tmp_path,
        ("trips.csv", unknown),
        ("pay_lines.csv", LINES.replace("18.00", "15.00")),
        ("statements.csv", STATEMENT.replace("180.00", "150.00")),
    )
    choose_floor.choose_floor(wallet, rider, FLOOR)

    [found] = below(wallet)

    # The order may have begun within the one of the day before, or have taken four hours.
    assert (str(found.low), str(found.high)) == ("26.00", "136.00")
    assert str(found.confidence) == "0.80"


def test_pay_that_may_or_may_not_lie_below_is_not_called_short(
    wallet: Wallet, tmp_path: Path
) -> None:
    unknown = TRIPS.replace("2025-07-10 12:00,2025-07-10 13:00", ",2025-07-10 13:00")
    rider = fill(
        wallet,
        tmp_path,
        ("trips.csv", unknown),
        ("pay_lines.csv", LINES),
        ("statements.csv", STATEMENT),
    )
    choose_floor.choose_floor(wallet, rider, FLOOR)

    outcome = reconcile_pay(wallet)

    assert "floor_not_told" in {each.reason for each in outcome.not_judged}
    assert str(outcome.totals[0].shortfall) == "0.00"


def test_a_month_that_is_not_over_has_no_floor_yet(
    wallet: Wallet, tmp_path: Path, clock: SetClock
) -> None:
    trips, lines = (text.replace("2025-07", "2025-10") for text in (TRIPS, LINES))
    rider = fill(wallet, tmp_path, ("trips.csv", trips), ("pay_lines.csv", lines))
    choose_floor.choose_floor(wallet, rider, FLOOR)

    assert below(wallet) == []


def test_a_floor_of_single_trips_lets_no_trip_make_up_for_another(
    wallet: Wallet, tmp_path: Path
) -> None:
    driver = add_engagement(wallet, Engagement("uber", "New York", "America/New_York", "USD"), "乙")
    trips = (
        "engagement,ref,kind,status,accepted_at,picked_up_at,completed_at,trip_km,currency\n"
        "乙,U1,ride,completed,2024-06-10 12:00,2024-06-10 12:10,2024-06-10 12:30,8.04672,USD\n"
        "乙,U2,ride,completed,2024-06-10 14:00,2024-06-10 14:10,2024-06-10 14:30,8.04672,USD\n"
    )
    lines = (
        "engagement,trip_ref,category,amount,currency,occurred_at\n"
        "乙,U1,base,10.00,USD,2024-06-10 12:30\n"
        "乙,U2,base,90.00,USD,2024-06-10 14:30\n"
    )
    files = [put(tmp_path, "trips.csv", trips), put(tmp_path, "pay_lines.csv", lines)]
    outcome = import_files(wallet, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2
    choose_floor.choose_floor(wallet, driver, "us_nyc/tlc")

    [found] = below(wallet)

    assert str(found.stated) == "10.00"
    assert found.low == found.amount
    assert found.expected is not None
    assert found.amount == found.expected - found.low.__class__.of("10.00", "USD")


def test_what_cannot_be_a_floor_of_the_account_is_refused(
    wallet: Wallet, rider: EngagementId
) -> None:
    for name, code in (
        ("atlantis", "floor_unknown"),
        ("sg/net_earnings", "floor_not_compared"),
        ("us_nyc/tlc", "floor_other_currency"),
    ):
        with pytest.raises(GigWalletError, match=code):
            choose_floor.choose_floor(wallet, rider, name)

    choose_floor.choose_floor(wallet, rider, FLOOR)
    assert choose_floor.choose_floor(wallet, rider, "") == ""
    assert below(wallet) == []
    names = {each.name for each in choose_floor.floor_choices(wallet.resources)}
    assert {FLOOR, "us_nyc/tlc", "us_nyc/delivery"} <= names
    assert "sg/net_earnings" not in names


def test_a_letter_names_the_law_and_its_number_beside_what_it_claims(
    wallet: Wallet, rider: EngagementId
) -> None:
    choose_floor.choose_floor(wallet, rider, FLOOR)

    draft = draft_letter.prepare(wallet, rider, None, "en")
    assert draft.basis is not None
    tables = proven(draft.basis, captions.load(wallet.resources, "en")).tables

    [ground] = [each for each in tables if each.key == GROUNDS]
    said = str(ground.rows[0].cells)
    assert "China, Hourly minimum wage for engaged time." in said
    assert "22 CNY/h" in said
    assert "which class you are in" not in said


def test_hours_logged_in_and_the_gross_of_a_statement_are_enough(
    wallet: Wallet, tmp_path: Path
) -> None:
    courier = add_engagement(
        wallet, Engagement("deliveroo", "London", "Europe/London", "GBP"), "丙"
    )
    shifts = "engagement,started_at,ended_at,state\n" + "".join(
        f"丙,2024-06-{day:02d} 10:00,2024-06-{day:02d} 20:00,worked\n" for day in range(10, 14)
    )
    statement = (
        "engagement,kind,first_day,last_day,currency,ref,gross,net,covers\n"
        "丙,weekly,2024-06-10,2024-06-16,GBP,W1,400.00,400.00,whole_period\n"
    )
    files = [put(tmp_path, "shifts.csv", shifts), put(tmp_path, "statements.csv", statement)]
    outcome = import_files(wallet, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2
    choose_floor.choose_floor(wallet, courier, "gb/minimum_wage")

    [found] = below(wallet)

    # Forty hours at 11.44.
    assert (str(found.expected), str(found.stated)) == ("457.60", "400.00")
    assert str(found.low) == "57.60"
