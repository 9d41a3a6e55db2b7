"""What this window put on the clipboard: marked as not to be kept, and taken off again.

It watches the clipboard itself, so it does not matter who copied: a button, Ctrl+C in a field, a
chosen word. Whatever another program put there is never read and never touched.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_MS = 60_000
# What managers of the clipboard look for before they write into their history: KDE's and those
# that follow it, Windows' own, and the convention of macOS. The last two are untested there.
MARKS: dict[str, bytes] = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "application/x-nspasteboard-concealed-type": b"1",
}
_MARK = "x-kde-passwordManagerHint"
# Without a display the clipboard belongs to this process alone, and Qt calls nobody its owner.
_OURS_ALONE = frozenset({"offscreen", "minimal"})
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class OwnClipboard(QObject):
    """`clear` at lock and at the end; by itself a minute after the last copy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._concealer = _mac_concealer()
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._copied)

    def clear(self) -> None:
        """Only what is still ours; also the selection that a middle click would paste."""
        self._timer.stop()
        for mode in _MODES:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def set_stay(self, milliseconds: int) -> None:
        self._timer.setInterval(milliseconds)

    def _copied(self) -> None:
        if not self._is_ours(QClipboard.Mode.Clipboard):
            self._timer.stop()
            return
        held = self._clipboard.mimeData()
        if held is None or not held.formats():
            return
        self._timer.start()
        if not held.hasFormat(_MARK):
            self._clipboard.setMimeData(_marked(held))

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        alone = QGuiApplication.platformName() in _OURS_ALONE
        return alone or self._clipboard.ownsClipboard()


def _marked(held: QMimeData) -> QMimeData:
    """The same content in every form that it has, and the marks."""
    marked = QMimeData()
    for form in held.formats():
        marked.setData(form, held.data(form))
    # A picture has no bytes of its own until somebody asks for a format.
    if held.hasImage():
        marked.setImageData(held.imageData())
    if held.hasText():
        marked.setText(held.text())
    for mark, value in MARKS.items():
        marked.setData(mark, value)
    return marked


def _mac_concealer() -> object:
    """Teaches Qt to write our mark under the name that macOS' clipboard managers look for."""
    if sys.platform != "darwin":
        return None
    from PySide6 import QtGui

    converter = getattr(QtGui, "QUtiMimeConverter", None)
    if converter is None:
        return None

    class Concealer(converter):  # type: ignore[misc,valid-type]  # only macOS' Qt has it
        def mimeForUti(self, _uti: str) -> str:
            return ""

        def utiForMime(self, mime: str) -> str:
            ours = mime == "application/x-nspasteboard-concealed-type"
            return "org.nspasteboard.ConcealedType" if ours else ""

        def convertFromMime(self, mime: str, data: object, _uti: str) -> list[bytes]:
            return [b"1"]

        def convertToMime(self, _mime: str, _data: object, _uti: str) -> object:
            return None

    return Concealer()
