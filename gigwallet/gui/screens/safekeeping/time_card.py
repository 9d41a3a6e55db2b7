"""Time stamps: those that came, whom to ask for the next, and every byte that would leave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.seals import stamp_time, time_authorities
from gigwallet.app.seals.export_stamp import export_stamp
from gigwallet.app.seals.root_certificates import read_root
from gigwallet.app.seals.stamp_time import Prepared
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import Authority, KnownTimeStamp, StampVerdict
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.safekeeping.time_authorities_card import TimeAuthoritiesCard
from gigwallet.gui.screens.safekeeping.time_leaving_card import TimeLeavingCard
from gigwallet.gui.screens.safekeeping.time_stamps_card import SHOWN, TimeStampsCard
from gigwallet.gui.shell import ShellContext
from gigwallet.words import _, labels

CHANGED = frozenset({"safety"})


class TimeCard(QWidget):
    """Three cards below one another; the one that sends is there only while a request is shown."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.stamps = TimeStampsCard(self)
        self.authorities = TimeAuthoritiesCard(context, self)
        self.leaving = TimeLeavingCard(self)
        self._judged = _Judged()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.stamps, self.authorities, self.leaving):
            column.addWidget(card)
        self.leaving.hide()
        self.stamps.wanted_out.connect(self._export)
        self.authorities.asked.connect(self._prepare)
        self.authorities.given.connect(self._keep_authority)
        self.authorities.unwanted.connect(self._remove_authority)
        self.leaving.confirmed.connect(self._send)

    def retranslate(self) -> None:
        for card in (self.stamps, self.authorities, self.leaving):
            card.retranslate()

    def refresh(self) -> None:
        wallet = self._context.opened
        judged = self._judged
        self._context.run(lambda _job: _asked(wallet, judged), self._show)

    def _show(self, found: _Found) -> None:
        authorities, known, due = found
        self.authorities.show_authorities(authorities)
        self.stamps.show_stamps(known, due)

    def _keep_authority(self, given: Authority, root: Path | None) -> None:
        wallet = self._context.opened

        def work(_job: object) -> Authority:
            text = read_root(root) if root is not None else given.root
            return time_authorities.put_authority(
                wallet, Authority(given.name, given.url, text, given.algorithm)
            )

        self._context.run(work, self._kept, changes=CHANGED, refused=self.authorities.show_refusal)

    def _kept(self, kept: Authority) -> None:
        self.authorities.close_form()
        self._context.notify(_("Kept: {name}. Nothing was sent.").format(name=kept.name))

    def _remove_authority(self, authority: Authority) -> None:
        if self._context.confirm(
            _("Remove {name}?").format(name=authority.name),
            _("Its time stamps stay, with the root certificate that each was received under."),
            _("Remove"),
        ):
            wallet = self._context.opened
            self._context.run(
                lambda _job: time_authorities.remove_authority(wallet, authority.name),
                changes=CHANGED,
            )

    def _prepare(self, authority: Authority) -> None:
        wallet = self._context.opened
        self._context.run(
            lambda _job: stamp_time.prepare(wallet, authority.name),
            self.leaving.show_prepared,
            changes=CHANGED,
        )

    def _send(self, prepared: Prepared) -> None:
        """The network has a lane of its own: nobody waits for an authority to keep a record."""
        wallet = self._context.opened
        self.leaving.wait(True)
        self._context.run(
            lambda job: stamp_time.ask(prepared, job),
            lambda response: self._store(wallet, prepared, response),
            refused=self._refused,
            lane=Lane.NETWORK,
        )

    def _store(self, wallet: Wallet, prepared: Prepared, response: bytes) -> None:
        def work(_job: object) -> StampVerdict:
            kept = stamp_time.keep(wallet, prepared, response)
            return stamp_time.verify(wallet, kept.id)

        self._context.run(work, self._stored, changes=CHANGED, refused=self._refused)

    def _stored(self, verdict: StampVerdict) -> None:
        self.leaving.forget()
        self.stamps.setFocus()  # there it stands now
        self._context.notify(
            _("The time stamp came and is kept: {grade}.").format(grade=labels.label(verdict.grade))
        )

    def _refused(self, refusal: GigWalletError) -> None:
        self.leaving.wait(False)
        self._context.explain(refusal)

    def _export(self, known: KnownTimeStamp) -> None:
        chosen = self._context.choose_folder(_("Folder in which the time stamp is written"))
        if chosen is None:
            return
        wallet = self._context.opened
        folder = chosen / f"time-stamp-{known.stamp.stamped_at:%Y-%m-%d-%H%M%S}"
        self._context.run(
            lambda _job: export_stamp(wallet, known.id, folder),
            lambda _written: self._context.notify(
                _("Written into {name}, with how to check it.").format(name=folder.name)
            ),
            changes=CHANGED,
        )


_Stamps = list[tuple[KnownTimeStamp, StampVerdict | None]]
_Found = tuple[list[Authority], _Stamps, Step | None]


class _Judged:
    """Verdicts of this window: a stamp does not change, only the roots that are known do. It is
    used in the vault's lane alone."""

    def __init__(self) -> None:
        self._under: list[Authority] = []
        self._known: dict[str, StampVerdict] = {}

    def verdict(self, wallet: Wallet, id: str, authorities: list[Authority]) -> StampVerdict:
        if authorities != self._under:
            self._under, self._known = authorities, {}
        if id not in self._known:
            self._known[id] = stamp_time.verify(wallet, id)
        return self._known[id]


def _asked(wallet: Wallet, judged: _Judged) -> _Found:
    """The newest are judged; older ones are counted."""
    authorities = time_authorities.authorities(wallet)
    known = list(reversed(stamp_time.stamps(wallet)))
    stamps: _Stamps = [
        (each, judged.verdict(wallet, each.id, authorities)) for each in known[:SHOWN]
    ]
    stamps += [(each, None) for each in known[SHOWN:]]
    return authorities, stamps, stamp_time.reminder(wallet)
