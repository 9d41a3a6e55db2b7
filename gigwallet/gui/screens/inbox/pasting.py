"""What the clipboard holds for the inbox: files, or a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from gigwallet.gui.widgets.drop import dropped_files

_AS_GIVEN = ("image/png", "image/jpeg", "image/webp")


def pasted_files(content: QMimeData) -> list[Path]:
    return dropped_files(content) if content.hasUrls() else []


def pasted_picture(content: QMimeData) -> bytes:
    """The picture in the form that the other program gave, else drawn anew as PNG; empty where
    there is none."""
    for form in _AS_GIVEN:
        given = content.data(form)
        if not given.isEmpty():
            return bytes(given.data())
    image = content.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows str here, Qt wants it
    return bytes(buffer.data().data())
