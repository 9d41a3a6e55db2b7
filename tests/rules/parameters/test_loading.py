"""A file of a public number is read whole, or each of its faults is named with its place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters import load_parameter, load_parameters, parameter_faults

TEXT = """\
format = 1
name = "xx.wage"
label = "Minimum wage"
unit = "EUR/h"
scope = "xx"
instrument = "Wage Act"
rate_date = "pay_period"

[[value]]
from = 2024-01-01
to = 2024-06-30
amount = "12.41"
published_on = 2023-12-01
source = "the gazette"
confidence = "A"
checked_on = 2026-11-22

[[gap]]
from = 2024-07-01
to = 2024-12-31
why = "only a newspaper has it"

[[value]]
from = 2025-01-01
amount = "12.82"
source = "the gazette"
confidence = "B"
checked_on = 2026-11-22
"""


def test_a_sound_file_gives_its_values_and_gaps() -> None:
    parameter = load_parameter(TEXT, "xx/parameters/wage.toml")

    assert parameter_faults(TEXT) == ()
    assert parameter.at(date(2024, 2, 1)).amount == Fraction("12.41")
    assert parameter.at(date(2025, 2, 1)).confidence == "B"
    assert parameter.gaps[0].why == "only a newspaper has it"
    assert parameter.trace(date(2025, 2, 1)).file == "xx/parameters/wage.toml"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('name = "xx.wage"', 'name = "wage"', "parameter_not_name", 2),
        ('unit = "EUR/h"', 'unit = "EUR/hr"', "parameter_not_unit", 4),
        ('label = "Minimum wage"\n', "", "parameter_missing_key", 1),
        ('scope = "xx"', 'scopes = "xx"', "scheme_unknown_key", 5),
        ('scope = "xx"', 'scope = "xx"\ncolour = 1', "scheme_unknown_key", 6),
        ('rate_date = "pay_period"', 'rate_date = "today"', "scheme_not_choice", 7),
        (
            'source = "the gazette"\nconfidence = "A"',
            'confidence = "A"',
            "parameter_missing_key",
            9,
        ),
        (
            'confidence = "A"\nchecked_on = 2026-11-22',
            'confidence = "A"',
            "parameter_missing_key",
            9,
        ),
        ('confidence = "A"', 'confidence = "C"', "parameter_grade", 15),
        ('confidence = "B"', 'confidence = "B-"', "parameter_grade", 27),
        ('amount = "12.41"', "amount = 12.41", "scheme_not_number", 12),
        ("to = 2024-06-30", "to = 2023-06-30", "parameter_ends_before", 11),
        ("to = 2024-06-30\n", "", "parameter_overlap", 17),
        ("to = 2024-06-30", "to = 2024-06-29", "parameter_gap", 18),
        ("to = 2024-12-31\n", "", "parameter_overlap", 22),
        ("to = 2024-06-30", "to = 2024-06-30\ncolour = 1", "scheme_unknown_key", 12),
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert TEXT.count(old) == 1

    faults = parameter_faults(TEXT.replace(old, new))

    assert [(fault.code, fault.facts["line"]) for fault in faults] == [(code, line)]


def test_days_between_two_values_that_nobody_calls_unknown_are_a_fault() -> None:
    start, end = TEXT.index("[[gap]]"), TEXT.index("[[value]]", TEXT.index("[[gap]]"))

    (fault,) = parameter_faults(TEXT[:start] + TEXT[end:])

    assert fault.code == "parameter_gap"
    assert (fault.facts["from_day"], fault.facts["to_day"]) == ("2024-07-01", "2024-12-31")


def test_all_faults_are_named_in_one_go() -> None:
    text = TEXT.replace('amount = "12.41"', "amount = 1.5").replace('confidence = "B"', "x = 1")

    assert [fault.facts["line"] for fault in parameter_faults(text)] == [12, 23]


def test_no_value_at_all_is_a_fault() -> None:
    assert parameter_faults(TEXT[: TEXT.index("[[value]]")])[0].code == "parameter_missing_key"


def test_what_is_no_toml_is_refused_with_its_place() -> None:
    assert parameter_faults(TEXT + "[[value")[0].code == "scheme_syntax"


def test_a_value_to_be_confirmed_waits_apart_and_says_why(tmp_path: Path) -> None:
    waiting = TEXT.replace('confidence = "A"', 'confidence = "C"\nwhy = "one newspaper"')
    waiting = waiting[: waiting.index("[[gap]]")].replace("2024-06-30", "2024-12-31")
    write(tmp_path / "parameters" / "wage.toml", TEXT)
    write(tmp_path / "to_confirm" / "wage.toml", waiting)

    parameter = load_parameters(tmp_path)["xx.wage"]

    assert parameter.to_confirm[0].note == "one newspaper"
    assert parameter.to_confirm[0].confidence == "C"
    with pytest.raises(GigWalletError, match="parameter_no_value"):
        parameter.at(date(2024, 8, 1))


def test_a_number_in_two_trusted_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "parameters" / "wage.toml", TEXT)
    write(tmp_path / "parameters" / "wage_again.toml", TEXT)

    with pytest.raises(GigWalletError, match="parameter_twice"):
        load_parameters(tmp_path)


def test_a_fault_names_its_file(tmp_path: Path) -> None:
    write(tmp_path / "parameters" / "wage.toml", TEXT + "oops")

    with pytest.raises(GigWalletError) as refused:
        load_parameters(tmp_path)

    assert str(refused.value.facts["file"]).endswith("parameters/wage.toml")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
