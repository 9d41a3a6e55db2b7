"""The card of the authorities: whom the person chose to ask for the time, and a form to add one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gigwallet.app.seals.root_certificates import SeenCertificate, seen
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import ALGORITHMS, Authority
from gigwallet.gui.errors import worded
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Field, Label, Segments, isolated
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.gui.widgets.path_edit import PathEdit
from gigwallet.words import _

_OF_URL = {"address_refused"}
_OF_ROOT = {"root_unreadable", "root_not_a_root", "file_missing", "file_too_big", "file_unreadable"}


class TimeAuthoritiesCard(Card):
    """Nobody is chosen at first. Keeping an address sends nothing."""

    asked = Signal(object)  # Authority: show what would leave
    given = Signal(object, object)  # Authority, Path of its root certificate or None
    unwanted = Signal(object)  # Authority

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._known: Sequence[Authority] = ()
        self._rows = RowCard(self)
        self._rows.setProperty("part", "")
        self._rows.body.setContentsMargins(0, 0, 0, 0)
        self._nobody = Label(role="muted", wrap=True, parent=self)
        self.add = Button("", "plus", "plain", self.open_form, self)
        self.form = _Form(self._choose, self)
        self.form.kept.connect(self.given)
        self.form.left.connect(self.close_form)
        for widget in (self._nobody, self._rows):
            self.body.addWidget(widget)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.form)
        self.form.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Whom to ask for the time"))
        self._nobody.setText(
            _(
                "Nobody is chosen, so nobody is asked. Your adviser knows which authority the "
                "arbitration commission or the court accepts, and where its root certificate is."
            )
        )
        self.add.setText(_("Add an authority..."))
        self.form.retranslate()
        self._paint()

    def show_authorities(self, known: Sequence[Authority]) -> None:
        self._known = known
        self._paint()

    def open_form(self) -> None:
        self.form.clear()
        self.form.show()
        self.add.hide()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        holds = self.window().focusWidget()
        within = holds is not None and self.form.isAncestorOf(holds)
        self.form.clear()
        self.add.show()
        self.form.hide()
        if within:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, refusal: GigWalletError) -> None:
        """Where it arose."""
        self.form.show_refusal(refusal)

    def _choose(self) -> Path | None:
        chosen = self._context.choose_files(
            _("Choose the root certificate"), _("Certificates (*.pem *.crt *.cer *.der)")
        )
        return next(iter(chosen), None)

    def _paint(self) -> None:
        self._nobody.setVisible(not self._known)
        self._rows.setVisible(bool(self._known))
        self._rows.clear_rows()
        for authority in self._known:
            self._rows.add_row(self._row(authority))

    def _row(self, authority: Authority) -> ActionRow:
        row = ActionRow("clock", self._rows)
        root = next((each for each in seen(authority.root) if each.is_root), None)
        words = _("No root certificate yet") if root is None else _root_words(root)
        pill, tone = (_("No root"), "warn") if root is None else ("", "")
        row.say(authority.name, f"{isolated(authority.url)}\n{words}", pill, tone)
        show = row.add_button(lambda: self.asked.emit(authority), "eye", "plain")
        show.setText(_("Show what would leave"))
        show.setAccessibleName(f"{_('Show what would leave')}: {authority.name}")
        remove = row.add_button(lambda: self.unwanted.emit(authority), "trash-2", "quiet")
        remove.name_only(f"{_('Remove')}: {authority.name}")
        return row


def _root_words(root: SeenCertificate) -> str:
    groups = [root.fingerprint[start : start + 8] for start in range(0, 64, 8)]
    return _("Root: {subject}. SHA-256 {fingerprint}").format(
        subject=isolated(root.subject), fingerprint=isolated(" ".join(groups))
    )


class _Form(QWidget):
    """Name, address, root certificate, and which digest it takes."""

    kept = Signal(object, object)
    left = Signal()

    def __init__(self, choose: object, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(self)
        self.url = QLineEdit(self)
        self.root = PathEdit(choose, self)  # type: ignore[arg-type]  # the card's own chooser
        self.digest = Segments(self)
        self._fields = {
            "name": Field(self.name, self),
            "url": Field(self.url, self),
            "root": Field(self.root, self),
            "digest": Field(self.digest, self),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(14)
        for field in self._fields.values():
            column.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.keep = Button("", "save", "plain", self._keep, self)
        self._leave = Button("", "", "quiet", self.left.emit, self)
        buttons.addWidget(self.keep)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def retranslate(self) -> None:
        self._fields["name"].say(_("What you call it"))
        self._fields["url"].say(
            _("Address"), _("Where it takes requests for time stamps (RFC 3161).")
        )
        self._fields["root"].say(
            _("Root certificate, if you have it"),
            _("The authority publishes it. Without it a stamp is signed by nobody known here."),
        )
        self.root.retranslate()
        self._fields["digest"].say(_("Digest"), _("SHA-256 is what nearly every authority takes."))
        self.digest.set_choices(
            [(each, each.upper().replace("SHA", "SHA-")) for each in ALGORITHMS]
        )
        self.keep.setText(_("Keep it"))
        self._leave.setText(_("Cancel"))

    def clear(self) -> None:
        for line in (self.name, self.url, self.root):
            line.clear()
        self.digest.choose(ALGORITHMS[0])
        self._forget_errors()

    def show_refusal(self, refusal: GigWalletError) -> None:
        where = "url" if refusal.code in _OF_URL else "root" if refusal.code in _OF_ROOT else "name"
        self._fields[where].set_error(worded(refusal))
        self._fields[where].setFocus()

    def _keep(self) -> None:
        self._forget_errors()
        given = Authority(
            self.name.text().strip(), self.url.text().strip(), "", self.digest.choice()
        )
        self.kept.emit(given, self.root.path())

    def _forget_errors(self) -> None:
        for field in self._fields.values():
            field.set_error("")
