"""A line of the payments of a driver or a courier as a pay line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import amounts, moments, tables
from gigwallet.tabular.habits import Words
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_CLASSIFICATION = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
_USUAL = re.compile(r"(-?\d{1,9})\.(\d\d?)", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# A piece of the classification -> our category; the first that fits decides.
_CATEGORIES = (
    ("fraud", PayCategory.HOLDBACK),
    ("adjust", PayCategory.ADJUSTMENT),
    ("batch_discount", PayCategory.BATCH_DISCOUNT),
    (".tax.", PayCategory.TAX_COLLECTED),
    ("commission", PayCategory.COMMISSION),
    ("service_fee", PayCategory.COMMISSION),
    ("booking_fee", PayCategory.PLATFORM_FEE),
    ("cash_collected", PayCategory.CASH_COLLECTED),
    ("upfront_fare", PayCategory.UPFRONT),
    ("cancellation", PayCategory.CANCELLATION_FEE),
    ("wait_time", PayCategory.WAIT),
    ("toll", PayCategory.TOLL_REFUND),
    (".tip", PayCategory.TIP),
    ("promotion", PayCategory.INCENTIVE),
    ("incentive", PayCategory.INCENTIVE),
    ("quest", PayCategory.INCENTIVE),
    ("boost", PayCategory.INCENTIVE),
    ("surge", PayCategory.SURGE),
    ("fare.base", PayCategory.BASE),
    ("fare.pickup", PayCategory.BASE),
    ("fare.dropoff", PayCategory.BASE),
    ("fare.distance", PayCategory.DISTANCE),
    ("fare.time", PayCategory.TIME),
)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes nearly all its cells; one that departs from it has lost a sign."""

    fraction: bool
    uuid: bool
    misspelt: frozenset[str]

    @classmethod
    def of(cls, table: Table) -> Habits:
        fractions, ids, currency = amounts.Fractions(), _Ids(), _First()
        words = {name: Words() for name in ("classification", "category")}
        folds = (("amount_local", fractions), ("trip_uuid", ids), ("currency_code", currency))
        tables.fold(table, (*folds, *words.items()))
        return cls(
            fraction=fractions.always(currency.cell),
            uuid=ids.shaped >= 3 and ids.shaped * 4 >= ids.filled,
            misspelt=frozenset().union(*(each.misspelt for each in words.values())),
        )


class _Ids:
    """How many cells of a column have the shape of a UUID."""

    def __init__(self) -> None:
        self.filled = self.shaped = 0

    def add(self, cell: str) -> None:
        if value(cell):
            self.filled += 1
            self.shaped += bool(_UUID.fullmatch(cell))


class _First:
    """The first cell that says anything."""

    cell = ""

    def add(self, cell: str) -> None:
        self.cell = self.cell or cell


COLUMNS = frozenset(
    {"amount_local", "currency_code", "classification", "recognize_timestamp_local"}
)


def is_courier_pay(table: Table) -> bool:
    """Whether these are the payments of a courier, who has the same file: deliveries, no rides.

    Both importers ask this of the same beginning of a file, so that one of them claims it."""
    if not table.names >= COLUMNS:
        return False
    classifications = {line["classification"] for line in table if isinstance(line, Record)}
    delivered = any(each.startswith(("delivery.", "eats.")) for each in classifications)
    return delivered and not any(each.startswith("transport.fare.") for each in classifications)


def category(classification: str) -> PayCategory:
    """Ours for Uber's own; what nobody knows yet is ``other``, under its own name."""
    found = (ours for piece, ours in _CATEGORIES if piece in classification)
    return next(found, PayCategory.OTHER)


def read(line: Record, habits: Habits) -> Iterator[Reading]:
    classification = value(line["classification"])
    if not _CLASSIFICATION.fullmatch(classification):
        raise BadCell("missing_value" if not classification else "unknown_status", "classification")
    for column in ("classification", "category"):
        if line[column] in habits.misspelt:
            raise BadCell("unknown_status", column)
    currency = cells.currency(line)
    text = line["amount_local"]
    amount = _amount(text, currency)
    if habits.fraction and "." not in text:
        raise BadCell("bad_amount", "amount_local")
    trip_ref = value(line["trip_uuid"])
    if habits.uuid and trip_ref and not _UUID.fullmatch(trip_ref):
        raise BadCell("bad_number", "trip_uuid")
    at, moment = _recognised(
        line["recognize_timestamp_local"], line["recognize_timestamp_utc"], currency
    )
    city = value(line["city_name"])
    yield Row(
        fact=PayLine(
            platform="uber",
            category=category(classification),
            amount=amount,
            label_raw=classification,
            trip_ref=trip_ref,
            recognised_at=at,
        ),
        family="uber_payments",
        natural_key=f"{moment}|{classification}|{amount}|{currency}",
        locator=Locator(line=line.line),
        raw={name: cell for name, cell in line.cells.items() if name and value(cell)},
        amount=amount,
        footing={"category": value(line["category"]), "classification": classification},
        hint=_hint(city, currency),
    )


@lru_cache(maxsize=256)
def _hint(city: str, currency: str) -> EngagementHint:
    """One value for all lines of a place: they travel between processes."""
    return EngagementHint("uber", city, "", currency)


def _amount(text: str, currency: str) -> Money:
    if (usual := _USUAL.fullmatch(text)) and exponent(currency) == 2:
        return Money(int(usual[1] + usual[2].ljust(2, "0")), currency)
    try:
        return amounts.money(text, currency)
    except ValueError as bad:
        raise BadCell("bad_amount", "amount_local") from bad


@lru_cache(maxsize=64)
def _recognised(local: str, utc: str, currency: str) -> tuple[Instant, str]:
    """The moment, and its second on the wall for the natural key; the lines of one trip share it.

    The file names no zone: a currency of one zone lends it, until the engagement is known."""
    line = Record(0, {"recognize_timestamp_local": local, "recognize_timestamp_utc": utc})
    at = cells.moment(line, "recognize", moments.ZONE_OF_CURRENCY.get(currency, ""))
    if at is None:
        raise BadCell("missing_value", "recognize_timestamp_local")
    if at.quality is not TimeQuality.UTC:
        at = replace(at, quality=TimeQuality.LOCAL_ASSUMED)
    return at, cells.wall_text(line, "recognize", at)
