"""Import: read files apart, show what they hold, store original, rows and log leaf together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.import_outcome import FileOutcome, FilePreview, ImportOutcome
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Route
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId

__all__ = ["FileOutcome", "FilePreview", "ImportOutcome", "Preview", "commit", "import_files"]


@dataclass(frozen=True, slots=True)
class Preview:
    """Files that were read and not stored. ``files`` is for the screen: one entry per file, or per
    member of an archive."""

    files: tuple[FilePreview, ...]

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
    """Reads; stores nothing. ``passwords``: file name -> password of that archive (``""`` -> one
    for all that ask). Each file stands alone: one that is refused carries its ``error``."""
    raise NotImplementedError


def commit(
    wallet: Wallet,
    read: Preview,
    payers: frozenset[str],
    engagement: EngagementId | None,
    job: Job,
    *,
    route: Route = Route.DROPPED,
) -> ImportOutcome:
    """Stores what was read: one transaction per file. ``payers`` are those that the person
    confirmed; ``engagement`` None: as the files say. ``Cancelled`` leaves whole files stored and
    none in part. Refusals that concern every file (``vault_read_only``, ``disk_full``) raise;
    others stand in the file's ``error``."""
    raise NotImplementedError


def import_files(
    wallet: Wallet,
    paths: Sequence[Path],
    job: Job,
    *,
    payers: frozenset[str] = frozenset(),
    passwords: Mapping[str, bytearray] | None = None,
    engagement: EngagementId | None = None,
) -> ImportOutcome:
    """Preview and commit at once, for the command line."""
    read = preview(wallet, paths, job, passwords)
    return commit(wallet, read, payers, engagement, job, route=Route.COMMAND_LINE)
