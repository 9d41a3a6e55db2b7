"""Screens of Uber, DoorDash, Deliveroo, Grab and inDrive, with invented figures that add up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from gigwallet.domain.screen import FieldKind, MarkKind
from tests.screens.content import Content, Customer, Item, Section, plain

_STREETS = ("Maple Ave", "Station Road", "N 3rd St", "King Street", "Church Lane", "Oak Blvd")
_NAMES = ("Jordan P.", "Amelia W.", "Chris O.", "Priya S.", "Daniel K.", "Sofia M.")
_STORES = ("Burger Barn", "Thai Garden", "Corner Pizza", "Noodle House", "Green Bowl", "Taco Stop")


def _signed(cents: int, sign: str) -> str:
    number = plain(abs(cents))
    whole, _, rest = number.partition(".")
    return ("-" if cents < 0 else "") + f"{sign}{int(whole):,}.{rest}"


def _money(label: str, cents: int, sign: str, *, sub: bool = False) -> Item:
    return Item(label, _signed(cents, sign), plain(cents), FieldKind.MONEY, sub=sub)


def _taken(label: str, cents: int, sign: str) -> Item:
    """Printed without a sign, and yet taken off: a field's sign is its effect on the worker."""
    return Item(label, _signed(cents, sign), plain(-cents), FieldKind.MONEY)


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"


def _clock_item(label: str, at: datetime) -> Item:
    return Item(label, _clock(at), at.strftime("%H:%M"), FieldKind.CLOCK)


def _miles(label: str, tenths: int, unit: str) -> Item:
    text = f"{tenths // 10}.{tenths % 10}{unit}"
    return Item(label, text, str(round(tenths * 160.9344)), FieldKind.DISTANCE)


