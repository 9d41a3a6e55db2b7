"""How a letter is set: sizes, spaces and the frame of its pages, per layout and language."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.documents.drawing.text import QUIET, Style
from gigwallet.documents.letters.form import Layout


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of one letter."""

    title: Style
    subtitle: Style
    recipient: Style
    heading: Style
    body: Style
    closing: Style
    label: Style
    value: Style
    strong: Style
    amount: Style
    strong_amount: Style
    inner: Style
    inner_amount: Style
    entry: Style
    note: Style
    # How much of a line the labels of facts take.
    labels: float


def looks(language: str, layout: Layout) -> Looks:
    """Chinese letters begin a paragraph two characters in and keep both edges straight; papers for
    an office are set in 16 points on lines 28 points apart."""
    chinese = language == "zh"
    size, leading = (10.8, 18.5) if chinese else (10.8, 17.5)
    if chinese and layout is Layout.OFFICIAL:
        size, leading = 16.0, 28.0
    elif layout is Layout.OFFICIAL:
        size, leading = 11.5, 19.0
    row, row_leading = min(size, 14.0) * 0.93, min(size, 14.0) * 1.45
    body = Style(size=size, leading=leading, after=5)
    if chinese:
        body = Style(size=size, leading=leading, align="both", indent=2 * size, after=leading * 0.1)
    value = Style(size=row, leading=row_leading, after=0)
    strong = Style(size=row * 1.05, leading=row_leading * 1.03, bold=True, after=0)
    inner = Style(size=row * 0.92, leading=row_leading * 0.84, indent=14, after=0)
    return Looks(
        title=Style(
            size=size * 1.37 if layout is Layout.OFFICIAL else 17,
            leading=size * 2.1 if layout is Layout.OFFICIAL else 26,
            bold=True,
            align="centre",
            before=6,
            after=2 if layout is Layout.LETTER else 10,
        ),
        subtitle=Style(size=11, leading=17, align="centre", colour=QUIET, after=12),
        recipient=Style(size=size * 1.06, leading=leading * 1.03, bold=True, after=2),
        heading=Style(size=size * 1.06, leading=leading * 1.03, bold=True, before=7, after=3),
        body=body,
        closing=Style(size=size, leading=leading, after=2),
        label=Style(size=row, leading=row_leading, colour=QUIET, after=0),
        value=value,
        strong=strong,
        amount=_right(value),
        strong_amount=_right(strong),
        inner=inner,
        inner_amount=_right(Style(size=inner.size, leading=inner.leading, after=0)),
        entry=_entry(chinese, layout, size, leading, row, row_leading),
        labels=0.36 if layout is Layout.OFFICIAL else 0.3,
        note=Style(size=9, leading=14, colour=QUIET, before=9),
    )


def _entry(
    chinese: bool, layout: Layout, size: float, leading: float, row: float, row_leading: float
) -> Style:
    if layout is not Layout.OFFICIAL:
        size, leading = row, row_leading * 1.03
    if chinese:
        return Style(size=size, leading=leading, align="both", indent=2 * size, after=1)
    return Style(size=size, leading=leading, after=1)


def _right(style: Style) -> Style:
    return Style(style.size, style.leading, style.bold, "right", 0.0, style.before, style.after)
