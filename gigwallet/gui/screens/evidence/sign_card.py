"""A signature inside a saved evidence PDF: by the vault's key, or by the person's certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.evidence.free_names import free
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Label, ProgressStrip, isolated
from gigwallet.words import _

if TYPE_CHECKING:
    from gigwallet.app.seals.sign_pdf import Signed

# The log says that the signed file was written out.
_CHANGED = frozenset({"safety"})


@dataclass(frozen=True, slots=True)
class _Certificate:
    path: Path
    secret: bytearray = field(repr=False)  # wiped once the key was taken out


class SignCard(Card):
    """Offered once a file was saved. The signed file lies beside it, and it stays as it is. Nothing
    is sent: an outside time goes into a signature by the command line alone."""

    made = Signal(object)  # tuple[Path, ...]: each volume, signed

    def __init__(self, context: ShellContext, parent: QWidget) -> None:
        super().__init__("", parent)
        self._context = context
        self._written: Written | None = None
        self._signed: tuple[Signed, ...] = ()
        self._about = Label(role="muted", wrap=True, parent=self)
        self.by_vault = Button(icon="key-round", action=self._by_vault, parent=self)
        self.by_own = Button(icon="user", action=self._by_own, parent=self)
        self.progress = ProgressStrip(self)
        self.outcome = Label(wrap=True, parent=self)
        self.outcome.make_copyable()
        self.body.addWidget(self._about)
        for button in (self.by_vault, self.by_own):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.outcome)
        self.hide()

    def show_written(self, written: Written | None) -> None:
        if written is not self._written:
            self._written, self._signed = written, ()
        self._paint()

    def retranslate(self) -> None:
        self.set_heading(_("Signature"))
        self._about.setText(
            _(
                "Says that whoever has the key signed this very file. The vault's key vouches for "
                "itself; a certificate of yours says who you are."
            )
        )
        self.by_vault.setText(_("Sign with the vault's key"))
        self.by_own.setText(_("Sign with a certificate..."))
        self.progress.retranslate()
        self._paint()

    def _by_vault(self) -> None:
        self._sign(None)

    def _by_own(self) -> None:
        chosen = self._context.choose_files(
            _("Choose the file with your certificate and key"), "PKCS#12 (*.p12 *.pfx)"
        )
        if not chosen:
            return
        secret = self._context.ask_secret(
            _("Password of {name}").format(name=isolated(chosen[0].name)),
            _("It opens the certificate for this signature and is kept nowhere."),
            _("Sign"),
        )
        if secret is not None:
            self._sign(_Certificate(chosen[0], secret))

    def _sign(self, certificate: _Certificate | None) -> None:
        written = self._written
        if written is None:
            return
        wallet = self._context.opened
        ticket = self._context.run(
            lambda _job: _signed(wallet, written, certificate),
            lambda signed: self._show(written, signed),
            changes=_CHANGED,
        )
        self.progress.follow(ticket, _("Signing"))
        for button in (self.by_vault, self.by_own):
            button.rest_until(ticket.ended)

    def _show(self, written: Written, signed: tuple[Signed, ...]) -> None:
        if written is self._written:
            self._signed = signed
            self._paint()
            self.made.emit(tuple(each.path for each in signed))

    def _paint(self) -> None:
        self.setVisible(self._written is not None)
        for widget in (self._about, self.by_vault, self.by_own):
            widget.setVisible(not self._signed)
        self.outcome.setVisible(bool(self._signed))
        if self._signed:
            self.outcome.setText("\n\n".join(_told(self._signed)))


def _signed(
    wallet: Wallet, written: Written, certificate: _Certificate | None
) -> tuple[Signed, ...]:
    # What signs is loaded here, off the window's thread: a second of work for a button that few
    # press, while the board would stand still.
    from gigwallet.app.seals import sign_pdf

    if certificate is None:
        key = sign_pdf.own_key(wallet)
    else:
        try:
            key = sign_pdf.key_from(certificate.path, bytes(certificate.secret))
        finally:
            certificate.secret[:] = bytes(len(certificate.secret))
    made = []
    for path in written.paths:
        drafted = sign_pdf.draft(wallet, path, key)
        out = free(path.parent, f"{path.stem}-signed", path.suffix)
        made.append(sign_pdf.write(wallet, drafted, out))
    return tuple(made)


def _told(signed: tuple[Signed, ...]) -> list[str]:
    said = [
        _("{file} is signed by {signer}.").format(
            file=isolated(each.path.name), signer=isolated(each.signer)
        )
        for each in signed
    ]
    certificate = _("SHA-256 of the certificate, to give apart: {fingerprint}")
    said.append(certificate.format(fingerprint=_in_rows(signed[0].fingerprint)))
    own = _("Its SHA-256, to note down or send apart: {digest}")
    return [*said, *(own.format(digest=_in_rows(each.digest)) for each in signed)]


def _in_rows(digest: str) -> str:
    """Halves of a digest: no narrow card could break it."""
    return "\n" + "\n".join(digest[at : at + 32] for at in range(0, len(digest), 32))
