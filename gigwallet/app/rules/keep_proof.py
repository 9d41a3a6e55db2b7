"""The picture or PDF that shows a pay rule: kept as an exhibit, known by its id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gigwallet.app.intake.import_files import commit, import_files, preview
from gigwallet.app.reading import read_bytes
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.pages import sniff


def proof_of(wallet: Wallet, file: Path, engagement: EngagementId) -> ExhibitId:
    """The file's exhibit, stored now if it was not before. Refusals: as an import's."""
    digest = hashlib.sha256(read_bytes(file)).hexdigest()
    outcome = import_files(wallet, [file], Job(), engagement=engagement)
    for each in outcome.files:
        if each.error is not None:
            raise each.error
    known = wallet.vault.exhibits.known(digest)
    if known is None:
        raise GigWalletError("file_changed", name=file.name)
    return known


def picture_of_rule(
    wallet: Wallet, file: Path, engagement: EngagementId | None, job: Job
) -> ExhibitId:
    """As ``proof_of``, for a file that somebody wants to see beside a form: a picture or a PDF, or
    ``proof_not_shown``. One that is known already is not read again."""
    data = read_bytes(file)
    if sniff(data[:1024]) is None:
        raise GigWalletError("proof_not_shown", name=file.name)
    known = wallet.vault.exhibits.known(hashlib.sha256(data).hexdigest())
    if known is not None:
        return known
    read = preview(wallet, [file], job)
    outcome = commit(wallet, read, frozenset(), engagement, job, route=Route.DROPPED)
    for each in outcome.files:
        if each.error is not None:
            raise each.error
    known = wallet.vault.exhibits.known(hashlib.sha256(data).hexdigest())
    if known is None:
        raise GigWalletError("file_changed", name=file.name)
    return known
