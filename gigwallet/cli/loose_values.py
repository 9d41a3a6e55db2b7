"""What was read of a file without a vault, as JSON has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from dataclasses import fields as fields_of
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

from gigwallet.app.intake.import_folding import Folded
from gigwallet.app.intake.import_summing import printed_sums, span_of
from gigwallet.app.intake.read_loose import LooseEnd, LooseFile
from gigwallet.app.screens.state_screens import PRIVATE
from gigwallet.cli import values
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Box
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.words import refusals

Json = dict[str, object]

_INNER_CAPITAL = re.compile("(?<!^)(?=[A-Z])")
# The units that our own names of fields end in.
_UNITS = {"_m": "m", "_s": "s", "_mps": "m/s", "_km": "km"}
_SCREEN_UNITS = {FieldKind.DURATION: "s", FieldKind.DISTANCE: "m", FieldKind.PERCENT: "%"}


def begun(each: LooseFile) -> Json:
    return {
        "file": each.path.name,
        "member": each.begun.member,
        "importer": each.begun.importer,
        "importer_version": each.begun.version,
        "media_type": each.begun.media_type,
    }


def row(each: Row) -> Json:
    """``accepted`` is what a file states in its own letters; a row whose payer nobody confirmed
    waits for a person."""
    review = "payer_not_confirmed" if each.payer else None
    return {
        "kind": _INNER_CAPITAL.sub("_", type(each.fact).__name__).lower(),
        "family": each.family,
        "fields": _fields(each.fact),
        "amount": values.amount(each.amount),
        "currency": each.amount.currency if each.amount else None,
        "engagement": {name: said for name in ("platform", "city", "zone", "currency", "label")
                       if (said := getattr(each.hint, name))},
        "locator": locator(each.locator),
        "confidence": 1.0,
        "accepted": review is None,
        "review": review,
    }  # fmt: skip


def locator(place: Locator) -> Json:
    """``line``, or ``page`` and ``box``; ``pointer`` is the sheet, a JSON pointer or a column."""
    box = Box.of(place.pointer)
    return {
        "member": place.member,
        "line": place.line,
        "page": place.page,
        "box": [box.left, box.top, box.width, box.height] if box else None,
        "pointer": "" if box else place.pointer,
    }


def _fields(fact: object) -> Json:
    """Every field that the fact fills, with its unit."""
    assert is_dataclass(fact)  # noqa: S101  every fact is one
    said = {each.name: getattr(fact, each.name) for each in fields_of(fact)}
    return {
        name: _valued(name, value) for name, value in said.items() if value not in (None, "", ())
    }


def _valued(name: str, value: object) -> Json:
    match value:
        case Money():
            return {"value": str(value), "unit": value.currency}
        case Instant():
            return {"value": values.moment(value), "unit": None, "zone": value.zone,
                    "quality": value.quality.value}  # fmt: skip
        case Period():
            return {"value": values.period(value), "unit": None}
        case timedelta():
            return {"value": int(value.total_seconds()), "unit": "s"}
        case tuple():
            return {"value": [_plain(each) for each in value], "unit": None}
        case _:
            ending = next((unit for end, unit in _UNITS.items() if name.endswith(end)), None)
            return {"value": _plain(value), "unit": ending}


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"value": str(value), "unit": value.currency}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields_of(value)}
    return value


def needs_a_look(each: LooseEnd) -> bool:
    """Lines that were not understood, payers to confirm, drivers to choose from, fields to compare
    with their pixels, pictures that could not be read."""
    folded = each.folded
    asked = bool(folded.drivers) or any(payer.suggested for payer in folded.payers)
    unread = bool(folded.rejected) or each.trouble is not None
    return asked or unread or bool(each.screen and each.screen.to_review)


def end(each: LooseEnd) -> Json:
    """A file that was refused came to nothing, and says so in the shape of any other."""
    said: Json = {
        "error": error(each.error) if each.error else None,
        **_came_to(each.folded, each.hidden),
        "trouble": each.trouble.code if each.trouble else PRIVATE if each.private else None,
    }
    if each.screen is not None:
        said |= screen(each.screen)
    return said


def _came_to(folded: Folded, hidden: int) -> Json:
    first, last = span_of(folded.spans)
    skipped = {**folded.skipped, **({"payer_not_chosen": hidden} if hidden else {})}
    return {
        "found": dict(folded.found),
        "engagements": [
            {"label": one.label, "platform": one.engagement.platform, "line": one.locator.line}
            for one in folded.defined
        ],
        "drivers": [asdict(one) for one in folded.drivers],
        "rejected": [
            {"line": one.line, "reason": one.reason, "column": one.column, "sheet": one.sheet,
             "page": one.page, "text": refusals.reason(one.reason)}
            for one in folded.rejected
        ],
        "more_rejected": folded.more_rejected,
        "skipped": [
            {"reason": reason, "count": count, "text": refusals.reason(reason)}
            for reason, count in skipped.items()
        ],
        "totals": {currency: values.amounts(sums) for currency, sums in folded.sums.items()},
        "source_totals": {
            currency: {column: values.amounts(sums) for column, sums in columns.items()}
            for currency, columns in folded.source_sums.items()
        },
        "printed": [
            {"label": one.label, "count": one.count, "amount": values.amount(one.amount),
             "residue": values.amount(one.residue)}
            for one in printed_sums(folded.printed, folded.source_sums)
        ],
        "statuses": dict(folded.statuses),
        "covers": [
            {"what": one.what, "period": values.period(one.period)} for one in folded.covers
        ],
        "first": values.moment(first),
        "last": values.moment(last),
    }  # fmt: skip


def screen(read: ScreenReading) -> Json:
    return {
        "template": read.template,
        "platform": read.platform,
        "fields": [_screen_field(each) for each in read.fields],
        "missing": list(read.missing),
        "checks": [
            {"rule": one.rule, "total": one.total, "parts": list(one.parts), "holds": one.holds,
             "residue": one.residue}
            for one in read.checks
        ],
    }  # fmt: skip


def _screen_field(each: ScreenField) -> Json:
    unit = each.currency if each.kind is FieldKind.MONEY else _SCREEN_UNITS.get(each.kind)
    box = each.box
    return {
        "name": each.name,
        "label": each.label,
        "value": each.value,
        "text": each.text,
        "kind": each.kind.value,
        "unit": unit,
        "currency": each.currency,
        "page": each.page,
        "box": [box.left, box.top, box.width, box.height],
        "confidence": round(each.confidence, 4),
        "accepted": each.usable,
        "review": each.why if each.standing is Standing.REVIEW else None,
        "why": each.why,
    }


def error(refusal: GigWalletError) -> Mapping[str, object]:
    facts = dict(refusal.facts)
    return {"code": refusal.code, "facts": facts, "text": refusals.sentence(refusal)}
