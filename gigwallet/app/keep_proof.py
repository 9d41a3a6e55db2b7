"""The picture or PDF that shows a pay rule: kept as an exhibit, known by its id."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gigwallet.app.import_files import import_files
from gigwallet.app.reading import read_bytes
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId, ExhibitId


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
