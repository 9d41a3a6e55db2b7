"""What one line of a bank's table says, by the roles of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.importers.bank_tables.bank import Bank
from gigwallet.tabular import moments, tables
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.day_column import DayColumn
from gigwallet.tabular.tables import BadCell, Record

# Role -> what the line says there; roles that say nothing are not in it.
Said = Mapping[str, str]

_KEPT = (
    "moment", "started", "day", "time", "zone", "kind", "payer", "text", "amount", "money_in",
    "money_out", "direction", "fee", "currency", "state", "ref",
)  # fmt: skip
_AMOUNTS = ("amount", "money_in", "money_out")
_ISO = 3
_DASHES = "-— "
_MOST_WORDS = 10_000


class Cells:
    """Reads the lines of one table of ``bank``. Shown every line by ``add`` first."""

    def __init__(self, bank: Bank, names: frozenset[str]) -> None:
        self._bank = bank
        self._roles = bank.roles(names)
        self._read = tuple(self._roles.items())
        kept = (name for role in _KEPT for name in self._roles.get(role, ()))
        self._kept = tuple(dict.fromkeys(kept))
        self._days = DayColumn(bank.days)
        self._amounts = {role: AmountColumn(bank.style) for role in (*_AMOUNTS, "fee", "balance")}
        self._empty = {form for word in bank.words["empty"] for form in (word, word.upper())}
        self._times: dict[str, time] = {}
        self._currencies: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._zones: dict[str, str] = {}
        self._reasons: dict[str, str] = {}

    def said(self, line: Record) -> Said:
        """What the line says in each role: the first of its cells that holds anything."""
        cells, empty = line.cells, self._empty
        said: dict[str, str] = {}
        for role, heads in self._read:
            for head in heads:
                cell = cells[head]
                if cell and cell not in empty and (cell[0] not in _DASHES or cell.strip(_DASHES)):
                    said[role] = cell
                    break
        return said

    def add(self, said: Said) -> None:
        """What the columns show is told from every line."""
        for role, column in self._amounts.items():
            if role in said:
                column.add(said[role])
        if self._bank.days is None:
            self._days.add(self._written(said)[0])

    def settle(self) -> None:
        """After the last line was shown. Raises ``UnclearDays``."""
        self._days.told()

    def column(self, role: str) -> str:
        """The head of the role, for a rejection."""
        return next(iter(self._roles.get(role, ())), "")

    def has(self, role: str) -> bool:
        return role in self._roles

    def plain(self, cell: str) -> str:
        """A word in one spelling; columns of words have few of them."""
        known = self._plain.get(cell)
        if known is None:
            known = tables.plain(cell)
            if len(self._plain) < _MOST_WORDS:
                self._plain[cell] = known
        return known

    def currency(self, said: Said) -> str:
        """An ISO 4217 code. Raises ``BadCell``."""
        cell = said.get("currency", "")
        if not cell:
            if self._bank.currency:
                return self._bank.currency
            raise BadCell("bad_currency", self.column("currency"))
        known = self._currencies.get(cell)
        if known is None:
            known = self._bank.currencies.get(cell, cell.upper())
            if len(known) != _ISO or not known.isascii() or not known.isalpha():
                raise BadCell("bad_currency", self.column("currency"))
            self._currencies[cell] = known
        return known

    def amount(self, said: Said, currency: str) -> int:
        """What moved, in minor units: in above zero, out below. Raises ``BadCell``."""
        if self.has("money_in"):
            return self._split(said, currency)
        amount = self._minor(said, "amount", currency)
        if self.has("direction"):
            word = self.plain(said.get("direction", ""))
            if amount < 0:
                raise BadCell("bad_amount", self.column("amount"))
            if word in self._bank.words["out"]:
                return -amount
            if word not in self._bank.words["in"]:
                raise BadCell("unknown_status", self.column("direction"))
        if said.get("fee", "0.00") == "0.00":
            return amount
        return amount - self._minor(said, "fee", currency)

    def _split(self, said: Said, currency: str) -> int:
        """A bank leaves the other column empty, or writes a zero there."""
        came, went = said.get("money_in", ""), said.get("money_out", "")
        minor_in = self._minor(said, "money_in", currency) if came else 0
        minor_out = abs(self._minor(said, "money_out", currency)) if went else 0
        if (minor_in and minor_out) or not (came or went):
            raise BadCell("bad_amount", self.column("money_in"))
        return minor_in - minor_out

    def _minor(self, said: Said, role: str, currency: str) -> int:
        try:
            return self._amounts[role].minor(said.get(role, ""), currency)
        except ValueError:
            raise BadCell("bad_amount", self.column(role)) from None

    def total(self, said: Said, role: str, currency: str) -> int:
        """The sum of a column, in the line that prints it. Raises ``BadCell``."""
        return abs(self._minor(said, role, currency))

    def balance(self, said: Said, currency: str) -> int | None:
        """The balance after the line, where one can be read: many banks mask it."""
        cell = said.get("balance")
        if cell is None:
            return None
        try:
            return self._amounts["balance"].minor(cell, currency)
        except ValueError:
            return None

    def when(self, said: Said) -> tuple[date, time | None, str]:
        """The day, the time where one stands, and both as written. Raises ``BadCell``."""
        written, clock = self._written(said)
        try:
            day = self._days.day(written)
        except ValueError:
            raise BadCell("bad_time", self.column("day") or self.column("moment")) from None
        if not clock:
            return day, None, written
        try:
            return day, self._clock(clock), f"{written} {clock}"
        except ValueError:
            raise BadCell("bad_time", self.column("time") or self.column("moment")) from None

    def _written(self, said: Said) -> tuple[str, str]:
        """Day and time, from one cell or from two. A spreadsheet adds midnight to a bare day."""
        if "moment" in self._roles:
            day, _, clock = said.get("moment", "").partition(" ")
            return day, clock.strip()
        day, _, midnight = said.get("day", "").partition(" ")
        clock = said.get("time", "")
        return (day, clock) if midnight in ("", "00:00:00") else (f"{day} {midnight}", clock)

    def _clock(self, text: str) -> time:
        known = self._times.get(text)
        if known is None:
            known = self._times[text] = _clock(text)
        return known

    def instant(self, said: Said, day: date, clock: time | None, text: str) -> Instant:
        """In the zone that the bank or the line names; provisional where neither does."""
        zone = self.zone(said)
        if clock is None:
            return Instant.from_day(day, zone or moments.FLOATING, text)
        wall = datetime.combine(day, clock)
        placed = Instant.from_local(wall, zone or moments.FLOATING, text)
        if zone:
            return placed
        return Instant(placed.utc, placed.zone, TimeQuality.LOCAL_ASSUMED, text)

    def zone(self, said: Said) -> str:
        """Empty where nothing tells it."""
        if self._bank.zone or "zone" not in said:
            return self._bank.zone
        named = said["zone"]
        if named not in self._zones:
            self._zones[named] = self._bank.zones.get(named) or _iana(named)
        return self._zones[named]

    def reason_to_skip(self, said: Said) -> str:
        """Why a movement of this kind is no wage, or an empty text."""
        kind = said.get("kind", "")
        known = self._reasons.get(kind)
        if known is None:
            plain = tables.plain(kind)
            known = next((reason for word, reason in self._bank.skips if word in plain), "")
            if len(self._reasons) < _MOST_WORDS:
                self._reasons[kind] = known
        return known

    def moved(self, said: Said) -> bool:
        """Whether the money has moved. Raises ``BadCell`` for a word that nobody knows."""
        if not self.has("state"):
            return True
        word = self.plain(said.get("state", ""))
        if word in self._bank.words["not_moved"]:
            return False
        if word in self._bank.words["done"]:
            return True
        raise BadCell("unknown_status", self.column("state"))

    def kept(self, line: Record) -> Mapping[str, str]:
        """The cells of a fact, as written."""
        return {name: line.cells[name] for name in self._kept if line.cells[name]}


def _iana(name: str) -> str:
    """The name where it is one of the time zone database, empty otherwise."""
    try:
        return ZoneInfo(name).key if "/" in name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _clock(text: str) -> time:
    """``14:06:51``, ``14:06`` or ``140651``."""
    if text.isdecimal() and len(text) == 6:
        return time(int(text[:2]), int(text[2:4]), int(text[4:]))
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(each.isdecimal() and len(each) == 2 for each in parts):
        raise ValueError("not a time of the day")
    hour, minute, *second = (int(each) for each in parts)
    return time(hour, minute, second[0] if second else 0)
