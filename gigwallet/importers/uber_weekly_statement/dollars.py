"""Whose money the statement is in: a sign of several countries is told by what else it prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from gigwallet.domain.money import UNNAMED
from gigwallet.pages.lines import Line
from gigwallet.tabular.currencies import currency_of, is_code, may_be, shared_sign_of

# What is printed in one of the countries alone: the number of a business or a tax that no other
# has, or the country at the end of an address. GST, VAT and IVA are taxes of several, HST alone is
# also the time of Hawaii, and states of Mexico are abbreviated as those of its neighbour.
_TELLING = {
    "AUD": r"\bABN\b:? ?\d{2} ?\d{3} ?\d{3} ?\d{3}|(?:^|, ?)Australia\.?$",
    "CAD": (
        r"\bGST/HST\b|\bHST (?:#|No\b|number|registration|collected|\(|\d)|\bQST\b|\bTVQ\b"
        r"|\b(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK),? [A-Z]\d[A-Z] ?\d[A-Z]\d\b|(?:^|, ?)Canada\.?$"
    ),
    "MXN": r"\bRFC\b:? ?[A-Z&]{3,4}\d{6}|(?:^|, ?)M[eé]xico\.?$",
    "NZD": r"(?:^|, ?)New Zealand\.?$",
    "SGD": r"(?:^|, ?)Singapore \d{6}\.?$|\bRepublic of Singapore\b",
    "USD": r"\bForm 1099|(?:^|, ?)(?:United States(?: of America)?|U\.?S\.?A)\.?$",
}
_TELLS = {code: re.compile(words) for code, words in _TELLING.items()}
# Uber's own seat stands on papers of every country.
_SEAT = re.compile(r"San Francisco|Uber Technologies")
_AMOUNT = re.compile(r"[-(]?(?:[A-Z]{0,3}[$£€¥₹]-?\d[\d,]*(?:\.\d+)?|-?\d[\d,]*\.\d{2})\)?")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Currency:
    """``code`` is ``UNNAMED`` where the paper leaves it to the engagement; ``sign`` is then what
    stands at its amounts, if it is one that several currencies share."""

    code: str
    sign: str = ""

    @property
    def named(self) -> str:
        return "" if self.code == UNNAMED else self.code


def currency_in(lines: Iterable[Line]) -> Currency:
    """What stands at the amounts; else the one country of whose taxes, addresses and numbers the
    paper speaks. Where it speaks of two, or of none, nobody knows from the paper."""
    said = tuple(lines)
    amounts = [word.text for line in said for word in line.words if _is_amount(word.text)]
    beside = {code for each in amounts if (code := currency_of(each))} | _codes(said)
    if beside:
        return Currency(beside.pop() if len(beside) == 1 else UNNAMED, _sign(amounts))
    sign = _sign(amounts)
    told = {
        code
        for line in said
        if not _SEAT.search(line.text)
        for code, words in _TELLS.items()
        if words.search(line.text) and may_be(code, sign)
    }
    return Currency(told.pop()) if sign and len(told) == 1 else Currency(UNNAMED, sign)


def _sign(amounts: Iterable[str]) -> str:
    """Of the amounts; of two signs none."""
    signs = {sign for each in amounts if (sign := shared_sign_of(each))}
    return signs.pop() if len(signs) == 1 else ""


def _codes(lines: Iterable[Line]) -> set[str]:
    """Codes that stand as a word right beside an amount (``12.40 CAD``)."""
    return {
        one.text
        for line in lines
        for pair in pairwise(line.words)
        for one, other in (pair, pair[::-1])
        if _CODE.fullmatch(one.text) and is_code(one.text) and _is_amount(other.text)
    }


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None
