"""What cannot be pressed while its work runs, and keeps the keyboard's place meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Rest:
    """Disables a widget for a time.

    Qt would pass the keyboard on to whatever is next, and the next Enter would press that. Here it
    waits beside the widget and comes back, unless the person has gone elsewhere meanwhile.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._held: QWidget | None = None

    def begin(self) -> None:
        widget, beside = self._widget, self._widget.parentWidget()
        holds = widget.window().focusWidget()
        within = holds is not None and (holds is widget or widget.isAncestorOf(holds))
        if within and beside is not None:
            self._held = holds
            beside.setFocus()
        widget.setEnabled(False)

    def end(self) -> None:
        self._widget.setEnabled(True)
        held, self._held = self._held, None
        beside = self._widget.parentWidget()
        if held is not None and isValid(held) and self._widget.window().focusWidget() is beside:
            held.setFocus()
