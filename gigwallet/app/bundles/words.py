"""How a bundle calls where its files come from and what their columns hold, in its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from gigwallet.domain.exhibit import Exhibit
from gigwallet.words import N_, _, day, labels, ngettext

# Columns of the GigWallet tables, in the order in which a reader wants them.
_TABLE_COLUMNS = {
    "engagement": N_("Work relation"),
    "ref": N_("Number"),
    "trip_ref": N_("Order number"),
    "batch_ref": N_("Batch number"),
    "statement_ref": N_("Statement number"),
    "kind": N_("Kind"),
    "status": N_("Status"),
    "state": N_("State"),
    "side": N_("Whose record"),
    "category": N_("Category"),
    "label": N_("Label"),
    "payer": N_("Payer"),
    "at": N_("Time"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "offered_at": N_("Offered"),
    "accepted_at": N_("Accepted"),
    "arrived_pickup_at": N_("At the pick-up"),
    "picked_up_at": N_("Picked up"),
    "arrived_dropoff_at": N_("At the drop-off"),
    "completed_at": N_("Completed"),
    "promised_by": N_("Promised by"),
    "occurred_at": N_("Occurred"),
    "recognised_at": N_("Booked"),
    "started_at": N_("Began"),
    "ended_at": N_("Ended"),
    "issued_on": N_("Issued on"),
    "to_pickup_km": N_("Way to pick up, km"),
    "trip_km": N_("Trip, km"),
    "paid_km": N_("Paid distance, km"),
    "distance_km": N_("Distance, km"),
    "duration_min": N_("Duration, min"),
    "paid_duration_min": N_("Paid duration, min"),
    "wait_min": N_("Waiting, min"),
    "orders": N_("Orders"),
    "hours": N_("Hours"),
    "quantity": N_("Quantity"),
    "rate": N_("Price"),
    "amount": N_("Amount"),
    "offered": N_("Amount offered"),
    "customer_paid": N_("Customer paid"),
    "surge": N_("Surge factor"),
    "cash": N_("Cash"),
    "is_subtotal": N_("Subtotal"),
    "covers": N_("What it covers"),
    "gross": N_("Gross"),
    "deductions": N_("Deductions"),
    "net": N_("Net"),
    "method": N_("Way of payment"),
    "ext_ref": N_("Transaction number"),
    "account_last4": N_("Account, last four"),
    "currency": N_("Currency"),
    "zone": N_("Time zone"),
    "product": N_("Product"),
    "city": N_("City"),
}
_WECHAT_COLUMNS = ("交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "当前状态")
_ORDERS = {"gigwallet_tables": tuple(_TABLE_COLUMNS), "wechat_bill": _WECHAT_COLUMNS}


def in_order(importer: str, columns: Iterable[str]) -> tuple[str, ...]:
    """The columns as a reader wants them; those that nobody has ordered come last, as they were."""
    wanted = _ORDERS.get(importer, ())
    named = list(dict.fromkeys(columns))
    return tuple(sorted(named, key=lambda one: wanted.index(one) if one in wanted else len(wanted)))


def column_words(importer: str, columns: Iterable[str]) -> tuple[str, ...]:
    """What each column holds, empty where the file's own name says it."""
    if importer != "gigwallet_tables":
        return ()
    return tuple(_(_TABLE_COLUMNS[one]) if one in _TABLE_COLUMNS else "" for one in columns)


def source_of(said: Exhibit) -> str:
    """What the file is; the card of the exhibit says how it reached the vault."""
    kinds = {
        "wechat_bill": N_("WeChat Pay bill kept by the submitter"),
        "alipay_bill": N_("Alipay bill kept by the submitter"),
        "bank_tables": N_("bank statement kept by the submitter"),
        "ofx_statement": N_("bank statement kept by the submitter"),
        "camt_statement": N_("bank statement kept by the submitter"),
        "mt940_statement": N_("bank statement kept by the submitter"),
        "uber_rides_export": N_("Uber data export kept by the submitter"),
        "gigwallet_tables": N_("table kept by the submitter"),
    }
    other = {
        "image": N_("picture kept by the submitter"),
        "application": N_("document kept by the submitter"),
    }
    kind = kinds.get(said.importer) or other.get(said.media_type.partition("/")[0])
    return labels.label(said.route) if kind is None else _(kind)


def taken_in(exhibits: Iterable[Exhibit], zone: str) -> str:
    """When the files came into the vault, on the clocks of ``zone``, and by which ways."""
    files = list({each.sha256: each for each in exhibits}.values())
    days = sorted(each.added_at.astimezone(ZoneInfo(zone)).date() for each in files)
    ways = Counter(each.route for each in files)
    counted = _("; ").join(
        ngettext("{way} ({count} file)", "{way} ({count} files)", count).format(
            way=labels.label(way), count=count
        )
        for way, count in sorted(ways.items())
    )
    if days[0] == days[-1]:
        return _("Taken into the vault on {day}: {ways}.").format(day=day(days[0]), ways=counted)
    return _("Taken into the vault from {first} to {last}: {ways}.").format(
        first=day(days[0]), last=day(days[-1]), ways=counted
    )
