"""What the description of a screen says, part by part, so that it can be told in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr import FieldRule, Template
from gigwallet.ocr.fields.template import SumKind, SumRule
from gigwallet.ocr.fields.writing import Sign

_SHORTEST = 2  # letters of a name that can be told from a part of a word


@dataclass(frozen=True, slots=True)
class FieldStory:
    """``labels`` are the printed words beside the field; none where it stands alone. ``fact`` and
    ``pay`` say what it means, as in a template; ``total``: the sum of others; ``inside``: the label
    in whose brackets it stands."""

    name: str
    labels: tuple[str, ...]
    kind: FieldKind
    fact: str = ""
    pay: PayCategory | None = None
    total: bool = False
    inside: str = ""

    @property
    def called(self) -> str:
        """The first of its labels, else its name."""
        return self.labels[0] if self.labels else self.name


@dataclass(frozen=True, slots=True)
class SumStory:
    """``total`` is the sum of ``added`` without ``taken_off``; each is called by its label."""

    total: str
    added: tuple[str, ...]
    taken_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenStory:
    """``kind`` is what one such screen is about (order, trip, day, week, month), ``work`` the
    platform's own name for the type of work. ``heads`` are words that always stand on it;
    ``anchors`` are words of other screens and of this one that are no labels."""

    key: str
    platform: str
    name: str
    kind: str
    work: str
    currency: str
    zone: str
    basis: str
    heads: tuple[str, ...]
    fields: tuple[FieldStory, ...]
    sums: tuple[SumStory, ...]
    anchors: tuple[str, ...]


def story_of(template: Template) -> ScreenStory:
    sums = tuple(each for each in template.sums if each.kind is SumKind.SUM)
    totals = [_rule(template, each.total) for each in sums]
    fields = tuple(
        told for each in _outer_rules(template) for told in _fields(each, each in totals)
    )
    labels = {label for each in fields for label in each.labels}
    return ScreenStory(
        key=template.key,
        platform=template.platform,
        name=template.name,
        kind=template.kind.value,
        work=template.engagement,
        currency=template.currency,
        zone=template.zone,
        basis=template.basis,
        heads=tuple(group[0] for group in template.must),
        fields=fields,
        sums=tuple(_sum(template, each) for each in sums),
        anchors=tuple(dict.fromkeys(each for each in _anchors(template) if each not in labels)),
    )


def refuse_own_data(wallet: Wallet, template: Template) -> None:
    """What names the person must not be kept with the words of an app, and never be handed on:
    ``screen_names_person``."""
    worker = wallet.vault.worker.get()
    own = {worker.name, worker.id_number, worker.phone, worker.address, worker.email}
    own |= {each.engagement.account for each in wallet.vault.engagements.all()}
    own = {each.strip().casefold() for each in own if len(each.strip()) >= _SHORTEST}
    for text in _texts(template):
        if any(_speaks_of(text.casefold(), each) for each in own):
            raise GigWalletError("screen_names_person", text=text)


def _speaks_of(text: str, name: str) -> bool:
    """Whole words only where words are set apart: "per" is no part of "person"."""
    start = text.find(name)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(name) :][:1]
        joined = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
        if not (name.isascii() and joined):
            return True
        start = text.find(name, start + 1)
    return False


def _outer_rules(template: Template) -> Iterator[FieldRule]:
    for fields in (template.fields, *(entry.fields for entry in template.entries)):
        yield from fields


def _fields(rule: FieldRule, total: bool) -> Iterator[FieldStory]:
    """The field, and the quantity in the brackets of its label."""
    told = FieldStory(rule.name, rule.labels, rule.kind, rule.fact, rule.pay, total)
    yield told
    if (inner := rule.quantity) is not None:
        yield FieldStory(inner.name, (), inner.kind, inner.fact, inside=told.called)


def _sum(template: Template, rule: SumRule) -> SumStory:
    off = [each for each in rule.parts if _is_taken_off(_rule(template, each))]
    return SumStory(
        _called(template, rule.total),
        tuple(_called(template, each) for each in rule.parts if each not in off),
        tuple(_called(template, each) for each in off),
    )


def _is_taken_off(rule: FieldRule | None) -> bool:
    return rule is not None and rule.writing.sign is Sign.MINUS


def _rule(template: Template, name: str) -> FieldRule | None:
    """``order.fee`` is the field ``fee`` of every entry ``order``."""
    entry, _dot, inner = name.rpartition(".")
    fields = template.fields
    if entry:
        fields = next((each.fields for each in template.entries if each.name == entry), ())
    return next((each for each in fields if each.name == inner), None)


def _called(template: Template, name: str) -> str:
    rule = _rule(template, name)
    return rule.labels[0] if rule is not None and rule.labels else name


def _anchors(template: Template) -> Iterator[str]:
    for group in template.must:
        yield from group
    yield from template.may
    yield from template.never


def _texts(template: Template) -> Iterator[str]:
    """All that it says in words of an app or of a person."""
    yield from _anchors(template)
    yield from (*template.customer, *template.packages, template.basis, template.engagement)
    yield from (each.text for each in template.lines)
    yield from (each.line for each in template.entries)
    for rule in _outer_rules(template):
        yield from rule.labels
