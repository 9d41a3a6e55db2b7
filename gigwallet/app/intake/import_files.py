"""Import: read files apart, show what they hold, store original, rows and log leaf together."""

from __future__ import annotations

import json
import secrets
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigwallet.app.intake.import_outcome import FileOutcome, FilePreview, ImportOutcome
from gigwallet.app.intake.import_placing import beside
from gigwallet.app.intake.import_reading import ReadOriginal, read_original
from gigwallet.app.intake.import_storing import Arrival, store_original
from gigwallet.app.intake.keep_taught import taught
from gigwallet.app.reading import named, walked
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route
from gigwallet.domain.imported import ImportId
from gigwallet.domain.job import Job
from gigwallet.domain.reading import EngagementHint
from gigwallet.domain.recorded import EngagementId
from gigwallet.tabular import placing
from gigwallet.vault.bringing_in import BringingIn, bringing_in

__all__ = ["FileOutcome", "FilePreview", "ImportOutcome", "Preview", "commit", "import_files"]

_PAYERS = "payers"
_FALLBACK_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Preview:
    """Files that were read and not stored, none of whose rows are kept. ``files`` is for the
    screen: one entry per file, or per member of an archive."""

    files: tuple[FilePreview, ...]
    originals: tuple[ReadOriginal, ...] = field(default=(), repr=False)

    @property
    def suggested_payers(self) -> frozenset[str]:
        """What the screen ticks beforehand."""
        return frozenset(
            payer.name
            for file in self.files
            for payer in file.payers
            if payer.suggested or payer.confirmed
        )


def preview(
    wallet: Wallet,
    paths: Sequence[Path],
    job: Job,
    passwords: Mapping[str, bytearray] | None = None,
) -> Preview:
    """Reads; stores nothing. ``passwords``: path or name of a file -> password of that archive
    (``""`` -> one for all that ask). Each file stands alone: one that is refused carries its
    ``error``."""
    known = wallet.vault.engagements.all()
    zone = known[0].engagement.zone if known else _FALLBACK_ZONE
    confirmed, explained = _confirmed(wallet), taught(wallet)
    files = walked(paths, apart=True)
    originals: list[ReadOriginal] = []
    previews: list[FilePreview] = []
    for done, path in enumerate(files):
        job.report(done, len(files), "reading", path.name)
        original = read_original(
            wallet.isolation, path, passwords or {}, zone, _inside(path, paths), job, explained
        )
        originals.append(original)
        previews += (replace(each, path=path) for each in _previews(original, confirmed))
    unsaid = _unsaid(originals, [each.engagement for each in known])
    previews = [replace(each, unsaid=unsaid.get((each.path, each.member))) for each in previews]
    job.report(len(files), len(files), "reading")
    return Preview(tuple(previews), tuple(originals))


def commit(
    wallet: Wallet,
    read: Preview,
    payers: frozenset[str],
    engagement: EngagementId | None,
    job: Job,
    *,
    route: Route = Route.DROPPED,
) -> ImportOutcome:
    """Stores what was looked at, reading it once more, each file whole or not at all; others write
    meanwhile, and wait for a moment only. ``payers`` are those that the person confirmed;
    ``engagement`` None: as the files say. ``Cancelled`` leaves whole files stored and none in part.
    ``vault_read_only`` raises; other refusals stand in the file's ``error``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    _confirm(wallet, payers)
    said = beside(hint for one in read.originals for file in one.files for _, hint in file.hints)
    arrival = Arrival(ImportId(secrets.token_hex(16)), route, said)
    outcomes: dict[Path, list[FileOutcome]] = {}
    changed: set[str] = set()
    try:
        with bringing_in(wallet.vault) as coming:
            inner = replace(wallet, vault=coming.vault)
            for done, original in enumerate(sorted(read.originals, key=_turn)):
                job.report(done, len(read.originals), "storing", original.path.name)
                job.checkpoint()
                made, touched = _stored(inner, coming, original, payers, engagement, arrival, job)
                told = (replace(each, path=original.path) for each in made)
                outcomes.setdefault(original.path, []).extend(told)
                changed |= touched
    finally:
        # What is stored counts even where its head cannot be written now; the next one will be.
        with suppress(GigWalletError):
            wallet.vault.anchor()
    job.report(len(read.originals), len(read.originals), "storing")
    in_order = dict.fromkeys(each.path for each in read.originals)
    return ImportOutcome(
        tuple(file for path in in_order for file in outcomes[path]),
        frozenset(changed),
        frozenset(payer.name for file in read.files for payer in file.payers),
    )


def import_files(
    wallet: Wallet,
    paths: Sequence[Path],
    job: Job,
    *,
    payers: frozenset[str] = frozenset(),
    passwords: Mapping[str, bytearray] | None = None,
    engagement: EngagementId | None = None,
) -> ImportOutcome:
    """Preview and commit at once, for the command line. Payers that were confirmed at an earlier
    import are confirmed still."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    read = preview(wallet, paths, job, passwords)
    confirmed = payers | _confirmed(wallet)
    return commit(wallet, read, confirmed, engagement, job, route=Route.COMMAND_LINE)


