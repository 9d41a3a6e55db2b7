"""A screen read: the template that fits, its fields with their places, and their standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from gigwallet.domain.paper import Page, Paper
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.ocr.fields import geometry, status_bar
from gigwallet.ocr.fields.choosing import choose, nearly
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.entries import Named
from gigwallet.ocr.fields.finding import find
from gigwallet.ocr.fields.judging import (
    BEYOND,
    FAIR,
    NOT_ITS_FORM,
    SURE,
    SURE_ALONE,
    UNSURE,
    settle,
)
from gigwallet.ocr.fields.leftovers import has_stray_amount, unknown_amounts
from gigwallet.ocr.fields.looking_twice import merged
from gigwallet.ocr.fields.template import Template
from gigwallet.ocr.fields.writing import shows_currency


def read_screen(
    paper: Paper,
    name_hint: str,
    templates: Sequence[Template],
    second: Paper | None = None,
) -> ScreenReading:
    """What ``paper`` (one picture, read by OCR) says. ``name_hint`` is its file name: the name of
    an app in it helps to choose. ``second`` is another reading of the same picture: it may find
    what the first missed, and where it says something else, the field goes to a person. Pure: the
    same in, the same out, whatever the order of the pieces. Where no template fits clearly,
    ``template`` is empty and so are the fields: the screen waits to be taught."""
    if not paper.pages:
        return ScreenReading(paper)
    body, shown = _without_bar(paper.pages[0])
    again = _without_bar(second.pages[0]) if second and second.pages else (None, "")
    template = choose(body, name_hint, templates)
    if template is None and again[0] is not None:
        template = choose(again[0], name_hint, templates)
    shown = shown or again[1]
    if template is None:
        return ScreenReading(paper, marks=customer_marks(paper, None), clock=shown)
    named, spare = find(template, body)
    if again[0] is not None:
        named = merged(named, find(template, again[0])[0])
    doubt = ""
    if has_stray_amount(template, spare, named, body):
        doubt = "screen_stray_amount"
    elif not _currency_shown(template, named):
        doubt = "screen_currency_unseen"
    fields = [_field(each, doubt) for each in named]
    settled, checks = settle(template, fields)
    if any(each.holds is not True for each in checks):
        settled += unknown_amounts(template, spare, body)
    return ScreenReading(
        paper=paper,
        template=template.key,
        template_version=template.version,
        platform=template.platform,
        fields=settled,
        checks=checks,
        missing=missing_of(template, settled),
        marks=customer_marks(paper, template),
        clock=shown,
    )


def worth_a_second_look(reading: ScreenReading, templates: Sequence[Template]) -> bool:
    """Whether reading the picture once more, with its contrast drawn out, may settle something: a
    field waits or lacks, or no template fits although some of its words are there."""
    if reading.template:
        return bool(reading.to_review or reading.missing)
    return bool(reading.paper.pages) and nearly(reading.paper.pages[0], templates)


def missing_of(template: Template, fields: Iterable[ScreenField]) -> tuple[str, ...]:
    """Required fields that the screen does not show (one of each block, where blocks repeat)."""
    told = {each.name.rpartition(".")[2] for each in fields}
    return tuple(each.name for each in template.fields if each.required and each.name not in told)


def _without_bar(page: Page) -> tuple[Page, str]:
    """The page in an order of its own, and the clock of its status bar."""
    bar = status_bar.status_bar(page)
    body = geometry.order(piece for piece in page.pieces if piece not in bar)
    return replace(page, pieces=body), status_bar.clock(bar)


def _currency_shown(template: Template, named: Sequence[Named]) -> bool:
    """Where an app is used in many countries and no engagement tells the currency, one sign of it
    at least must be seen: OCR drops signs, but not from every amount."""
    if template.zone or template.sure_of_currency:
        return True
    return any(shows_currency(each.pair.text, template.currency) for each in named)


def _field(named: Named, doubt: str) -> ScreenField:
    """The field with the doubt of its own, if it has one; ``settle`` decides the rest."""
    pair = named.pair
    rule = pair.rule
    return ScreenField(
        name=named.name,
        label=pair.label,
        text=pair.text,
        value=pair.value,
        kind=rule.kind,
        currency=rule.writing.currency,
        box=pair.box,
        value_box=pair.value_box,
        confidence=pair.confidence,
        standing=Standing.REVIEW,
        why=_doubt(named, doubt),
    )


def _doubt(named: Named, of_all: str) -> str:
    pair = named.pair
    rule, sure = pair.rule, pair.value_confidence
    if pair.doubt or not pair.value:
        return pair.doubt or NOT_ITS_FORM
    if rule.most is not None and abs(Decimal(pair.value)) > rule.most:
        return BEYOND
    if rule.kind is not FieldKind.MONEY:
        alone = rule.kind is not FieldKind.TEXT and sure < SURE_ALONE
        return "screen_too_unsure" if alone else ""
    if sure < FAIR:
        return "screen_too_unsure"
    if of_all:
        return of_all
    return UNSURE if sure < SURE else ""
