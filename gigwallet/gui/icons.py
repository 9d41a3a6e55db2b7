"""Icons: Lucide outlines recoloured at run time, one colour per state."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gigwallet.gui import assets, theme

_SIZES = (18, 36, 54)  # one to three device pixels per pixel


@cache
def _source(name: str) -> str:
    return assets.icon_file(name).read_text("utf-8")


def drawn(name: str, colour: QColor | str, size: int) -> QPixmap:
    """One icon in one colour, `size` device pixels wide."""
    svg = _source(name).replace("currentColor", QColor(colour).name())
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, tone: str = "muted") -> QIcon:
    """An icon in the colours of the current theme that follows selection and disabling.

    Colours are fixed when it is made: make it anew when the theme changes.
    """
    worn = theme.current()
    made = QIcon()
    for size in _SIZES:
        for mode, token in (
            (QIcon.Mode.Normal, tone or "text"),
            (QIcon.Mode.Active, tone or "text"),
            (QIcon.Mode.Selected, "accent"),
            (QIcon.Mode.Disabled, "disabled"),
        ):
            made.addPixmap(drawn(name, worn.colour(token), size), mode, QIcon.State.Off)
            on = "disabled" if mode is QIcon.Mode.Disabled else "accent"
            made.addPixmap(drawn(name, worn.colour(on), size), mode, QIcon.State.On)
    return made


def paint(painter: QPainter, name: str, colour: QColor, box: QRectF) -> None:
    """Draw an icon sharply at the painter's own resolution."""
    svg = _source(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)