def _hours(label: str, minutes: int, form: str) -> Item:
    text = form.format(h=minutes // 60, m=minutes % 60)
    return Item(label, text, str(minutes * 60), FieldKind.DURATION)


def _dropoff(dice: random.Random) -> tuple[Customer, ...]:
    address = f"{dice.randint(2, 980)} {dice.choice(_STREETS)}, Apt {dice.randint(1, 40)}"
    phone = f"(555) 01{dice.randint(0, 9)}-{dice.randint(0, 9999):04d}"
    return (
        Customer(MarkKind.NAME, "Customer", dice.choice(_NAMES)),
        Customer(MarkKind.PHONE, "Phone", phone),
        Customer(MarkKind.ADDRESS, "Drop-off", address),
    )


def uber_trip(dice: random.Random, at: datetime) -> Content:
    seconds = dice.randint(240, 3600)
    parts = [("Fare", dice.randint(380, 4200))]
    parts += [
        (label, 0 if dice.random() < 0.2 else dice.randint(least, most))
        for label, least, most, odds in (
            ("Surge", 100, 1200, 0.6),
            ("Wait time", 5, 300, 0.6),
            ("Reservation fee", 200, 600, 0.2),
            ("Tip", 100, 1500, 0.5),
        )
        if dice.random() < odds
    ]
    total = sum(cents for _, cents in parts)
    third = dice.randint(150, 900)
    fee = dice.randint(100, 1600)
    facts = (
        Item(
            "Duration", f"{seconds // 60} min {seconds % 60} sec", str(seconds), FieldKind.DURATION
        ),
        _miles("Distance", dice.randint(8, 260), " mi"),
    )
    rest = (
        _money("Customer payments", total + third + fee, "$"),
        _money("Paid to third parties", third, "$"),
        _money("Uber service fee", fee, "$"),
    )
    day = at - timedelta(minutes=dice.randint(5, 90))
    sections = [
        Section("", facts, grid=True),
        Section("Earnings", tuple(_money(label, cents, "$") for label, cents in parts)),
        Section("Customer payments", rest),
    ]
    subtitle = f"{dice.choice(('UberX', 'Comfort', 'UberXL'))} · {day:%b %d} · {_clock(day)}"
    return Content(
        "uber/trip",
        "USD",
        "en",
        "Trip details",
        _money("Your earnings", total, "$"),
        tuple(sections),
        at,
        ("Help", "Find lost item"),
        subtitle,
    )


def uber_week(dice: random.Random, at: datetime) -> Content:
    first = (at - timedelta(days=at.weekday() + 7)).replace(hour=4, minute=0)
    trips, minutes = dice.randint(5, 130), dice.randint(200, 3600)
    parts = [
        ("Net fare", dice.randint(9_000, 160_000)),
        ("Promotions", dice.choice((0, 2500, 4750))),
        ("Tips", dice.randint(0, 22_000)),
    ]
    total = sum(cents for _, cents in parts)
    stats = (
        _hours("Online", minutes, "{h} hr {m} min"),
        Item("Trips", str(trips), str(trips), FieldKind.COUNT),
    )
    sections = (
        Section("Stats", stats, grid=True),
        Section("Breakdown", tuple(_money(label, cents, "$") for label, cents in parts)),
    )
    subtitle = f"{first:%b %d} - {first + timedelta(days=7):%b %d}"
    return Content(
        "uber/week",
        "USD",
        "en",
        "Earnings",
        _money("Total earnings", total, "$"),
        sections,
        at,
        ("See all trips",),
        subtitle,
    )


def doordash_order(dice: random.Random, at: datetime) -> Content:
    base, peak = dice.randint(200, 650), dice.choice((0, 100, 150, 200, 300))
    tip = dice.choice((0, dice.randint(100, 1500)))
    pay = [_money("DoorDash pay", base + peak, "$"), _money("Base pay", base, "$", sub=True)]
    if peak:
        pay.append(_money("Peak pay", peak, "$", sub=True))
    pay.append(_money(dice.choice(("Customer tip", "Customer tips")), tip, "$"))
    taken = at - timedelta(minutes=dice.randint(15, 50))
    facts = (
        Item(dice.choice(_STORES), "1 delivery"),
        _clock_item("Accepted", taken),
        _clock_item("Delivered", at - timedelta(minutes=1)),
        _miles("Miles", dice.randint(5, 140), ""),
    )
    sections = [Section("", tuple(pay)), Section("Delivery", facts)]
    if dice.random() < 0.4:
        sections.append(Section("", _dropoff(dice)))
    return Content(
        "doordash/order",
        "USD",
        "en",
        "Delivery details",
        _money("Total", base + peak + tip, "$"),
        tuple(sections),
        at,
        ("Get help",),
    )


def deliveroo_day(dice: random.Random, at: datetime, orders: int = 0) -> Content:
    count = orders or dice.randint(2, 14)
    number, clock = dice.randint(1000, 8000), at - timedelta(minutes=30 * count + 10)
    lines, total = [], 0
    for place in range(count):
        cents = dice.randint(290, 890)
        total += cents
        clock += timedelta(minutes=dice.randint(9, 29))
        lines.append(_money(f"Order {number + place} · {clock:%H:%M}", cents, "£"))
    tips = dice.choice((0, dice.randint(50, 1200)))
    minutes = 30 * count + dice.randint(0, 29)
    rest = (
        _money("Tips", tips, "£"),
        _hours("Hours online", minutes, "{h}h {m:02d}m"),
        Item("Orders", str(count), str(count), FieldKind.COUNT),
    )
    sections = (Section("", (*lines,)), Section("", rest))
    return Content(
        "deliveroo/day",
        "GBP",
        "en",
        f"{at:%A %d %B}",
        _money("Earnings", total + tips, "£"),
        sections,
        at,
        ("Help",),
    )


def grab_day(dice: random.Random, at: datetime) -> Content:
    fares = dice.randint(4_000, 26_000)
    commission = -round(fares * 0.2)
    bonus, tips = dice.choice((0, 1500, 3000)), dice.choice((0, dice.randint(100, 900)))
    sign = "S$"
    sums = (
        _money("Fares", fares, sign),
        _money("Commission", commission, sign),
        _money("Incentives", bonus, sign),
        _money("Tips", tips, sign),
    )
    total = fares + commission + bonus + tips
    trips = dice.randint(3, 22)
    counts = (
        Item("Jobs", str(trips), str(trips), FieldKind.COUNT),
        _hours("Online", dice.randint(120, 700), "{h}h {m}m"),
    )
    sections = (Section("", counts, grid=True), Section("Earnings breakdown", sums))
    return Content(
        "grab/day",
        "SGD",
        "en",
        "Earnings",
        _money("Net earnings", total, sign),
        sections,
        at,
        ("View statement",),
        f"{at:%d %b %Y}",
    )


_DAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def indrive_trip(dice: random.Random, at: datetime) -> Content:
    began = at - timedelta(minutes=dice.randint(20, 80))
    fare = dice.randint(6, 60) * 100_000 + dice.choice((0, 50_000))
    fee = round(fare * 0.095)
    tax = round(fee * 0.19)
    minutes, tenths = dice.randint(6, 58), dice.randint(12, 240)
    half = "a.m." if began.hour < 12 else "p.m."
    facts = (
        Item("Duración", f"{minutes} min.", str(minutes * 60), FieldKind.DURATION),
        Item(
            "Distancia", f"{tenths // 10},{tenths % 10} km", str(tenths * 100), FieldKind.DISTANCE
        ),
    )
    got = (
        _money("Tarifa", fare, "COP "),
        _money("Total recibido", fare, "COP "),
        _money("Pago en efectivo", fare, "COP "),
    )
    paid = (
        _taken("Pagos por el servicio (9.5 %)", fee, "COP "),
        _taken("IVA (19 %)", tax, "COP "),
        _taken("Total pagado", fee + tax, "COP "),
    )
    day = f"{_DAYS[began.weekday()]}, {began.day} {_MONTHS[began.month - 1]} {began.year}"
    subtitle = f"{day} · {began.hour % 12 or 12:02d}:{began.minute:02d} {half}"
    sections = (Section("", facts, grid=True), Section("Recibí", got), Section("Pagué", paid))
    return Content(
        "indrive/trip",
        "COP",
        "es",
        "Detalles del viaje",
        _money("Mis ingresos", fare - fee - tax, "COP "),
        sections,
        at,
        ("Ayuda",),
        subtitle,
    )


WESTERN = (
    uber_trip,
    uber_trip,
    uber_week,
    doordash_order,
    doordash_order,
    deliveroo_day,
    grab_day,
    indrive_trip,
)
