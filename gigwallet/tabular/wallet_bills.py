"""What the bills of both Chinese wallets have in common: clock, span, and the income they print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime

from gigwallet.domain.instants import Instant
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import amounts, moments
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.tables import Record, Table

ZONE, CURRENCY = "Asia/Shanghai", "CNY"
DIRECTION, IN, OUT = "收/支", "收入", "支出"

# The number that a wallet gives to a movement is at least so long, and no two have the same.
LONG_NUMBER = 16

# What a spreadsheet makes of a long number when it opens the file: its last digits are gone.
_SHORTENED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_MASK = re.compile(r"\((\d{4})\)")


def moment(text: str) -> Instant:
    """``ValueError`` for anything but a time to the second."""
    at = moments.written(text)
    if not isinstance(at, datetime) or at.tzinfo is not None:
        raise ValueError("a bill tells the second, without a zone")
    return Instant.from_local(at, ZONE, text)


def shortened(number: str) -> bool:
    """Whether a spreadsheet has cut the number of a movement."""
    return bool(_SHORTENED.fullmatch(number))


def account_mask(account: str) -> str:
    """The four digits of a bank card that stand behind its name."""
    found = _MASK.search(account)
    return found[1] if found else ""


def covered(span: re.Match[str] | None) -> Iterator[Covers]:
    """The days from ``span[1]`` to ``span[2]``, where they are days in this order."""
    try:
        first, last = map(date.fromisoformat, (span[1], span[2])) if span else (date.max, date.min)
    except ValueError:
        return
    if first <= last:
        yield Covers("payouts", Period(first, last), EngagementHint(zone=ZONE, currency=CURRENCY))


def printed_totals(
    text: str, count: re.Pattern[str], totals: re.Pattern[str]
) -> Iterator[PrintedTotal | Rejection]:
    """What a bill says that it comes to: ``count[1]`` lines, and by ``totals`` for each label how
    many and how much. What is damaged and no longer an amount is rejected by its label."""
    said = [("共", found[1], None) for found in [count.search(text)] if found]
    for label, lines, amount in [*said, *totals.findall(text)]:
        try:
            money = None if amount is None else amounts.money(amount, CURRENCY)
            yield PrintedTotal(label, int(lines), money)
        except ValueError:
            yield Rejection("bad_amount", Locator(), label)


def readings(table: Table, read: Callable[[Record], Reading]) -> Iterator[Reading]:
    """Line by line. A movement has one number of its wallet: a line that says the same under the
    same number once more was pasted twice, and counts once."""
    seen: set[tuple[str, str]] = set()
    for line in table:
        if isinstance(line, BadLine):
            yield Rejection(line.reason, Locator(line=line.line))
            continue
        each = read(line)
        if isinstance(each, Row) and isinstance(each.fact, Payout):
            said = each.natural_key, each.payer
            if len(each.fact.ext_ref) >= LONG_NUMBER and said in seen:
                yield Skip("same_movement_again", each.locator)
                continue
            seen.add(said)
        yield each


class Income:
    """What the lines of income come to. ``minor`` tells what one of them prints, in minor units;
    None: it counts for none."""

    def __init__(self, minor: Callable[[Row | Skip], int | None]) -> None:
        self._of = minor
        self._count = self._minor = 0

    def add(self, each: Reading) -> None:
        if isinstance(each, Row | Skip) and each.footing.get(DIRECTION) == IN:
            minor = self._of(each)
            if minor is not None:
                self._count += 1
                self._minor += minor

    def contradiction(self, table: Table, printed: re.Pattern[str]) -> Iterator[Rejection]:
        """The printed line of income (direction, count, sum), where it counts as many lines as
        there are and another sum: then an amount below it is damaged. A bill may leave out lines
        that its owner deleted; where the counts differ, nothing follows."""
        for number, line in enumerate(table.preamble, start=1):
            found = printed.search(line)
            if not found or found[1] != IN:
                continue
            with suppress(ValueError):  # ``printed_totals`` tells of what is no amount
                printed_sum = amounts.money(found[3], CURRENCY).minor
                if int(found[2]) == self._count and printed_sum != self._minor:
                    yield Rejection("total_differs", Locator(line=number), IN)
