"""docs/pay-schemes.md: every example in it is a rule that loads and pays what is said beside it.

The test reads the document. An example that is added is tried without a word here; a figure that is
stated stands below with the words that state it, so that neither can change alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from gigwallet.app.floors.packs import every_parameter
from gigwallet.rules import PayScheme, load_scheme
from gigwallet.rules.parameters import Parameters
from tests.rules.told_cases import deduction_of, order_of, tally_of, work_of

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "pay-schemes.md").read_text("utf-8")
WORDS = " ".join(DOCUMENT.split())

HEAD = """\
format = 1
name = "from the document"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "completed"
rounding = "half_up"
overlap = "in_turn"
"""
# What an example leaves out because it stands elsewhere in the document.
COLUMNS = '[columns]\nstairs = "number"\nexempt = "text"\n'
VERSION = "[[version]]\nfrom = 2020-01-01\n"
BASE = '[[version.line]]\nid = "base"\nlabel = "base"\ncategory = "base"\nprice = "4.50"\n'
# The lines and measures that examples name and do not show.
NAMED = "".join(
    BASE.replace('"base"\nlabel', f'"{name}"\nlabel').replace("4.50", price)
    for name, price in {"start": "13.00", "distance": "2.00", "time": "2.00", "fee": "5.00"}.items()
)
EARNED = '[[version.measure]]\nid = "earned"\nsum = ["base"]\n'
LINE = '[[version.line]]\nid = "example"\nlabel = "example"\ncategory = "adjustment"\n'
BONUS = (
    '[[version.bonus]]\nid = "example"\nlabel = "example"\ncategory = "incentive"\n'
    'over = "month"\namount = "300.00"\n'
)
TABLE = re.compile(r"^\[+([a-z_.]+)\]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    place: int
    heading: str
    text: str

    def __str__(self) -> str:
        return f"line {self.place}"


def _examples() -> list[Example]:
    found, heading, open_at = [], "", 0
    lines = DOCUMENT.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("#") and not open_at:
            heading = line.lstrip("# ")
        if line.startswith("```"):
            if open_at:
                text = "\n".join(lines[open_at:number]) + "\n"
                found += [Example(open_at + 1, heading, each) for each in _apart(text)]
                open_at = 0
            else:
                assert line == "```toml", f"line {number + 1}"
                open_at = number + 1
    for span in re.finditer(r"`(\{ to = [^`]*)`", WORDS):
        place = DOCUMENT[: DOCUMENT.index(span[1][:20])].count("\n") + 1
        found.append(Example(place, "Bands", f'quantity = "minute"\nbands = [{span[1]}]\n'))
    return found


def _apart(text: str) -> list[str]:
    """Lines that say the same key are ways to say it."""
    lines = [each for each in text.splitlines() if each.strip()]
    keys = [each.partition("=")[0].strip() for each in lines]
    if len(keys) > 1 and len(set(keys)) == 1:
        return lines
    return [text]


def whole(example: Example, *, numbered: str = "") -> str:
    """The example as a file: what it leaves out is put around it. ``numbered`` are lines that it
    names."""
    text = example.text
    if text.startswith("format = "):
        return text
    tables = TABLE.findall(text)
    if tables and not tables[0].startswith("version"):
        return HEAD + text + VERSION + BASE
    before = HEAD + COLUMNS
    if tables and tables[0] == "version":
        said = re.split(r"^(?=\[\[version\]\])", text, flags=re.MULTILINE)
        return before + "".join(f"{each}\n{BASE}" for each in said if each.strip())
    named = numbered or (NAMED + BASE)
    if tables:
        return before + VERSION + named + text
    if "requires" in tomllib.loads(text):
        return before + VERSION + named + EARNED + BONUS + text
    return before + VERSION + named + _line(text)


def _line(text: str) -> str:
    said = tomllib.loads(text)
    own = dict(tomllib.loads(LINE)["version"]["line"][0])
    head = "".join(f'{key} = "{value}"\n' for key, value in own.items() if key not in said)
    pays = {"price", "bands", "table", "steps", "percent", "multiply", "at_least", "at_most"}
    return f"[[version.line]]\n{head}{text}\n" + ("" if pays & said.keys() else 'price = "1.00"\n')


def scheme_of(text: str) -> PayScheme:
    return load_scheme(text, "document", _numbers() if "parameter" in text else {})


@cache
def _numbers() -> Parameters:
    return every_parameter(ROOT / "resources")


def alone(beginning: str) -> PayScheme:
    """The example whose text begins so, with nothing beside it that pays."""
    (example,) = (each for each in EXAMPLES if each.text.startswith(beginning))
    zero = (NAMED + BASE).replace("4.50", "0").replace("13.00", "0")
    zero = zero.replace("2.00", "0").replace("5.00", "0")
    return scheme_of(whole(example, numbered=zero))


EXAMPLES = _examples()


def test_there_is_an_example_under_nearly_every_heading() -> None:
    assert len(EXAMPLES) > 25
    assert len({each.heading for each in EXAMPLES}) > 12


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_example_is_a_rule(example: Example) -> None:
    scheme = scheme_of(whole(example))

    assert all(version.lines for version in scheme.versions)


def stated(sentence: str) -> None:
    assert sentence in WORDS, sentence


def month(scheme: PayScheme, orders: int) -> str:
    period = "2025-07-01/2025-07-31"
    total = tally_of(scheme, {"period": period, "orders": orders}).total
    assert total.low == total.high
    return f"{total.low.amount:,.2f}"


def one(scheme: PayScheme, **case: object) -> str:
    total = order_of(scheme, {"at": "2025-07-01T12:00", **case}).total
    assert total.low == total.high
    return f"{total.low.amount:,.2f}"


def day(scheme: PayScheme, orders: int) -> str:
    group = {"from": "2025-07-01T09:00", "count": orders, "every": 15}
    case = {"period": "2025-07-01/2025-07-01", "orders": [group]}
    return f"{work_of(scheme, case).total.low.amount:,.2f}"


def test_the_smallest_rule_pays_what_is_said() -> None:
    stated("A count of 412 orders is 1,854.00.")

    assert month(alone('format = 1\nname = "My station'), 412) == "1,854.00"


def test_tiers_pay_what_is_said_on_both_sides_of_their_edges() -> None:
    stated(
        "922 orders are 300 x 5.00 + 622 x 5.50 = 4,921.00; 1,260 orders are 6,910.00; order 301 "
        "is the first at 5.50 (1,505.50 in all)."
    )
    stated("With 4.50 to 500, 5.00 to 800 and 5.50 above, 800 orders are 4,000.00 and 801 are "
           "4,405.50.")  # fmt: skip
    marginal = alone('tiers = "marginal"')
    whole_month = scheme_of(
        HEAD + VERSION + LINE + 'tiers = "whole"\nover = "month"\nsteps = [{ to = 500, price = '
        '"4.50" }, { to = 800, price = "5.00" }, { price = "5.50" }]\n'
    )

    assert [month(marginal, each) for each in (300, 301, 922, 1260)] == [
        "1,500.00", "1,505.50", "4,921.00", "6,910.00",
    ]  # fmt: skip
    assert [month(whole_month, each) for each in (800, 801)] == ["4,000.00", "4,405.50"]


def test_the_table_of_distances_is_what_the_bands_above_it_pay() -> None:
    bands = alone('quantity = "km"\nbands')
    rows = re.findall(r"^\| ([\d.]+) km \|[^|]+\| ([\d.]+) \|$", DOCUMENT, re.MULTILINE)

    assert len(rows) == 4
    for km, pays in rows:
        assert one(bands, metres=round(float(km) * 1000)) == pays


def test_a_ladder_pays_its_highest_step_or_each() -> None:
    stated('36 orders bring 40.00. With `"each"` every step pays: 68.00.')
    (ladder,) = (each for each in EXAMPLES if 'id = "sprint"' in each.text)
    text = whole(ladder, numbered=BASE.replace("4.50", "0"))

    assert day(scheme_of(text), 36) == "40.00"
    assert day(scheme_of(text.replace('"highest"', '"each"')), 36) == "68.00"


def test_a_cap_on_the_share_gives_back_what_is_said() -> None:
    stated("(38.60 paid, 27.10 stated: 1.08 come back)")
    (cap,) = (each for each in EXAMPLES if 'id = "refund"' in each.text)
    scheme = scheme_of(whole(cap, numbered=BASE.replace("4.50", "0")))

    assert one(scheme, customer_paid="38.60", values={"paid": "27.10"}) == "1.08"


def test_at_least_is_asked_order_by_order_before_anything_is_summed() -> None:
    stated("two trips of 37.60 and 2.00 with a minimum of 3.55 pay 41.15.")
    scheme = scheme_of(
        HEAD
        + VERSION
        + LINE.replace('"example"', '"own"')
        + 'quantity = "offered"\nprice = "1"\n'
        + LINE
        + 'at_least = "3.55"\nof = ["own"]\n'
    )
    orders = [
        {"from": f"2025-07-01T{hour}:00", "values": {"offered": offered}}
        for hour, offered in (("09", "37.60"), ("11", "2.00"))
    ]
    total = work_of(scheme, {"period": "2025-07-01/2025-07-01", "orders": orders}).total

    assert str(total.low) == "41.15"


def test_overlaps_are_counted_as_is_said() -> None:
    stated(
        '12:00-12:40 and 12:20-13:00: with `overlap = "alone"` each counts in full (80 minutes); '
        'with `"in_turn"` the second begins when the first ends (40 and 20); with `"divided"` the '
        "time that they share is split (30 and 30)."
    )
    found = {}
    for policy in ("alone", "in_turn", "divided"):
        text = HEAD.replace("in_turn", policy) + VERSION + LINE
        scheme = scheme_of(text + 'quantity = "engaged_minute"\nprice = "1.00"\n')
        orders = [{"from": f"2025-07-01T{start}", "minutes": 40} for start in ("12:00", "12:20")]
        outcome = work_of(scheme, {"period": "2025-07-01/2025-07-01", "orders": orders})
        found[policy] = [str(each.low) for each in outcome.trips if each is not None]

    assert found == {
        "alone": ["40.00", "40.00"],
        "in_turn": ["40.00", "20.00"],
        "divided": ["30.00", "30.00"],
    }


def test_a_window_counts_from_its_first_minute_to_before_its_last() -> None:
    stated("12:59 is in `11:00-13:00`, 13:00 is not.")
    stated('`days = ["fri"]` with that window includes Saturday at 02:00.')
    noon = alone('when = { between = "11:00-13:00" }')
    night = scheme_of(
        HEAD + VERSION + LINE + 'price = "1.00"\nwhen = { between = "22:00-06:00", days = ["fri"] }'
    )

    assert [one(noon, at=f"2025-07-01T{at}") for at in ("10:59", "11:00", "12:59", "13:00")] == [
        "0.00", "1.00", "1.00", "0.00",
    ]  # fmt: skip
    assert one(night, at="2025-07-05T02:00") == "1.00"  # a Saturday
    assert one(night, at="2025-07-04T02:00") == "0.00"


def test_a_deduction_stands_as_is_said() -> None:
    stated("(150.00 for reviews at 50.00 each: three times)")
    scheme = scheme_of(
        HEAD
        + VERSION
        + BASE
        + '[[version.deduction]]\nid = "review"\nlabel = "差评"\nper = "event"\namount = "50.00"\n'
    )

    verdicts = [
        deduction_of(scheme, {"printed": printed, "amount": amount}).standing.value
        for printed, amount in (("差评", "150.00"), ("差评", "160.00"), ("迟到", "50.00"))
    ]
    assert verdicts == ["rule_shown", "rule_differs", "no_rule"]


def test_a_share_of_a_public_number_is_so_much_of_it() -> None:
    numbers = [each for each in EXAMPLES if "parameter" in each.text]

    assert len(numbers) == 2
    for each in numbers:
        (version, *_) = scheme_of(whole(each)).versions
        assert version.lines
