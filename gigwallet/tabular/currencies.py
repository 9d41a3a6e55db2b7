"""Which currency a sign before or behind an amount means, where it can mean only one."""

from __future__ import annotations

import re
import unicodedata

from gigwallet.domain.money import UNNAMED

_SIGNS = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "元": "CNY", "圆": "CNY", "円": "JPY", "zł": "PLN", "R$": "BRL", "S$": "SGD", "US$": "USD",
    "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "NT$": "TWD", "MX$": "MXN", "RM": "MYR", "Rp": "IDR", "฿": "THB", "₫": "VND", "₱": "PHP",
    "RMB": "CNY", "zl": "PLN", "lei": "RON", "Lei": "RON", "Kč": "CZK", "Ft": "HUF", "лв": "BGN",
    "SFr": "CHF",
}  # fmt: skip
# Signs of several currencies: which one is meant is told by other words, or by nobody. Those of the
# most riders first.
_SHARED = {
    "$": (
        "USD",
        "CAD",
        "AUD",
        "NZD",
        "MXN",
        "SGD",
        "HKD",
        "TWD",
        "CLP",
        "COP",
        "ARS",
        "UYU",
        "BRL",
    ),
    "¥": ("CNY", "JPY"),
    "kr": ("SEK", "NOK", "DKK"),
    "Rs": ("INR", "PKR"),
}  # fmt: skip
# Signs that are words, beside an amount with a point behind them or without.
WORDS = ("zł", "zl", "lei", "Lei", "Kč", "Ft", "лв", "SFr", "kr", "Rs", "RM", "Rp", "RMB")
# Most amounts have no sign beside them.
_BARE = re.compile(r"[-+(]?[\d.,]+[)-]?", re.ASCII)
_BESIDE = re.compile(r"^[-+( ]*([^\d\s.,()+-]+)|([^\d\s.,()+-]+)\.?[) -]*$")
# ISO 4217 codes of the places where people ride for platforms; any other must be named.
_CODES = frozenset({
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP",
    "EUR", "GBP", "GEL", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "KWD", "KZT",
    "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD",
    "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
})  # fmt: skip


def currency_of(text: str) -> str:
    """The ISO 4217 code of the currency that stands at ``text`` (``S$1.50``, ``12,00 €``,
    ``COP 15,000.00``); empty where there is none or its sign has several (``$``, ``¥``, ``kr``)."""
    found = _BESIDE.search(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return ""
    sign = str(found[1] or found[2])
    return sign if sign in _CODES else _SIGNS.get(sign, "")


def shared_sign_of(text: str) -> str:
    """The sign at ``text`` that several currencies share (``$12.00``), empty where it is none."""
    found = _BESIDE.search(unicodedata.normalize("NFKC", text).strip())
    sign = str(found[1] or found[2]) if found else ""
    return sign if sign in _SHARED else ""


def may_be(currency: str, sign: str) -> bool:
    """Whether amounts of ``currency`` are written with ``sign``, as ``shared_sign_of`` gives it; of
    no sign nothing is known."""
    return not sign or currency in sharers(sign)


def sharers(sign: str) -> tuple[str, ...]:
    """The currencies that a sign may mean, as ``shared_sign_of`` gives it; none of no sign."""
    return _SHARED.get(sign, ())


def of_another(text: str, currency: str) -> bool:
    """Whether the sign at an amount says that it is none of ``currency``. Of an amount whose
    currency is not known yet, no sign says that."""
    if currency == UNNAMED or _BARE.fullmatch(text):
        return False
    named = currency_of(text)
    return named not in ("", currency) or not may_be(currency, shared_sign_of(text))


def is_code(text: str) -> bool:
    """Whether this is the code of a currency that anyone is paid in here."""
    return text in _CODES
