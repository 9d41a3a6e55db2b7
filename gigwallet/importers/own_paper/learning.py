"""A template made of one example: a person names each label and its value as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.paper import Paper
from gigwallet.domain.statement import StatementKind
from gigwallet.domain.taught import Beside, PaperField, PaperRole, PaperTemplate, Taught
from gigwallet.importers.own_paper.finding import Found, Lines, across, find, saying
from gigwallet.importers.own_paper.phrases import phrases_of, plain, says
from gigwallet.importers.own_paper.slip import OwnPaper, Slip
from gigwallet.importers.own_paper.values import AMOUNTS, DAYS, Value, Writing
from gigwallet.tabular import written_days
from gigwallet.tabular.amounts import Style, style_of
from gigwallet.tabular.currencies import currency_of, is_code
from gigwallet.tabular.day_column import DayColumn, DayOrder, UnclearDays

_MOST_STEPS = 8
_NAME = re.compile(r"[^\W_][\w .&()/-]{0,59}")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A field of the example: ``label`` and ``value`` as printed. ``across`` is where the value was
    pointed at, in thousandths of the page's width (0: it was not): it tells this month from the
    year to date where both are the same amount."""

    role: PaperRole
    label: str
    value: str
    across: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a person says of one example. Empty texts are told from the example where it shows them:
    ``currency`` (ISO 4217), ``decimal`` (``point``, ``comma``), ``day_order`` (``ymd``...)."""

    name: str
    platform: str
    anchors: tuple[str, ...]
    fields: tuple[Pointed, ...]
    currency: str = ""
    zone: str = ""
    decimal: str = ""
    day_order: str = ""
    kind: StatementKind = StatementKind.PAYSLIP


def learn(paper: Paper, lesson: Lesson) -> PaperTemplate:
    """The template that reads the example as the person did, and agrees with itself.

    Refuses with ``paper_needs_*`` what the lesson leaves open (name, platform, anchors, period,
    pay, labels, values, currency, decimal, day_order), ``paper_anchor_missing``,
    ``paper_label_not_found``, ``paper_value_not_beside`` and ``paper_sum_wrong``.
    """
    _complete(lesson)
    for anchor in lesson.anchors:
        if not says(paper, anchor):
            raise GigWalletError("paper_anchor_missing", text=anchor)
    writing = _writing(lesson)
    lines = phrases_of(paper)
    fields = tuple(_field(paper, lines, each, writing) for each in lesson.fields)
    template = PaperTemplate(
        name=plain(lesson.name),
        platform="_".join(lesson.platform.casefold().split()),
        anchors=tuple(plain(each) for each in lesson.anchors),
        fields=fields,
        currency=writing.currency,
        zone=lesson.zone,
        decimal=writing.style.value,
        day_order=writing.order.value,
        kind=lesson.kind,
    )
    slip = Slip(template, paper)
    if slip.period is None:
        raise GigWalletError("paper_needs_period")
    if slip.residue:
        raise GigWalletError("paper_sum_wrong")
    return template


@dataclass(frozen=True, slots=True)
class Added:
    """What the pointed amounts come to; None where none was pointed at. ``deductions`` without
    signs. ``residue`` is gross less deductions less net, None until both are there."""

    gross: Money | None = None
    deductions: Money | None = None
    net: Money | None = None

    @property
    def residue(self) -> Money | None:
        if self.gross is None or self.net is None:
            return None
        off = self.deductions.minor if self.deductions else 0
        return replace(self.net, minor=self.gross.minor - off - self.net.minor)


# ISO 4217's own code for where there is none: figures add up before their currency is known.
NO_CURRENCY = "XXX"


def added(lesson: Lesson) -> Added:
    """The sum as far as it was pointed at, of ``NO_CURRENCY`` where none is known yet. Refusal:
    ``paper_needs_decimal``."""
    said = [plain(each.value) for each in lesson.fields if each.role in AMOUNTS]
    currency = _named_currency(lesson, said)
    known = currency if is_code(currency) else NO_CURRENCY
    writing = Writing(known, _style(lesson, said), DayOrder.YMD)
    found: dict[PaperRole, list[Money]] = {}
    for each in lesson.fields:
        if each.role in AMOUNTS:
            value = writing.value(plain(each.value), each.role)
            if isinstance(value, Money):
                found.setdefault(each.role, []).append(value)
    taken = found.get(PaperRole.DEDUCTION)
    return Added(
        next(iter(found.get(PaperRole.GROSS, ())), None),
        Money(sum(abs(each.minor) for each in taken), writing.currency) if taken else None,
        next(iter(found.get(PaperRole.NET, ())), None),
    )


def left_open(lesson: Lesson) -> frozenset[str]:
    """What the example does not tell, whatever was said of it: ``currency``, ``decimal``,
    ``day_order``."""
    bare = replace(lesson, currency="", decimal="", day_order="")
    said = [plain(each.value) for each in lesson.fields if each.role in AMOUNTS]
    asked: tuple[tuple[str, Callable[[], object]], ...] = (
        ("currency", lambda: _currency(bare, said)),
        ("decimal", lambda: _style(bare, said)),
        ("day_order", lambda: _order(bare)),
    )
    return frozenset(what for what, tell in asked if said or what == "day_order" if _refused(tell))


def _refused(tell: Callable[[], object]) -> bool:
    try:
        tell()
    except GigWalletError:
        return True
    return False


def reads(paper: Paper, template: PaperTemplate) -> bool:
    """Whether the template makes a statement of this paper."""
    own = OwnPaper().knowing(Taught(papers=(template,)))
    return own.recognises_paper("", paper)


def _complete(lesson: Lesson) -> None:
    roles = {each.role for each in lesson.fields}
    said = {
        "name": bool(_NAME.fullmatch(lesson.name.strip())),
        "platform": bool(lesson.platform.strip()),
        "anchors": bool(lesson.anchors) and all(map(_is_word, lesson.anchors)),
        "period": bool(roles & {PaperRole.PERIOD, PaperRole.MONTH}) or roles >= _TWO_DAYS,
        "pay": bool(roles & {PaperRole.NET, PaperRole.GROSS}),
        "labels": all(_is_word(each.label) for each in lesson.fields),
        "values": all(each.value.strip() for each in lesson.fields),
    }
    for what, there in said.items():
        if not there:
            raise GigWalletError(f"paper_needs_{what}")


_TWO_DAYS = frozenset({PaperRole.FIRST_DAY, PaperRole.LAST_DAY})


def _is_word(text: str) -> bool:
    """A label or an anchor has letters: a bare number would be this month's data."""
    return any(letter.isalpha() for letter in text)


