"""Amounts of yuan in the capital numerals that Chinese documents write beside the figures.

The spelling follows the rules for filling in bills and settlement vouchers (支付结算办法, annex 1):
consecutive zeros are read once, 整 stands after 元 or 角 and never after 分.
"""

from __future__ import annotations

from gigwallet.domain.money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = 10**16


def yuan_in_capitals(amount: Money) -> str:
    """``人民币壹仟贰佰叁拾肆元伍角整`` for 1,234.50 CNY; exact to the fen, below 10^16 yuan.

    Another currency, or more, raises ``ValueError``.
    """
    if amount.currency != "CNY":
        raise ValueError("only yuan are written in these capitals")
    yuan, cents = divmod(abs(amount.minor), 100)
    if yuan >= _LIMIT:
        raise ValueError("too large to be written in capitals")
    sign = "负" if amount.minor < 0 else ""
    return f"人民币{sign}{_yuan(yuan, cents)}{_jiao_and_fen(yuan, cents)}"


def _yuan(yuan: int, cents: int) -> str:
    if yuan == 0:
        return "" if cents else "零元"
    text = ""
    zero_pending = False
    for place in range(3, -1, -1):
        group = yuan // 10 ** (4 * place) % 10_000
        if group == 0:
            zero_pending = bool(text)
            continue
        if text and (zero_pending or group < 1_000):
            text += "零"
        text += _group(group) + _unit(place, yuan)
        zero_pending = False
    return f"{text}元"


def _unit(place: int, yuan: int) -> str:
    """万亿 ends in 亿 only where no 亿 of its own follows."""
    if place == 3 and yuan // 10**8 % 10_000:
        return "万"
    return _GROUPS[place]


def _group(group: int) -> str:
    text = ""
    zero_pending = False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit == 0:
            zero_pending = bool(text)
            continue
        text += ("零" if zero_pending else "") + _DIGITS[digit] + _PLACES[place]
        zero_pending = False
    return text


def _jiao_and_fen(yuan: int, cents: int) -> str:
    jiao, fen = divmod(cents, 10)
    if cents == 0:
        return "整"
    if fen == 0:
        return f"{_DIGITS[jiao]}角整"
    if jiao == 0:
        return f"{'零' if yuan else ''}{_DIGITS[fen]}分"
    return f"{_DIGITS[jiao]}角{_DIGITS[fen]}分"
