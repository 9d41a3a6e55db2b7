"""The waterfall: from what was expected to what arrived, each step with its amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gigwallet.app.tell_bridge import Fall
from gigwallet.gui import theme
from gigwallet.gui.widgets.text import isolated_figure
from gigwallet.words import _, money, signed_money

_ROW = 24
_LABEL = 0.42  # the part of the width that words may take
_AMOUNT = 96


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from ``begin`` to ``end`` (minor units), with its words and its amount in words."""

    words: str
    amount: str
    begin: int
    end: int
    colour: str
    strong: bool


def steps(falls: Sequence[Fall]) -> tuple[Step, ...]:
    """Sums stand on zero; what lies between hangs where the one above ended."""
    made = []
    at = 0
    for each in falls:
        minor = each.amount.minor
        if each.is_sum:
            colour = "chart_expected" if each.key == "expected" else "accent"
            made.append(Step(words_of(each.key), money(each.amount), 0, minor, colour, True))
            at = minor
            continue
        colour = "bad" if minor < 0 and each.claimed else "warn" if minor < 0 else "good"
        shown = signed_money(each.amount)
        made.append(Step(words_of(each.key), shown, at, at + minor, colour, False))
        at += minor
    return tuple(made)


def words_of(key: str) -> str:
    """What each sum and each step is; an unknown one shows its key."""
    return {
        "expected": _("By the rule, before deductions"),
        "stated": _("Stated"),
        "received": _("Received"),
        "short": _("Short-paid or unpaid orders"),
        "above_cap": _("Commission above its cap"),
        "below_floor": _("Below the legal floor"),
        "overpaid": _("Paid beyond the rule"),
        "range": _("Within what the rule leaves open"),
        "no_statement": _("Without a statement, not paid yet"),
        "not_covered": _("Not covered by any statement"),
        "deduction_rule_differs": _("Deductions beyond their rule"),
        "deduction_no_rule": _("Deductions without a rule in your files"),
        "deduction_rule_shown": _("Deductions with a rule"),
        "unreconciled": _("Statements that do not add up"),
        "rule_unreconciled": _("Rule and statement differ, cause unknown"),
        "beside_rule": _("Beside the rule: tips, refunds, commission"),
        "stated_rest": _("Stated, of no kind above"),
        "not_received": _("Stated, not received"),
        "received_beyond": _("Received beyond what was stated"),
        "received_unstated": _("Received without a statement"),
        "received_rest": _("No record of its arrival, or not due yet"),
    }.get(key, key)


class Waterfall(QWidget):
    """Rows of words, a bar and an amount; mirrored in a right-to-left layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_falls(self, falls: Sequence[Fall]) -> None:
        self._steps = steps(falls)
        told = "; ".join(f"{each.words}: {each.amount}" for each in self._steps)
        self.setAccessibleName(_("From expected to received"))
        self.setAccessibleDescription(told)
        self.setFixedHeight(max(1, len(self._steps)) * _ROW)
        self.update()

    @property
    def shown(self) -> tuple[Step, ...]:
        return self._steps

    def sizeHint(self) -> QSize:
        return QSize(560, max(1, len(self._steps)) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._steps:
            for place, step in enumerate(self._steps):
                self._paint(painter, place, step)

    def _paint(self, painter: QPainter, place: int, step: Step) -> None:
        worn = theme.current()
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(step.strong)
        painter.setFont(font)
        wide = self.width() * _LABEL
        row = QRectF(0, place * _ROW, self.width(), _ROW)
        label = QRectF(row.left(), row.top(), wide - 10, _ROW)
        amount = QRectF(row.right() - _AMOUNT, row.top(), _AMOUNT, _ROW)
        painter.setPen(worn.colour("text" if step.strong else "muted"))
        cut = QFontMetricsF(font).elidedText(step.words, Qt.TextElideMode.ElideRight, label.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._seen(label), middle | Qt.AlignmentFlag.AlignLeading, cut)
        ink = "text" if step.strong or step.colour != "bad" else "bad"
        painter.setPen(worn.colour(ink))
        painter.drawText(
            self._seen(amount),
            middle | Qt.AlignmentFlag.AlignTrailing,
            isolated_figure(step.amount),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(step.colour))
        painter.drawRoundedRect(self._seen(self._bar(step, row, wide)), 3, 3)
        if place:
            painter.setPen(QPen(worn.colour("chart_grid"), 1))
            painter.drawLine(row.topLeft(), row.topRight())

    def _bar(self, step: Step, row: QRectF, left: float) -> QRectF:
        """A float only places pixels; the amounts stay whole."""
        ends = [end for each in self._steps for end in (each.begin, each.end)]
        least, most = min(0, *ends), max(1, *ends)
        room = row.width() - left - _AMOUNT - 12
        scale = room / (most - least)
        begin = left + (min(step.begin, step.end) - least) * scale
        return QRectF(begin, row.top() + 6, max(2.0, abs(step.end - step.begin) * scale), _ROW - 12)

    def _seen(self, box: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box
