"""The arithmetic of pay as a person writes it: ``base ¥6.00 + 2 km x ¥2.00``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gigwallet import words
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.line_breaking import JOINER
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.step import TraceLine

_SHORT = 8
_TIMES = " \N{MULTIPLICATION SIGN} "


def formula(trace: Sequence[TraceLine], captions: Captions) -> str:
    """One order's lines as a person writes them: ``base ¥6.00 + 2 km x ¥2.00; rain ¥4.00``."""
    groups: dict[str, list[str]] = {}
    for line in trace:
        groups.setdefault(line.label or line.rule, []).append(_quantity_and_price(line, captions))
    joint = captions("annex.between_rules")
    said = ([f"{_kept(label)}{terms[0]}", *terms[1:]] for label, terms in groups.items())
    return joint.join(" + ".join(terms) for terms in said)


def _kept(label: str) -> str:
    """A short label stays on the line of its first amount."""
    if len(label) > _SHORT:
        return f"{label} "
    return JOINER.join(f"{label}\N{NO-BREAK SPACE}") + JOINER


def term(line: TraceLine, captions: Captions) -> str:
    """One line of it, called by its rule."""
    return f"{line.label or line.rule} {_quantity_and_price(line, captions)}"


def _quantity_and_price(line: TraceLine, captions: Captions) -> str:
    currency = line.amount.currency
    if line.quantity is None or line.price is None:
        return words.money(line.amount)
    if line.unit == "percent":
        # A share of an amount: the amount stands where the others have their count.
        return _glued(_price(line.quantity, currency), f"{_plain(line.price * 100)}%")
    price = _price(line.price, currency)
    if line.quantity == 1 and line.unit == "order":
        return price
    count, one = _plain(line.quantity), line.quantity == 1
    if line.unit[:1].isdigit():
        # Seven times the price of half a kilometre, which is not seven times half a kilometre.
        size, _, unit = line.unit.partition(" ")
        return _glued(count, f"{price}/{size} {_unit(unit, captions)}")
    return _glued(f"{count} {_unit(line.unit, captions, one)}".rstrip(), price)


def _unit(unit: str, captions: Captions, one: bool = False) -> str:
    single = captions.maybe(f"unit_one.{unit}") if one else None
    return single or captions.maybe(f"unit.{unit}") or unit


def _glued(*factors: str) -> str:
    """A product does not break over two lines."""
    product = _TIMES.join(factors).replace(" ", "\N{NO-BREAK SPACE}")
    return JOINER.join(product)


def _price(value: Decimal, currency: str) -> str:
    """As an amount, or as a bare number where it is finer than the currency's smallest coin."""
    minor = value.scaleb(exponent(currency))
    if minor == minor.to_integral_value():
        return words.money(Money(int(minor), currency))
    return words.number(value)


def _plain(value: Decimal) -> str:
    """1,260 or 3.5: grouped, without zeros that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
