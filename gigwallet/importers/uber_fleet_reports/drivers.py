"""Whose rows these are: a fleet's report lists everyone who drives for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.domain.reading import EngagementHint
from gigwallet.tabular.tables import Record


@dataclass(frozen=True, slots=True)
class Drivers:
    """``organisation``: the account of the fleet itself, which has no trips, beside its drivers.
    ``several``: then each row says whose it is, and only the person's own may be stored."""

    organisation: str
    several: bool

    @classmethod
    def of(cls, lines: Iterable[Record]) -> Drivers:
        named: dict[str, str] = {}
        rode: set[str] = set()
        firms: set[str] = set()
        for line in lines:
            account = line["driver"].lower()
            if not account:
                continue
            named[account] = name(line)
            firms.add(line["organisation"].casefold())
            if line["trip"]:
                rode.add(account)
        firm = [
            account
            for account, called in named.items()
            if account not in rode and called.casefold() in firms
        ]
        organisation = firm[0] if len(firm) == 1 and len(named) > 1 else ""
        return cls(organisation, len(named) - bool(organisation) > 1)

    def hint(self, line: Record) -> EngagementHint:
        if not self.several:
            return EngagementHint("uber")
        return EngagementHint("uber", account=line["driver"].lower(), account_name=name(line))

    def of_the_fleet(self, line: Record) -> bool:
        """Whether a line speaks of the whole fleet and so of nobody in it. Where a fleet has one
        driver, what it is paid is paid to them."""
        fleets = not line["driver"] or line["driver"].lower() == self.organisation
        return self.several and fleets


def name(line: Record) -> str:
    return f"{line['first_name']} {line['last_name']}".strip()
