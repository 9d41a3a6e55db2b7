"""``gigwallet rules infer``: the rule behind tables of trips and pay, as a draft."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from gigwallet.rules import load_scheme
from tests.cli.conftest import Cli
from tests.rules.inferring import invented
from tests.rules.inferring.invented import QUIET, Noise, Rider, dice_of
from tests.rules.inferring.test_changes import KM, RULE, begins
from tests.rules.inferring.test_inference import BASE, FLAT_WITH_NOON, line


def rider(count: int = 200, lines: str = FLAT_WITH_NOON, noise: Noise = QUIET) -> Rider:
    dice = dice_of(3)
    return invented.paid(invented.orders(dice, count), lines, dice, noise)


def trips_and_pay(path: Path, found: Rider) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["engagement", "ref", "status", "accepted_at", "completed_at", "paid_km",
             "duration_min", "currency", "zone", "own_paid"]
        )  # fmt: skip
        for each in found.receipts:
            trip = each.trip
            assert trip.accepted_at is not None
            assert trip.completed_at is not None
            assert trip.trip_m is not None
            rows.writerow(
                ["mine", trip.ref, "completed",
                 f"{trip.accepted_at.local:%Y-%m-%d %H:%M:%S}",
                 f"{trip.completed_at.local:%Y-%m-%d %H:%M:%S}",
                 f"{trip.trip_m / 1000:.3f}", "", "CNY", "Asia/Shanghai", each.paid]
            )  # fmt: skip
    return path


def test_a_table_of_trips_and_pay_gives_a_draft_and_what_contradicts_it(
    tmp_path: Path, cli: Cli
) -> None:
    found = rider(noise=Noise(misread=0.03, tips=0, corrections=0, rain=0))
    file = trips_and_pay(tmp_path / "trips_and_pay.csv", found)

    said = cli("rules", "infer", file, "--json", "--lang", "en")

    (account,) = said.result["accounts"]
    assert said.code == 0
    assert account["orders"] == 200
    assert account["fits"] + len(account["contradictions"]) == 200
    assert [each["text"] for each in account["pieces"]] == [
        "Each order: ¥4.50",
        "From 11:00 to 13:00 on top: ¥1.50",
    ]
    assert load_scheme(account["draft"]).illustrative
    odd = account["contradictions"][0]
    assert odd["ref"] in {each.trip.ref for each in found.receipts}
    assert Decimal(odd["paid"]) - Decimal(odd["expected"]) == Decimal(odd["difference"])


def test_a_table_that_is_given_twice_is_the_same_evidence_once(tmp_path: Path, cli: Cli) -> None:
    file = trips_and_pay(tmp_path / "trips_and_pay.csv", rider())

    once = cli("rules", "infer", file, "--json", "--lang", "en")
    twice = cli("rules", "infer", file, file, "--json", "--lang", "en")

    assert twice.json["result"] == once.json["result"]


def test_pay_lines_are_joined_by_the_number_of_the_order(tmp_path: Path, cli: Cli) -> None:
    found = rider(60, BASE)
    trips = trips_and_pay(tmp_path / "trips.csv", found)
    text = trips.read_text("utf-8").replace(",own_paid", "")
    trips.write_text("\n".join(row.rpartition(",")[0] if row[:4] == "mine" else row
                               for row in text.splitlines()), "utf-8")  # fmt: skip
    lines = ["engagement,trip_ref,category,amount,currency,zone"]
    lines += [f"mine,{each.trip.ref},base,{each.paid},CNY,Asia/Shanghai" for each in found.receipts]
    lines += [f"mine,{found.receipts[0].trip.ref},tip,5.00,CNY,Asia/Shanghai"]
    pay = tmp_path / "pay_lines.csv"
    pay.write_text("\n".join(lines[:-2] + lines[-1:]), "utf-8")

    said = cli("rules", "infer", trips, pay, "--json", "--lang", "en")

    (account,) = said.result["accounts"]
    assert (account["orders"], account["fits"]) == (59, 59)
    assert [(each["reason"], each["count"]) for each in account["left_out"]] == [
        ("infer_no_pay", 1)
    ]


def test_a_silent_cut_is_said_first_in_words(tmp_path: Path, cli: Cli) -> None:
    dice = dice_of(1)
    trips = invented.orders(dice, 560)
    later = BASE + line("km", KM, 'price = "1.10"')
    cut = invented.paid(trips, RULE, dice, Noise(), later, begins(trips, 450))
    file = trips_and_pay(tmp_path / "trips_and_pay.csv", cut)

    said = cli("rules", "infer", file, "--lang", "en")

    assert said.code == 0
    assert "The rule changed on Jan 25, 2025" in said.out
    assert "Before: Each order: ¥4.50; For each km: 1.20" in said.out
    assert "illustrative = true" in said.out


def test_too_few_orders_are_no_error(tmp_path: Path, cli: Cli) -> None:
    file = trips_and_pay(tmp_path / "trips_and_pay.csv", rider(12))

    said = cli("rules", "infer", file, "--json", "--lang", "en")

    (account,) = said.result["accounts"]
    assert (said.code, account["draft"], account["reason"]) == (0, None, "too_few_orders")


def test_files_without_orders_are_refused(tmp_path: Path, cli: Cli) -> None:
    file = tmp_path / "tallies.csv"
    file.write_text("engagement,first_day,orders\nmine,2025-07,922\n", "utf-8")

    said = cli("rules", "infer", file, "--json", "--lang", "en")

    assert (said.code, said.errors) == (2, ["infer_no_orders"])


def test_nothing_to_look_at_is_refused(cli: Cli) -> None:
    said = cli("rules", "infer", "--json", "--lang", "en")

    assert (said.code, said.errors) == (2, ["usage"])


def without_pay(trips: Path) -> Path:
    """The same table without its column own_paid."""
    rows = [line.rsplit(",", 1)[0] for line in trips.read_text("utf-8").splitlines()]
    trips.write_text("\n".join(rows) + "\n", "utf-8")
    return trips


def test_a_vault_gives_its_orders_with_the_lines_that_the_pay_check_joined(
    tmp_path: Path, cli: Cli, vault: Path
) -> None:
    found = rider(60, BASE)
    trips = without_pay(trips_and_pay(tmp_path / "trips.csv", found))
    lines = ["engagement,trip_ref,category,amount,currency,zone"]
    lines += [f"mine,{each.trip.ref},base,{each.paid},CNY,Asia/Shanghai" for each in found.receipts]
    pay = tmp_path / "pay_lines.csv"
    pay.write_text("\n".join(lines[:-3]), "utf-8")
    assert cli("import", vault, trips, pay, "--engagement", "meituan", "--lang", "en").code == 0

    said = cli("rules", "infer", "--vault", vault, "--json", "--lang", "en")

    (account,) = said.result["accounts"]
    assert (account["account"], account["orders"], account["fits"]) == ("meituan", 57, 57)
    assert account["left_out"][0]["count"] == 3


def test_a_vault_takes_what_the_persons_own_column_says(
    tmp_path: Path, cli: Cli, vault: Path
) -> None:
    trips = trips_and_pay(tmp_path / "trips.csv", rider(60, BASE))
    assert cli("import", vault, trips, "--engagement", "meituan", "--lang", "en").code == 0

    (account,) = cli("rules", "infer", "--vault", vault, "--json").result["accounts"]
    assert (account["orders"], account["fits"]) == (60, 60)


def test_files_join_pay_that_names_no_order_by_its_time_as_a_vault_does(
    tmp_path: Path, cli: Cli
) -> None:
    found = rider(60, BASE)
    trips = without_pay(trips_and_pay(tmp_path / "trips.csv", found))
    lines = ["engagement,category,amount,currency,occurred_at,zone"]
    lines += [
        f"mine,base,{each.paid},CNY,{each.trip.completed_at.local:%Y-%m-%d %H:%M:%S},Asia/Shanghai"
        for each in found.receipts
        if each.trip.completed_at is not None
    ]
    pay = tmp_path / "pay_lines.csv"
    pay.write_text("\n".join(lines), "utf-8")

    (account,) = cli("rules", "infer", trips, pay, "--json").result["accounts"]
    assert (account["orders"], account["fits"]) == (60, 60)
