"""The fields of a reading that may be used, by where they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reading import EngagementHint
from gigwallet.domain.recorded import Locator
from gigwallet.domain.screen import FieldKind, ScreenField, Standing
from gigwallet.importers.app_screen import days
from gigwallet.ocr import FieldRule, Template
from gigwallet.tabular.currencies import shared_sign_of
from gigwallet.tabular.moments import FLOATING

_MOST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Believed:
    """The usable fields of one screen or of one entry of it, each with its rule. ``waiting`` are
    the facts of those that the screen shows and nobody may use yet."""

    template: Template
    fields: tuple[tuple[ScreenField, FieldRule], ...]
    waiting: frozenset[str]
    taken: datetime | None

    @classmethod
    def of(
        cls, template: Template, fields: Iterable[ScreenField], taken: datetime | None
    ) -> Believed:
        known = [(each, rule) for each in fields if (rule := template.rule(each.name))]
        told = tuple((each, rule) for each, rule in known if each.usable and each.value)
        waiting = frozenset(rule.fact for each, rule in known if each.standing is Standing.REVIEW)
        return cls(template, told, waiting, taken)

    def waits_for(self, fact: str) -> bool:
        return fact in self.waiting

    def shows(self, fact: str) -> bool:
        return fact in self.waiting or self.field(fact) is not None

    def field(self, fact: str) -> ScreenField | None:
        """The first field that goes to ``fact``."""
        return next((each for each, rule in self.fields if rule.fact == fact), None)

    def text(self, fact: str) -> str:
        field = self.field(fact)
        return field.value if field else ""

    def whole(self, fact: str) -> int | None:
        field = self.field(fact)
        return int(Decimal(field.value)) if field else None

    def money(self, fact: str) -> Money | None:
        field = self.field(fact)
        return amount(field) if field else None

    def day(self, fact: str = "day") -> date | None:
        field = self.field(fact)
        if field is None or field.kind is not FieldKind.DAY:
            return None
        return days.day_of(field.value, self.taken)

    def moment(self, fact: str) -> Instant | None:
        """What prints its own day."""
        field = self.field(fact)
        zone = self.template.zone
        if field is not None and field.kind is FieldKind.MOMENT:
            return days.moment_of(field.value, zone, self.taken)
        if field is not None and field.kind is FieldKind.DAY:
            on = days.day_of(field.value, self.taken)
            return Instant.from_day(on, zone or FLOATING, field.text) if on else None
        return None

    def moments(self, facts: Sequence[str], day: date | None) -> dict[str, Instant]:
        """Those of ``facts`` (in the order in which they happen) that are known: with their own
        day, or as clocks of ``day``, else of the time of the shot."""
        found = {fact: moment for fact in facts if (moment := self.moment(fact))}
        clocks = {
            fact: field.value
            for fact in facts
            if (field := self.field(fact)) and field.kind is FieldKind.CLOCK
        }
        if found and day is None:
            day = next(iter(found.values())).day
        told = days.clocks_of(tuple(clocks.values()), day, self.template.zone, self.taken)
        return found | dict(zip(clocks, told or (), strict=False))

    @property
    def pay(self) -> Iterator[tuple[ScreenField, FieldRule, PayCategory]]:
        for field, rule in self.fields:
            if rule.pay is not None:
                yield field, rule, rule.pay

    @property
    def hint(self) -> EngagementHint:
        template = self.template
        shown = (shared_sign_of(each.text) for each, _ in self.fields)
        sign = "" if self.currency else next(filter(None, shown), "")
        return EngagementHint(template.platform, "", template.zone, self.currency, sign=sign)

    @property
    def currency(self) -> str:
        """Empty where the engagement has to name it."""
        currency = self.template.currency
        return "" if currency == UNNAMED else currency

    @property
    def where(self) -> Locator:
        """Around all fields."""
        box = self.fields[0][0].box
        for each, _ in self.fields[1:]:
            box = box.around(each.box)
        return Locator(page=self.fields[0][0].page, pointer=box.pointer)

    @property
    def raw(self) -> dict[str, str]:
        """What was read of the fields, in the screen's own words. Only fields that the template
        knows are here: nothing of a customer."""
        return {each.name: f"{label_of(each)}: {each.text}" for each, _ in self.fields}


def amount(field: ScreenField) -> Money:
    return Money.of(field.value, field.currency)


def label_of(field: ScreenField) -> str:
    return field.label[:_MOST_LABEL]


def place_of(field: ScreenField) -> Locator:
    return Locator(page=field.page, pointer=field.box.pointer)
