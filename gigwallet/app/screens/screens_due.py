"""Which pictures and papers of the vault wait to be read: what was read with what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gigwallet import pages
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.screen_storing import AMBIGUOUS
from gigwallet.app.screens.state_screens import PRIVATE
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, KnownExhibit
from gigwallet.domain.other_spending import BILLS
from gigwallet.domain.recorded import ExhibitId
from gigwallet.importers import app_screen
from gigwallet.ocr.models import engine_name
from gigwallet.vault.shelves.screen_shelf import StoredReading


def waiting(wallet: Wallet) -> list[KnownExhibit]:
    """What was never read, or was read by another engine or with other templates: the latest
    first. What could not be read waits for ``try_again``. Bills of a wallet or a bank, what
    came out of them, and redacted copies are never read."""
    known = wallet.vault.exhibits.all()
    by_id = {each.id: each for each in known}
    read = wallet.vault.screens.read_with()
    marks = Marks.now(wallet)
    # They say less than their originals, which were read.
    redacted = wallet.vault.redactions.copies()
    due = [
        each
        for each in known
        if each.present
        and each.id not in redacted
        and _has_letters(each.exhibit)
        and not _of_a_bill(each, by_id)
        and not marks.are_those_of(each.exhibit, *read.get(each.id, ("", "", ""))[:2])
    ]
    return sorted(due, key=_latest, reverse=True)


def try_again(wallet: Wallet, exhibits: Iterable[ExhibitId] | None = None) -> int:
    """Let what could not be read (all of it by default) wait once more; how many."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    read = wallet.vault.screens.read_with()
    wanted = set(read if exhibits is None else exhibits)
    chosen = [
        each for each in wanted if each in read and read[each][2] not in ("", PRIVATE, AMBIGUOUS)
    ]
    wallet.vault.screens.forget(chosen)
    return len(chosen)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reading of today is made with: the engine, all templates, and each of them."""

    engine: str
    templates: str
    own: Mapping[str, str]

    @classmethod
    def now(cls, wallet: Wallet) -> Marks:
        version, known = app_screen.IMPORTER.version, known_screens.known(wallet)
        own = {each.key: known_screens.mark((each,), version) for each in known}
        return cls(engine_name(), known_screens.mark(known, version), own)

    def of(self, exhibit: Exhibit, template: str = "") -> str:
        """What is kept of the templates with a reading, which ``template`` has fitted."""
        if not exhibit.media_type.startswith("image/"):
            return ""
        return f"{self.templates}/{self.own[template]}" if template else self.templates

    def are_those_of(self, exhibit: Exhibit, engine: str, templates: str) -> bool:
        return (engine, templates.partition("/")[0]) == (self.engine, self.of(exhibit))

    def may_stand(self, before: StoredReading) -> bool:
        """Whether only other templates than its own have changed since."""
        template, was = before.reading.template, before.templates.partition("/")[2]
        same = not template or was == self.own.get(template)
        return before.engine == self.engine and same


def _has_letters(exhibit: Exhibit) -> bool:
    kinds = {each.value for each in pages.Media if each.is_picture}
    return exhibit.media_type in kinds or exhibit.media_type == pages.Media.PDF


def _of_a_bill(known: KnownExhibit, by_id: dict[ExhibitId, KnownExhibit]) -> bool:
    following: KnownExhibit | None = known
    seen: set[ExhibitId] = set()
    while following is not None and following.id not in seen:
        if following.exhibit.importer in BILLS:
            return True
        seen.add(following.id)
        parent = following.exhibit.parent
        following = by_id.get(parent) if parent is not None else None
    return False


def _latest(known: KnownExhibit) -> tuple[float, float]:
    said = known.exhibit
    taken = said.taken_at.utc if said.taken_at else said.added_at
    return taken.timestamp(), said.added_at.timestamp()
