"""What stands on a screen beside its known fields: amounts without a label, or an unknown one."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.domain.paper import Page, Piece
from gigwallet.domain.screen import FieldKind, ScreenField, Standing
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.entries import Named
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.template import UNKNOWN, Template
from gigwallet.ocr.fields.writing import Writing


def has_stray_amount(
    template: Template, spare: Sequence[Piece], named: Sequence[Named], page: Page
) -> bool:
    """Whether an amount stands among the fields that no text stands beside: its label was lost, and
    which label it belongs to nobody knows."""
    money = Writing(FieldKind.MONEY, template.currency)
    amounts = [each.pair for each in named if each.pair.rule.kind is FieldKind.MONEY]
    if not amounts:
        return False
    top = min(each.box.top for each in amounts)
    bottom = max(each.box.bottom for each in amounts)
    height = max(each.box.height for each in amounts)
    for piece in spare:
        if not (top - 2 * height <= piece.box.top and piece.box.bottom <= bottom + 2 * height):
            continue
        if any(geometry.same_place(piece.box, each.pair.value_box) for each in named):
            continue  # the second look knows whose it is
        if money.value(piece.text) and not any(
            other is not piece and geometry.beside(piece.box, other.box) for other in page.pieces
        ):
            return True
    return False


def unknown_amounts(
    template: Template, spare: Sequence[Piece], page: Page
) -> tuple[ScreenField, ...]:
    """Amounts beside words that the template does not know, where a sum is not in order: one of
    them may be the part that lacks. The person sees them, and nothing is made of them."""
    money = Writing(FieldKind.MONEY, template.currency)
    found: list[ScreenField] = []
    for piece in spare:
        value = money.value(piece.text)
        words = [
            each
            for each in spare
            if each is not piece
            and geometry.beside(each.box, piece.box)
            and geometry.right_of(each.box, piece.box)
        ]
        if value and words:
            label = words[-1]
            found.append(
                ScreenField(
                    f"{UNKNOWN}.{len(found) + 1}", plain(label.text), plain(piece.text), value,
                    FieldKind.MONEY, template.currency, label.box.around(piece.box), piece.box,
                    min(label.confidence, piece.confidence), Standing.REVIEW,
                    "screen_label_unknown",
                )
            )  # fmt: skip
    return tuple(found)
