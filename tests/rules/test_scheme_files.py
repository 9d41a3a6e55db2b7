"""What a scheme file may say, and where a refusal points."""

from __future__ import annotations

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules import load_scheme
from gigwallet.rules.positions import positions
from gigwallet.words.refusals import sentence

GOOD = """\
format = 1
name = "mine"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "accepted"
rounding = "half_up"

[[version]]
from = 2025-01-01

[[version.line]]
id = "orders"
category = "base"
price = "4.50"
"""


def refusal(text: str) -> GigWalletError:
    with pytest.raises(GigWalletError) as caught:
        load_scheme(text)
    return caught.value


def changed(old: str, new: str) -> GigWalletError:
    assert old in GOOD
    return refusal(GOOD.replace(old, new))


def place(error: GigWalletError) -> tuple[object, object]:
    return error.facts["line"], error.facts["column"]


def test_a_good_file_loads() -> None:
    assert load_scheme(GOOD).name == "mine"


def test_an_unknown_key_is_refused_where_it_stands() -> None:
    error = changed('price = "4.50"', 'price = "4.50"\nprize = "9.00"')

    assert error.code == "scheme_unknown_key"
    assert place(error) == (15, 1)
    assert error.facts["key"] == "version.line.prize"
    assert "prize" in sentence(error)


def test_a_misspelt_key_is_named_rather_than_the_one_that_is_missing() -> None:
    error = changed('price = "4.50"', 'prise = "4.50"')

    assert (error.code, place(error)) == ("scheme_unknown_key", (14, 1))
    assert error.facts["known"] == "price"


def test_an_unknown_key_inside_braces_is_refused_where_it_stands() -> None:
    error = changed('price = "4.50"', 'price = "4.50"\nwhen = { betwen = "11:00-13:00" }')

    assert (error.code, place(error)) == ("scheme_unknown_key", (15, 10))


def test_an_unknown_key_in_a_list_of_bands_is_refused_where_it_stands() -> None:
    bands = (
        'quantity = "km"\nbands = [\n  { to = "1", price = "3" },\n  { ad = "1", add = "2" },\n]'
    )

    error = changed('price = "4.50"', bands)

    assert (error.code, place(error)) == ("scheme_unknown_key", (17, 5))


def test_a_syntax_fault_names_its_line() -> None:
    error = changed('name = "mine"', 'name = "mine')

    assert (error.code, error.facts["line"]) == ("scheme_syntax", 2)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("format = 1", "format = 2", "scheme_format", 1),
        ('name = "mine"\n', "", "scheme_missing_key", 1),
        ('"CNY"', '"yuan"', "scheme_not_currency", 3),
        ("Asia/Shanghai", "Asia/Nowhere", "scheme_not_zone", 4),
        ('"accepted"', '"sometimes"', "scheme_not_choice", 5),
        ("2025-01-01", '"2025-01-01"', "scheme_not_day", 9),
        ('"4.50"', "4.50", "scheme_not_number", 14),
        ('"4.50"', '"4,50"', "scheme_not_number", 14),
        ('price = "4.50"', 'percent = "5"\nof = ["later"]', "scheme_line_not_above", 15),
        ('price = "4.50"', 'price = "1"\npercent = "5"', "scheme_one_of", 15),
        ('price = "4.50"\n', "", "scheme_one_of", 11),
        ('"base"', '"basis"', "scheme_not_choice", 13),
        ('"orders"', '"Orders!"', "scheme_not_id", 12),
        (
            'price = "4.50"',
            'price = "1"\nwhen = { between = "11:00-25:00" }',
            "scheme_not_window",
            15,
        ),
        (
            'price = "4.50"',
            'tiers = "marginal"\nover = "month"\nsteps = [{ to = 5, price = "1" }]',
            "scheme_last_open",
            16,
        ),
        (
            'price = "4.50"',
            'tiers = "marginal"\nover = "month"\nsteps = [{ to = 5, price = "1" }, '
            '{ to = 4, price = "1" }, { price = "2" }]',
            "scheme_steps_rise",
            16,
        ),
        ("[[version]]\nfrom", "[[version]]\nto = 2024-01-01\nfrom", "scheme_ends_before", 9),
    ],
)
def test_a_fault_has_its_own_code_and_line(old: str, new: str, code: str, line: int) -> None:
    error = changed(old, new)

    assert (error.code, error.facts["line"]) == (code, line)
    assert "{" not in sentence(error).replace("{ between", "")


def test_versions_must_not_overlap() -> None:
    error = refusal(GOOD + GOOD[GOOD.index("[[version]]") :].replace("2025-01-01", "2026-01-01"))

    assert error.code == "scheme_versions_overlap"


def test_a_day_without_a_version_is_refused_not_borrowed() -> None:
    scheme = load_scheme(GOOD.replace("from = 2025-01-01", "from = 2025-01-01\nto = 2025-06-30"))
    after = scheme.versions[0].last
    assert after is not None

    with pytest.raises(GigWalletError) as caught:
        scheme.version_on(after.replace(month=7))

    assert caught.value.code == "scheme_no_version"


def test_a_file_of_another_system_reads_the_same() -> None:
    windows = "\N{BYTE ORDER MARK}" + GOOD.replace("\n", "\r\n")

    assert load_scheme(windows) == load_scheme(GOOD)


def test_positions_find_keys_in_every_kind_of_place() -> None:
    found = positions('a.b = 1\n[t]\n"q" = "#["  # x = 1\n[[l]]\nz = [ { k = 1 },\n { m = 2 } ]\n')

    assert found["a", "b"] == (1, 3)
    assert found["t", "q"] == (3, 1)
    assert found["l", 0, "z", 0, "k"] == (5, 9)
    assert found["l", 0, "z", 1, "m"] == (6, 4)
    assert ("t", "x") not in found
