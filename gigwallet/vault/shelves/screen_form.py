"""The reading of a screen as one canonical JSON text, and back."""

from __future__ import annotations

import json
from typing import Any

from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.screen import (
    CustomerMark,
    FieldKind,
    MarkKind,
    ScreenField,
    ScreenReading,
    Standing,
    SumCheck,
)
from gigwallet.vault import canonical

Json = dict[str, Any]  # Any: JSON that this module wrote


def written(reading: ScreenReading) -> str:
    """Boxes are four numbers; a confidence is the shortest text that gives the same number, since
    canonical JSON has no fractions."""
    form = {
        "engine": reading.paper.engine,
        "pages": [_page(each) for each in reading.paper.pages],
        "template": reading.template,
        "template_version": reading.template_version,
        "platform": reading.platform,
        "fields": [_field(each) for each in reading.fields],
        "checks": [_check(each) for each in reading.checks],
        "missing": list(reading.missing),
        "marks": [
            {"kind": each.kind.value, "box": _box(each.box), "page": each.page}
            for each in reading.marks
        ],
        "clock": reading.clock,
        "list_of": list(reading.list_of),
    }
    return canonical.encode(form).decode()


def read(text: str) -> ScreenReading:
    """The reading that ``written`` was given; ``ValueError``, ``KeyError`` or ``TypeError`` for
    anything else."""
    form: Json = json.loads(text)  # nothing is bound by it: that it is canonical is not asked
    return ScreenReading(
        paper=Paper(tuple(_read_page(each) for each in form["pages"]), form["engine"]),
        template=form["template"],
        template_version=form["template_version"],
        platform=form["platform"],
        fields=tuple(_read_field(each) for each in form["fields"]),
        checks=tuple(
            SumCheck(
                each["rule"], each["total"], tuple(each["parts"]), each["holds"], each["residue"]
            )
            for each in form["checks"]
        ),
        missing=tuple(form["missing"]),
        marks=tuple(
            CustomerMark(MarkKind(each["kind"]), Box(*each["box"]), each["page"])
            for each in form["marks"]
        ),
        clock=form["clock"],
        list_of=tuple(form.get("list_of", ())),
    )


def _box(box: Box) -> list[int]:
    return [box.left, box.top, box.width, box.height]


def _clean(text: str) -> str:
    """The text layer of a PDF may hold half a sign, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _page(page: Page) -> Json:
    pieces = [[_clean(each.text), _box(each.box), repr(each.confidence)] for each in page.pieces]
    return {"width": page.width, "height": page.height, "pieces": pieces}


def _read_page(form: Json) -> Page:
    pieces = tuple(
        Piece(text, Box(*box), float(confidence)) for text, box, confidence in form["pieces"]
    )
    return Page(form["width"], form["height"], pieces)


def _field(each: ScreenField) -> Json:
    return {
        "name": each.name,
        "label": _clean(each.label),
        "text": _clean(each.text),
        "value": _clean(each.value),
        "kind": each.kind.value,
        "currency": each.currency,
        "box": _box(each.box),
        "value_box": _box(each.value_box),
        "confidence": repr(each.confidence),
        "standing": each.standing.value,
        "why": each.why,
        "page": each.page,
    }


def _read_field(form: Json) -> ScreenField:
    return ScreenField(
        name=form["name"],
        label=form["label"],
        text=form["text"],
        value=form["value"],
        kind=FieldKind(form["kind"]),
        currency=form["currency"],
        box=Box(*form["box"]),
        value_box=Box(*form["value_box"]),
        confidence=float(form["confidence"]),
        standing=Standing(form["standing"]),
        why=form["why"],
        page=form["page"],
    )


def _check(each: SumCheck) -> Json:
    return {
        "rule": each.rule,
        "total": each.total,
        "parts": list(each.parts),
        "holds": each.holds,
        "residue": each.residue,
    }
