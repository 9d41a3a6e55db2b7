"""Every number of public law that ships says where it comes from, and on which days it holds."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters import Parameters, load_parameter, load_parameters, parameter_faults

ROOT = Path(__file__).parents[2] / "resources" / "jurisdictions"
FILES = sorted((*ROOT.glob("*/parameters/*.toml"), *ROOT.glob("*/to_confirm/*.toml")))


@cache
def everything() -> Parameters:
    return load_parameters(*sorted(folder for folder in ROOT.iterdir() if folder.is_dir()))


def trusted(path: Path) -> bool:
    return path.parent.name == "parameters"


@pytest.mark.parametrize("code", sorted({path.parts[-3] for path in FILES}))
def test_each_number_of_a_place_is_sound_and_named_like_it(code: str) -> None:
    for path in (each for each in FILES if each.parts[-3] == code):
        text = path.read_text(encoding="utf-8")

        assert parameter_faults(text, trusted=trusted(path)) == (), path
        parameter = load_parameter(text, trusted=trusted(path))
        assert parameter.name.startswith(code.replace("_", ".") + "."), path
        assert parameter.scope.startswith(code.replace("_", ".")), path


def test_no_number_stands_in_two_files_of_a_shelf() -> None:
    found = Counter(
        (path.parent.name, load_parameter(path.read_text("utf-8"), trusted=trusted(path)).name)
        for path in FILES
    )

    assert [name for name, times in found.items() if times > 1] == []


def test_what_waits_to_be_confirmed_is_never_answered() -> None:
    parameters = everything()

    leaked = []
    for parameter in parameters.to_confirm():
        for value in parameter.to_confirm:
            try:
                leaked += [parameter.name] if parameter.at(value.first) is value else []
            except GigWalletError as refused:
                assert refused.code == "parameter_no_value"  # noqa: PT017 both ways are right here

    assert leaked == []
    assert len(parameters.to_confirm()) > 50


@pytest.mark.parametrize(
    ("name", "day", "amount", "grade"),
    [
        ("us.nyc.tlc.mile", "2026-04-01", "1.283", "B"),
        ("us.nyc.delivery.hour", "2025-04-01", "21.44", "A"),
        ("us.ca.minwage.los_angeles", "2025-08-15", "17.87", "B"),
        ("us.ca.minwage.west_hollywood", "2022-12-31", "16.50", "B"),
        ("us.wa.tnc.seattle.flat", "2026-06-30", "6.12", "B"),
        ("us.wa.seattle.app.minute", "2025-12-31", "0.45", "A"),
        ("us.mn.tnc.mile", "2024-12-01", "1.28", "A"),
        ("us.ma.tnc.hour", "2025-01-01", "33.48", "A"),
        ("ca.bc.hour", "2026-06-01", "21.89", "A"),
        ("ca.on.hour", "2025-10-01", "17.60", "B"),
        ("gb.nlw.21plus", "2026-03-31", "12.21", "B"),
        ("de.mindestlohn", "2026-01-01", "13.90", "A"),
        ("fr.vtc.trip", "2024-03-26", "9.00", "A"),
        ("nl.wml", "2025-07-01", "14.40", "A"),
        ("au.food.mso.hour.car", "2026-08-17", "32.00", "B"),
        ("tw.delivery.flat", "2026-07-21", "45", "B"),
        ("sg.feda.motorcycle", "2025-01-01", "0.35", "A"),
        ("cn.minwage.hubei_1.hour_part", "2025-11-30", "22", "A"),
        ("cn.minwage.hubei_1.hour_part", "2025-12-01", "24", "B"),
        ("cn.minwage.beijing.hour_part", "2025-09-01", "27.7", "A"),
        ("cn.si.base.shanghai.low", "2026-07-01", "7546", "A"),
    ],
)
def test_a_number_is_that_of_its_day(name: str, day: str, amount: str, grade: str) -> None:
    value = everything()[name].at(date.fromisoformat(day))

    assert (value.amount, value.confidence) == (Fraction(amount), grade)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("us.nyc.tlc.mile", "2021-01-15"),
        ("us.nyc.tlc.mile", "2025-03-01"),
        ("us.nyc.tlc.wav_mile", "2026-04-01"),
        ("us.ca.p22.mile", "2026-01-01"),
        ("us.ca.minwage.los_angeles", "2026-07-01"),
        ("us.ca.minwage.west_hollywood", "2023-01-01"),
        ("us.wa.seattle.app.minute", "2026-01-01"),
        ("us.wa.tnc.seattle.flat", "2027-01-01"),
        ("us.mn.tnc.mile", "2027-01-01"),
        ("us.ma.tnc.hour", "2026-01-01"),
        ("ca.on.hour", "2025-06-30"),
        ("ca.on.hour", "2026-10-01"),
        ("nl.wml", "2026-07-01"),
        ("au.food.mso.hour.car", "2026-08-16"),
        ("tw.delivery.flat", "2026-07-20"),
        ("sg.cpf.worker", "2026-01-01"),
        ("cn.minwage.zhejiang_1.month", "2025-12-01"),
        ("cn.minwage.sichuan_1.month", "2025-07-01"),
        ("cn.si.base.guangzhou.low", "2025-08-01"),
        ("cn.si.base.shenzhen.low", "2026-07-01"),
    ],
)
def test_a_day_for_which_nothing_is_confirmed_has_no_number(name: str, day: str) -> None:
    with pytest.raises(GigWalletError, match="parameter_no_value"):
        everything()[name].at(date.fromisoformat(day))


# The places whose public law ships, as they were asked for: each has numbers, and all but
# what the law leaves open can be held against pay.
PLACES = {
    "au", "ca_bc", "ca_on", "cn", "de", "fr", "gb", "nl", "sg", "tw",
    "us_ca", "us_ma", "us_mn", "us_nyc", "us_wa", "us_wa_seattle",
}  # fmt: skip


def test_every_place_has_numbers_and_a_floor_that_uses_them() -> None:
    assert {path.parts[-3] for path in FILES if trusted(path)} == PLACES
    assert {path.parts[-3] for path in ROOT.glob("*/floors/*.toml")} == PLACES


def test_every_number_says_its_source_its_grade_and_when_somebody_looked() -> None:
    said = [(each.name, value) for each in everything().values() for value in each.values]

    assert len(said) > 200
    for name, value in said:
        assert value.source.strip(), name
        assert value.confidence in {"A", "B"}, name
        assert value.checked_on >= date(2026, 1, 1), name
        assert value.published_on is None or value.published_on <= value.checked_on, name


def test_no_number_is_answered_for_a_day_that_none_of_its_values_holds_on() -> None:
    """The day before the first value, the day after the last, and both ends of each gap."""
    day = timedelta(days=1)
    asked = 0
    for parameter in everything().values():
        days = {parameter.values[0].first - day} if parameter.values else set()
        for value in parameter.values:
            days |= {value.last + day} if value.last else set()
        for gap in parameter.gaps:
            days |= {gap.first} | ({gap.last} if gap.last else {date(2099, 1, 1)})
        for each in days:
            if any(value.holds_on(each) for value in parameter.values):
                continue
            asked += 1
            with pytest.raises(GigWalletError, match="parameter_no_value"):
                parameter.at(each)

    assert asked > 200


def test_a_gap_never_lies_over_a_value() -> None:
    for parameter in everything().values():
        for gap in parameter.gaps:
            for value in parameter.values:
                assert not value.holds_on(gap.first), parameter.name
                assert gap.last is None or not value.holds_on(gap.last), parameter.name
