"""The card of what would leave: where to, the digest, the nonce, and every byte of the message."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from gigwallet.app.seals.stamp_time import Prepared
from gigwallet.gui.widgets import Button, Card, Field, Label, isolated_figure
from gigwallet.words import _, ngettext, number
from gigwallet.words.hexadecimal import dump
from gigwallet.words.paragraph import paragraph

_MOST_LINES = 16


class TimeLeavingCard(Card):
    """Shown before anything is sent; the button sends exactly this."""

    confirmed = Signal(object)  # Prepared

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._prepared: Prepared | None = None
        self._waiting = False
        self._where = Label(wrap=True, parent=self)
        self._digest = Label(wrap=True, parent=self)
        self._nonce = Label(wrap=True, parent=self)
        self._what = Label(role="muted", wrap=True, parent=self)
        self._way = Label(tone="warn", wrap=True, parent=self)
        self.bytes = QPlainTextEdit(self)
        self.bytes.setReadOnly(True)
        self.bytes.setTabChangesFocus(True)
        self.bytes.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._bytes_field = Field(self.bytes, self)
        self.send = Button("", "upload", "plain", self._confirm, self)
        self._leave = Button("", "", "quiet", self.forget, self)
        for label in (self._where, self._digest, self._nonce):
            label.make_copyable()
        for widget in (self._where, self._digest, self._nonce, self._what, self._way):
            self.body.addWidget(widget)
        self.body.addWidget(self._bytes_field)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.send)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def retranslate(self) -> None:
        self.set_heading(_("What would leave this computer"))
        self._leave.setText(_("Do not send"))
        self._paint()

    def show_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.show()
        self.wait(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # read from its head; Enter sends nothing

    def wait(self, waiting: bool) -> None:
        """While it is on its way it cannot be sent twice."""
        self._waiting = waiting
        self.send.setEnabled(not waiting)
        self._leave.setEnabled(not waiting)
        self._paint()

    def forget(self) -> None:
        self._prepared = None
        self.wait(False)
        self.hide()

    def _confirm(self) -> None:
        if self._prepared is not None:
            self.confirmed.emit(self._prepared)

    def _paint(self) -> None:
        self.send.setText(_("Sending...") if self._waiting else _("Send this digest"))
        shown = self._prepared
        if shown is None:
            return
        self._where.setText(
            _("To {name}: {url}").format(name=shown.authority.name, url=isolated_figure(shown.url))
        )
        self._digest.setText(
            _("Digest ({algorithm}): {digest}").format(
                algorithm=shown.algorithm.upper().replace("SHA", "SHA-"),
                digest=isolated_figure(_in_groups(shown.digest_hex)),
            )
        )
        self._nonce.setText(
            _("Number drawn by chance for this request alone: {nonce}").format(
                nonce=isolated_figure(f"{shown.nonce:x}")
            )
        )
        covered = ngettext(
            "The digest is of checkpoint {no}, which covers {n} log entry. From a digest nobody "
            "can tell what is in it; the checkpoint itself stays here.",
            "The digest is of checkpoint {no}, which covers {n} log entries. From a digest nobody "
            "can tell what is in it; the checkpoint itself stays here.",
            shown.entries,
        )
        self._what.setText(covered.format(no=number(shown.checkpoint), n=number(shown.entries)))
        self._paint_way(shown)
        head, body = shown.wire.split(b"\r\n\r\n", 1)
        words = ngettext(
            "The whole message, {n} byte", "The whole message, {n} bytes", len(shown.wire)
        )
        self._bytes_field.say(
            words.format(n=number(len(shown.wire))),
            _("The lines that address it as text, then its body byte by byte."),
        )
        lines = [*head.decode("ascii").split("\r\n"), "", *dump(body)]
        self.bytes.setPlainText("\n".join(lines))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(13)
        self.bytes.setFont(font)
        height = QFontMetrics(font).lineSpacing()
        self.bytes.setFixedHeight(height * (min(len(lines), _MOST_LINES) + 2) + 24)

    def _paint_way(self, shown: Prepared) -> None:
        said = []
        if not shown.destination.encrypted:
            said.append(
                _(
                    "The address begins with http: anybody on the way can see this request. The "
                    "answer is signed, so nobody can change it unnoticed."
                )
            )
        if shown.destination.proxy:
            proxy = shown.destination.proxy
            said.append(_("It goes through the proxy {host}.").format(host=proxy))
        self._way.setText(paragraph(said))
        self._way.setVisible(bool(said))


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
