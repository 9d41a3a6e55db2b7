"""Labels by role and tone, and the isolates that keep a figure whole in any direction."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_FIRST_STRONG_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_LEFT_TO_RIGHT_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}"
_POP = "\N{POP DIRECTIONAL ISOLATE}"
# A name that turns its own end around shows another ending than it has: a program as a picture.
_TURNS = dict.fromkeys(range(0x202A, 0x202F), "\N{REPLACEMENT CHARACTER}")


def isolated(text: str) -> str:
    """A name or a sentence of unknown direction that must not disturb its surroundings, nor show
    its letters in another order than they have."""
    return f"{_FIRST_STRONG_ISOLATE}{text.translate(_TURNS)}{_POP}" if text else text


def isolated_figure(text: str) -> str:
    """A figure, an id, a distance: always read left to right, "3.2 km" never as "km 3.2"."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{text}{_POP}" if text else text


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet selects on, and let it select again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def wrapping_policy(across: QSizePolicy.Policy) -> QSizePolicy:
    """For words that wrap: a new policy forgets that the height follows the width."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


class Label(QLabel):
    """Text in a role of the style sheet: body, label, muted, heading, title, figure, code.

    Plain text only: what stands in a file is never read as markup.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Preferred))

    def set_tone(self, tone: str) -> None:
        restyle(self, tone=tone)

    def make_copyable(self) -> None:
        """Let mouse and keyboard select the text."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


def shortened(text: str, longest: int) -> str:
    """At most ``longest`` characters, the last of which says that there are more."""
    return text if len(text) <= longest else text[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"