def _writing(lesson: Lesson) -> Writing:
    said = [plain(each.value) for each in lesson.fields if each.role in AMOUNTS]
    return Writing(_currency(lesson, said), _style(lesson, said), _order(lesson))


def _currency(lesson: Lesson, amounts: list[str]) -> str:
    currency = _named_currency(lesson, amounts)
    if not is_code(currency):
        raise GigWalletError("paper_needs_currency")
    return currency


def _named_currency(lesson: Lesson, amounts: list[str]) -> str:
    return lesson.currency or next(filter(None, map(currency_of, amounts)), "")


def _style(lesson: Lesson, amounts: list[str]) -> Style:
    if lesson.decimal:
        return Style(lesson.decimal)
    currency = _named_currency(lesson, amounts)
    if is_code(currency) and not exponent(currency):
        # No amount of it has a fraction: the mark parts thousands.
        return Style.COMMA if any("." in text for text in amounts) else Style.POINT
    told = {style_of(amounts, otherwise=each) for each in Style}
    # Told only where both ways of asking give the same answer, or nothing could be mistaken.
    if len(told) == 1:
        return told.pop()
    if not any(mark in text for text in amounts for mark in ".,"):
        return Style.POINT
    raise GigWalletError("paper_needs_decimal")


def _order(lesson: Lesson) -> DayOrder:
    if lesson.day_order:
        return DayOrder(lesson.day_order)
    column = DayColumn()
    for each in lesson.fields:
        if each.role in DAYS:
            for text in written_days.numbered(each.value):
                column.add(text)
    try:
        return column.told()
    except UnclearDays as unclear:
        raise GigWalletError("paper_needs_day_order") from unclear


def _field(paper: Paper, lines: Lines, pointed: Pointed, writing: Writing) -> PaperField:
    """The nearest place, seen from the label, at which the value is found; of several that of the
    column which was pointed at."""
    wanted = writing.value(plain(pointed.value), pointed.role)
    if wanted is None:
        raise GigWalletError("paper_value_not_beside", label=pointed.label, value=pointed.value)
    if not says(paper, pointed.label):
        raise GigWalletError("paper_label_not_found", text=pointed.label)
    widths = [page.width for page in paper.pages]
    found: list[tuple[int, PaperField]] = []
    naming = saying(lines, pointed.label)
    for field in places_of(pointed):
        said = find(lines, field, writing, naming=naming)
        if isinstance(said, Found) and _same(said.value, wanted):
            stands = across(said, widths)
            off = abs(stands - pointed.across) if pointed.across else 0
            found.append((off, replace(field, across=stands if field.role in AMOUNTS else 0)))
    if not found:
        raise GigWalletError("paper_value_not_beside", label=pointed.label, value=pointed.value)
    return min(found, key=lambda each: each[0])[1]


def places_of(pointed: Pointed) -> Iterator[PaperField]:
    """Every place that a value may have, seen from its label, the nearest first."""
    steps: Iterable[int] = (1,) if pointed.role in DAYS else range(1, _MOST_STEPS + 1)
    for nth in steps:
        for place in Beside:
            yield PaperField(pointed.role, plain(pointed.label), place, nth)


def _same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other
