"""How each kind of field is written: a strict text to its plain value, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.money import exponent
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields import calendar_words
from gigwallet.ocr.fields.spelling import plain

# Signs of money and what OCR makes of them. The currency is never told from them.
_SIGNS = {
    "CNY": "¥YV羊", "JPY": "¥YV", "GBP": "£€EfF", "USD": "$S", "EUR": "€EC", "INR": "₹RzZF{",
}  # fmt: skip
_UNITS_OF_MONEY = {"CNY": "元|圆|RMB", "JPY": "円"}
_COUNTED = (
    "单|次|件|个|笔|趟|天|orders?|trips?|deliver(?:y|ies)|rides?|jobs?|pedidos?|viajes?|"
    "entregas?|carreras?|días?|days?|pts?|分"
)
_METRES = {"m": Decimal(1), "km": Decimal(1000), "mi": Decimal("1609.344")}
_LENGTHS = {
    "km": "km", "kms": "km", "公里": "km", "千米": "km", "m": "m", "米": "m", "mi": "mi",
    "mile": "mi", "miles": "mi",
}  # fmt: skip
_LONGEST = 60
_LARGEST = Decimal(10) ** 9
_HOURS = r"(?:小时|时|hours?|hrs?|horas?|h)"
_MINUTES = r"(?:分钟|分|minutes?|minutos?|mins?|m)\.?"
_SECONDS = r"(?:秒|seconds?|segundos?|secs?|s)\.?"
_SPAN = re.compile(
    rf"(?:(\d{{1,3}}) ?{_HOURS}\.?)? ?(?:(\d{{1,4}}) ?{_MINUTES})? ?(?:(\d{{1,4}}) ?{_SECONDS})?",
    re.IGNORECASE,
)
_SPAN_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
_CLOCK = re.compile(
    r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))? ?(?:([ap])\.? ?m\.?)?", re.IGNORECASE | re.ASCII
)
_SHAPE_ATOM = re.compile(r"([9Ax])(?:\{(\d{1,2})(?:,(\d{1,2}))?\}|(\+))?|(.)", re.DOTALL)
_ATOMS = {"9": "[0-9]", "A": "[A-Z]", "x": "[0-9A-Za-z]"}
_ANY_REF = "#x{1,40}"


class Style(StrEnum):
    """How a field writes numbers: ``1,234.56`` or ``1.234,56``. Told by the template, for a screen
    may use both."""

    POINT = "point"
    COMMA = "comma"


class Sign(StrEnum):
    """MINUS: what is printed without a sign is taken off (扣款 1.50). PRINTED: as it stands."""

    PRINTED = "printed"
    MINUS = "minus"


@dataclass(frozen=True, slots=True)
class Writing:
    """The strict form of one field. ``decimals`` None: those of the currency (money) or one
    (distance) or any (percent); ``unit`` serves where none is printed (Miles 4.1)."""

    kind: FieldKind
    currency: str = ""
    style: Style = Style.POINT
    sign: Sign = Sign.PRINTED
    decimals: int | None = None
    unit: str = ""
    shape: str = ""

    def value(self, text: str) -> str:
        """The plain value as ``ScreenField`` defines it, empty where the text is not one."""
        text = plain(text).strip(" :")
        if not text or len(text) > _LONGEST:
            return ""
        return _READERS[self.kind](self, text)

    def implied(self, text: str) -> str:
        """What an amount would be whose point was lost or misread (``1830元``, ``18 30``): its
        figures with the decimals that such a field has. Never to be believed by itself."""
        if self.kind is not FieldKind.MONEY:
            return ""
        decimals = exponent(self.currency) if self.decimals is None else self.decimals
        marked = plain(text)
        figures = "".join(each for each in marked if each.isdigit())
        bare, negative, _ = _without_signs(
            re.sub(r"(?<=\d)[ .,]+(?=\d)", "", marked), self.currency
        )
        if decimals == 0 or bare.rstrip(".,") != figures or len(figures) <= decimals:
            return ""
        point = "." if self.style is Style.POINT else ","
        sign = "-" if negative else ""
        return self.value(f"{sign}{figures[:-decimals]}{point}{figures[-decimals:]}")


def shows_currency(text: str, currency: str) -> bool:
    """Whether a sign or the code of ``currency`` stands in ``text``."""
    units = _UNITS_OF_MONEY.get(currency, currency).split("|")
    return any(each in plain(text) for each in (_SIGNS.get(currency, "$")[0], currency, *units))


def _number(text: str, style: Style, decimals: int | None) -> Decimal | None:
    mark, point = (",", r"\.") if style is Style.POINT else (r"\.", ",")
    whole = rf"(?:\d{{1,3}}(?:{mark}\d{{3}})+|\d{{1,2}}(?:{mark}\d{{2}})+{mark}\d{{3}}|\d{{1,9}})"
    tail = rf"(?:{point}\d{{1,3}})?" if decimals is None else rf"{point}\d{{{decimals}}}"
    if not re.fullmatch(whole + ("" if decimals == 0 else tail), text, re.ASCII):
        return None
    if text[0] == "0" and len(text) > 1 and text[1].isdigit():
        return None
    if style is Style.COMMA:
        text = text.replace(".", "").replace(",", ".")
    number = Decimal(text.replace(",", ""))
    return number if number < _LARGEST else None


def _money(writing: Writing, text: str) -> str:
    decimals = exponent(writing.currency) if writing.decimals is None else writing.decimals
    bare, negative, signed = _without_signs(text, writing.currency)
    number = _number(bare, writing.style, decimals)
    if number is None:
        return ""
    if writing.sign is Sign.MINUS:
        if signed and not negative:
            return ""  # given back, where only taking off is known: a person must say
        negative = True
    return f"{-number if negative and number else number:f}"


def _without_signs(text: str, currency: str) -> tuple[str, bool, bool]:
    """The digits, whether they are below zero, and whether a sign said so. Each of sign, currency
    sign and code may stand once, before or behind."""
    signs = re.escape(_SIGNS.get(currency, "$"))
    units = _UNITS_OF_MONEY.get(currency, currency)
    code = re.escape(currency)
    form = re.compile(
        rf"(?:{code})? ?([+-])? ?(?:[A-Z]{{0,2}}\$|[{signs}])? ?(?:{code})? ?([+-])? ?"
        rf"(\d[\d.,]*) ?(?:[{signs}]|{units}|{code})?"
    )
    match = form.fullmatch(text)
    if not match or (match[1] and match[2]):
        return "", False, False
    sign = match[1] or match[2] or ""
    return match[3], sign == "-", bool(sign)


def _distance(writing: Writing, text: str) -> str:
    match = re.fullmatch(r"([\d.,]+) ?([A-Za-z]{1,5}|公里|千米|米)?\.?", text)
    if not match:
        return ""
    unit = _LENGTHS.get((match[2] or writing.unit).casefold(), "")
    if not unit:
        return ""
    decimals = writing.decimals if writing.decimals is not None else (0 if unit == "m" else 1)
    number = _number(match[1], writing.style, decimals)
    return "" if number is None else str(int((number * _METRES[unit]).to_integral_value()))


def _duration(writing: Writing, text: str) -> str:
    if match := _SPAN_CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(each) for each in match.groups())
    elif (match := _SPAN.fullmatch(text)) and any(match.groups()):
        hours, minutes, seconds = (int(each or 0) for each in match.groups())
    else:
        return ""
    # 75 minutes alone is said so; beside hours it is a misread digit.
    if (match[1] and minutes > 59) or (match[2] and seconds > 59):
        return ""
    return str(hours * 3600 + minutes * 60 + seconds)


def _count(writing: Writing, text: str) -> str:
    match = re.fullmatch(rf"(\d{{1,6}}) ?(?:{_COUNTED})?", text, re.IGNORECASE)
    return str(int(match[1])) if match else ""


def _percent(writing: Writing, text: str) -> str:
    match = re.fullmatch(r"-?([\d.,]+) ?%", text)
    number = _number(match[1], writing.style, writing.decimals) if match else None
    return "" if number is None or number > 100 else f"{number:f}"


def _clock(writing: Writing, text: str) -> str:
    match = _CLOCK.fullmatch(text)
    if not match:
        return ""
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return ""
    return f"{hour:02}:{match[2]}" + (f":{match[3]}" if match[3] else "")


def _day(writing: Writing, text: str) -> str:
    found = calendar_words.day(text)
    return found.isoformat() if isinstance(found, date) else found


def _moment(writing: Writing, text: str) -> str:
    parts = calendar_words.day_and_clock(text)
    if parts is None:
        return ""
    day, clock = _day(writing, parts[0]), _clock(writing, parts[1])
    if not day or not clock:
        return ""
    return f"{day}T{clock}" if len(clock) > 5 else f"{day}T{clock}:00"


def _ref(writing: Writing, text: str) -> str:
    shape = writing.shape or _ANY_REF
    text = text.replace(" ", "")
    if re.fullmatch(shape_pattern(shape), text, re.ASCII):
        return text
    bare = shape.removeprefix("#") if not writing.shape else shape
    return text if re.fullmatch(shape_pattern(bare), text, re.ASCII) else ""


def _text(writing: Writing, text: str) -> str:
    return text


def shape_is_bounded(shape: str) -> bool:
    """Whether matching it stays quick: at most two atoms of a length that varies."""
    atoms = [match for match in _SHAPE_ATOM.finditer(shape) if match[5] is None]
    return sum(bool(match[3] or match[4]) for match in atoms) <= 2


def shape_pattern(shape: str) -> str:
    """A regular expression of ``#9{1,4}``: 9 a digit, A a capital, x a letter or digit, each with
    a count; anything else stands for itself. Nothing nests, so nothing can blow up."""
    made = ""
    for match in _SHAPE_ATOM.finditer(shape):
        if match[5] is not None:
            made += re.escape(match[5])
        elif match[4]:
            made += _ATOMS[match[1]] + "{1,40}"
        elif match[2]:
            made += _ATOMS[match[1]] + "{" + match[2] + (f",{match[3]}" if match[3] else "") + "}"
        else:
            made += _ATOMS[match[1]]
    return made


_READERS = {
    FieldKind.MONEY: _money,
    FieldKind.MOMENT: _moment,
    FieldKind.DAY: _day,
    FieldKind.CLOCK: _clock,
    FieldKind.DURATION: _duration,
    FieldKind.DISTANCE: _distance,
    FieldKind.COUNT: _count,
    FieldKind.PERCENT: _percent,
    FieldKind.REF: _ref,
    FieldKind.TEXT: _text,
}


def wall(value: str) -> datetime | None:
    """The naive moment of a MOMENT value whose year is known."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
