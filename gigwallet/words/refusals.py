"""One clear sentence, with the next step, for a refusal; and the texts of steps and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.words import figures, labels
from gigwallet.words.catalogue import _, language
from gigwallet.words.records import plain
from gigwallet.words.sentences import collected


def sentence(error: GigWalletError) -> str:
    """The refusal in the spoken language; an unworded code still shows itself."""
    return _worded("REFUSALS", error.code, error.facts)


def sentence_of_file(error: GigWalletError) -> str:
    """``sentence`` among those of other files: behind the name of its own, where it does not say
    that itself."""
    said, name = sentence(error), str(error.facts.get("name", ""))
    return said if name in said else _("{name}: {said}").format(name=name, said=said)


def explain(step: Step) -> str:
    """A step of an explanation in the spoken language."""
    return _worded("STEPS", step.code, step.facts)


def reason(code: str, facts: Mapping[str, str | int] | None = None) -> str:
    """Why a line was skipped or rejected, or an item not judged."""
    return _worded("REASONS", code, facts or {})


def _worded(table: str, code: str, facts: Mapping[str, str | int]) -> str:
    template = collected(table).get(code)
    if template is None:
        return code
    own = {_name(name): _fact(name, value) for name, value in facts.items() if _is_spoken(name)}
    if code == "file_unreadable" and not own.get("name"):
        own["name"] = _("The file")  # whoever refused it knew its bytes alone
    return _(template).format_map(own)


def _name(fact: str) -> str:
    return fact.partition("@")[0]


def _is_spoken(fact: str) -> bool:
    """``caution@zh`` is the words of a rule's own data in one language, for that language alone."""
    said_in = fact.partition("@")[2]
    return not said_in or said_in == language()


def _fact(name: str, value: str | int) -> str:
    """Facts are plain texts; the end of a fact's name says how a person reads it.

    ``*_money`` is ``4921.00 CNY``, ``*_distance`` whole metres, ``*_day`` an ISO day, ``*_period``
    and ``span`` two ISO days around a slash, ``field`` the key of a form's field, ``platform`` a
    platform's.
    """
    text = str(value)
    if name == "field":
        return labels.field(text)
    if name == "platform":
        return labels.platform(text)
    if name.endswith("_money"):
        amount, currency = text.split(" ")
        return figures.money(Money.of(amount, currency))
    if name.endswith("_distance"):
        return figures.distance(int(text))
    if name.endswith("_day"):
        return figures.day(date.fromisoformat(text))
    if name.endswith("_period") or name == "span":
        first, last = text.split("/")
        return figures.period(Period(date.fromisoformat(first), date.fromisoformat(last)))
    return plain(text)