def _stored(
    wallet: Wallet,
    coming: BringingIn,
    original: ReadOriginal,
    payers: frozenset[str],
    engagement: EngagementId | None,
    arrival: Arrival,
    job: Job,
) -> tuple[list[FileOutcome], frozenset[str]]:
    name = original.path.name
    if original.error is not None:
        return [FileOutcome(name, error=original.error)], frozenset()
    try:
        return store_original(wallet, coming, original, payers, engagement, arrival, job)
    except GigWalletError as refusal:
        return [FileOutcome(name, error=named(refusal, name))], frozenset()


def _previews(original: ReadOriginal, confirmed: frozenset[str]) -> list[FilePreview]:
    name = original.path.name
    if original.error is not None:
        return [FilePreview(name, error=original.error)]
    return [file.preview(name, confirmed, original.theirs) for file in original.files]


def _unsaid(
    originals: Sequence[ReadOriginal], works: Sequence[Engagement]
) -> dict[tuple[Path | None, str], GigWalletError]:
    """What will be refused because neither the file, nor what came with it, nor the work that is
    known tells whose work it is of or in which currency that was paid."""
    hints = {
        (one.path, file.begun.member): [
            placing.filled(hint, one.theirs)
            if one.theirs and one.theirs.platform == hint.platform
            else hint
            for payer, hint in file.hints
            if hint.platform or not payer  # what an unknown payer sent is no pay until it is said
        ]
        for one in originals
        for file in one.files
    }
    said = beside(hint for each in hints.values() for hint in each)
    defined = [each.engagement for one in originals for f in one.files for each in f.defined]
    works = [*works, *defined]
    paid = {each.platform for each in works} | {name for name in said if said[name].currency}
    found: dict[tuple[Path | None, str], GigWalletError] = {}
    for (path, member), each in hints.items():
        for hint in each:
            refusal = _refused(hint, paid, bool(works or paid))
            if refusal is not None:
                found[path, member] = named(refusal, path.name)
    return found


def _refused(hint: EngagementHint, paid: Container[str], any_work: bool) -> GigWalletError | None:
    if hint.label or hint.account:
        return None
    if not hint.platform:
        return None if any_work else GigWalletError("work_not_said")
    if hint.currency or hint.platform in paid:
        return None
    if hint.sign:
        return GigWalletError("currency_not_said", sign=hint.sign)
    return GigWalletError("work_currency_not_said", platform=hint.platform)


def _inside(file: Path, named: Sequence[Path]) -> str:
    """Its path in the folder that the person named; empty for a file that was named itself."""
    folders = (each for each in named if each != file and file.is_relative_to(each))
    return next((file.relative_to(each).as_posix() for each in folders), "")


def _turn(original: ReadOriginal) -> int:
    """Files that define engagements are stored before those that refer to them, files that name
    their zone before those that leave it to the engagement, and last what names no work at all."""
    if any(each.defined for each in original.files):
        return 0
    if any(each.names_zone for each in original.files):
        return 1
    named_work = any(h.platform or h.label for each in original.files for _, h in each.hints)
    return 2 if named_work or not any(each.hints for each in original.files) else 3


def _confirmed(wallet: Wallet) -> frozenset[str]:
    stored = wallet.vault.settings.get(_PAYERS)
    return frozenset(json.loads(stored)) if stored else frozenset()


def _confirm(wallet: Wallet, payers: frozenset[str]) -> None:
    known = _confirmed(wallet)
    if payers - known:
        with wallet.vault.transaction():
            text = json.dumps(sorted(known | payers), ensure_ascii=False)
            wallet.vault.settings.put(_PAYERS, text)
