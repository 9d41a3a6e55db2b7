"""What a bank prints above its table: the account, as its last digits, and the span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gigwallet.domain.period import Period
from gigwallet.domain.reading import Covers, EngagementHint

_ACCOUNT = re.compile(
    r"(?:卡号|账\s*号|帐\s*号|account(?: number)?)[：:,\s\"]*[\dxX*]*?[\dxX*]{4,}?(\d{4})\b",
    re.IGNORECASE,
)
_DAY = r"(\d{4})[-/.年]?(\d{2})[-/.月]?(\d{2})日?"
_SPAN = re.compile(rf"(?<!\d){_DAY}\s*(?:-|—|–|~|至|到|,)+\s*{_DAY}(?!\d)")


def mask_in(preamble: Sequence[str]) -> str:
    """The last four digits of the account, empty where none is printed."""
    found = (_ACCOUNT.search(line) for line in preamble)
    return next((match[1] for match in found if match), "")


def span_in(preamble: Sequence[str], zone: str, currency: str) -> Iterator[Covers]:
    """The span that the bank says it lists, where it does."""
    for line in preamble:
        if match := _SPAN.search(line):
            try:
                first, last = (date(*map(int, match.groups()[at : at + 3])) for at in (0, 3))
            except ValueError:
                return
            if first <= last:
                hint = EngagementHint(zone=zone, currency=currency)
                yield Covers("payouts", Period(first, last), hint)
            return
