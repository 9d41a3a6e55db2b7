"""Versions: the answers of each dated version of a rule, of which the form shows one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gigwallet.app.rules.keep_scheme import SchemeForm
from gigwallet.gui.screens.pay_rules import rule_reading
from gigwallet.gui.widgets.answers import Answers
from gigwallet.words import _, day

# What is said once for the whole rule; everything else is a version's own.
HEAD = frozenset({"name", "rate_date", "rounding", "illustrative", "pay_day_kind", "pay_day"})
_ONE_DAY = timedelta(days=1)


class Versions:
    """At least one. The answers of the head stand with each, always the same."""

    def __init__(self, each: Sequence[Mapping[str, str]]) -> None:
        self._all = [dict(texts) for texts in each]
        self.shown = len(self._all) - 1

    def __len__(self) -> int:
        return len(self._all)

    @property
    def texts(self) -> dict[str, str]:
        """The answers of the one that is shown."""
        return dict(self._all[self.shown])

    def keep(self, texts: Mapping[str, str]) -> None:
        """What the form says now."""
        head = {name: text for name, text in texts.items() if name in HEAD}
        self._all = [each | head for each in self._all]
        self._all[self.shown] = dict(texts)

    def add(self, first: date) -> None:
        """Another one, like the one that is shown, which is shown from now on."""
        new = self.texts | {"first_day": first.isoformat(), "last_day": ""}
        self._all.append(new)
        self.shown = len(self._all) - 1

    def remove(self) -> None:
        """Without the one that is shown; the last one stays."""
        if len(self._all) > 1:
            del self._all[self.shown]
            self.shown = min(self.shown, len(self._all) - 1)

    def names(self) -> list[str]:
        """From when each holds and for whom, as a person tells them apart."""
        return [_name(texts) for texts in self._all]

    def read(self, currency: str, zone: str) -> tuple[tuple[SchemeForm, ...], dict[str, str]]:
        """The rule, or none and what is wrong; then the version that is wrong is shown."""
        forms: list[SchemeForm] = []
        for place, texts in enumerate(self._all):
            answers = Answers(texts)
            form = rule_reading.scheme_form(answers, currency, zone)
            if form is not None and any(_clash(form, other) for other in forms):
                answers.object_to(
                    "first_day", _("Another version for the same orders begins on this day.")
                )
            if form is None or answers.errors:
                self.shown = place
                return (), answers.errors
            forms.append(form)
        return tuple(_in_order(forms)), {}


def _name(texts: Mapping[str, str]) -> str:
    answers = Answers(texts)
    first = answers.day("first_day")
    since = _("From {first} on").format(first=day(first)) if first else "?"
    return ", ".join(part for part in (since, texts.get("city"), texts.get("level")) if part)


def _clash(one: SchemeForm, other: SchemeForm) -> bool:
    return _for(one) == _for(other) and one.first_day == other.first_day


def _for(form: SchemeForm) -> tuple[str, str]:
    return form.city.casefold(), form.level.casefold()


def _in_order(forms: Sequence[SchemeForm]) -> list[SchemeForm]:
    """Each ends the day before the next one for the same orders begins. Those for a city or a
    level come first: of several that fit an order the first one counts."""
    ordered = sorted(forms, key=lambda each: (not any(_for(each)), _for(each), each.first_day))
    ended = []
    for place, form in enumerate(ordered):
        later = [each for each in ordered[place + 1 :] if _for(each) == _for(form)]
        until = min((each.first_day for each in later), default=None)
        if until is not None and (form.last_day is None or form.last_day >= until):
            form = replace(form, last_day=until - _ONE_DAY)
        ended.append(form)
    return ended
