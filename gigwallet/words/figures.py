"""Numbers, amounts, days and durations as the spoken language writes them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date, format_datetime, get_timezone_name
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import UNNAMED, Money, exponent
from gigwallet.domain.period import Period
from gigwallet.words.catalogue import LANGUAGES, _, language, spoken

_MINUS = "\N{MINUS SIGN}"
_NO_BREAK = "\N{NO-BREAK SPACE}"


def _locale() -> str:
    return LANGUAGES[language()]


def money(amount: Money) -> str:
    """``¥4,921.00``: always with its own currency and all its digits; minus is U+2212. An amount
    whose currency is not known yet is its digits alone."""
    digits = exponent(amount.currency)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    if amount.currency != UNNAMED:
        sign = get_currency_symbol(amount.currency, locale=_locale())
        # Letters would run into the figure: CHF 12.00, and no line breaks there.
        pattern = f"¤{_NO_BREAK if sign[-1:].isalpha() else ''}{pattern}"
    text = format_currency(
        abs(amount.amount), amount.currency, pattern, locale=_locale(), currency_digits=False
    )
    # Two currencies share one sign; China comes first here, so the yen carries its letters.
    text = text.replace("CN¥", "¥") if amount.currency == "CNY" else text
    text = text.replace("¥", "JP¥") if amount.currency == "JPY" and "JP" not in text else text
    return f"{_MINUS}{text}" if amount.minor < 0 else text


def signed_money(amount: Money) -> str:
    """As ``money``, with a plus sign before what is above zero."""
    return f"+{money(amount)}" if amount.minor > 0 else money(amount)


def number(value: Decimal | int) -> str:
    """With the digits that it has; grouping as the language writes it."""
    exact = Decimal(value)
    text = format_decimal(abs(exact), format="#,##0.############", locale=_locale())
    return f"{_MINUS}{text}" if exact < 0 else text


def day(value: date, code: str = "") -> str:
    """In the language ``code``, for a paper that is written while the window speaks another. On a
    paper for one place as that place writes it: ``3 March 2026``, ``March 3, 2026``."""
    place = "" if code else spoken().partition("-")[2]
    if place:
        return format_date(value, "long", locale=f"en_{place}")
    return format_date(value, "medium", locale=LANGUAGES[code or language()])


def moment(value: Instant) -> str:
    """Day and time on the clocks of its zone; only the day where only that is known."""
    if value.quality is TimeQuality.DATE_ONLY:
        return day(value.day)
    return format_datetime(value.local, "yyyy-MM-dd HH:mm", locale=_locale())


def period(value: Period) -> str:
    """``July 2025`` for a whole month, else its first and last day."""
    if value.is_month:
        skeleton = {"zh": "y年M月"}.get(language(), "MMMM y")
        return format_date(value.first, skeleton, locale=_locale())
    if value.first == value.last:
        return day(value.first)
    return _("{first} to {last}").format(first=day(value.first), last=day(value.last))


def zone_name(zone: str) -> str:
    """``China Time`` for Asia/Shanghai."""
    return str(get_timezone_name(zone, locale=_locale()))


def distance(metres: int) -> str:
    return f"{number(Decimal(metres).scaleb(-3).quantize(Decimal('0.01')))} km"


def duration(length: timedelta) -> str:
    """Whole minutes, cut: ``7 h 05 min``."""
    minutes = int(length.total_seconds()) // 60
    return _("{hours} h {minutes:02d} min").format(hours=minutes // 60, minutes=minutes % 60)
