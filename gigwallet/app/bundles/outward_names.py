"""What exhibits are called in anything that leaves the vault."""

from __future__ import annotations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.recorded import ExhibitId


def outward_names(wallet: Wallet) -> dict[ExhibitId, str]:
    """What the person calls each, else its file's name. A redacted original goes by the names of
    its copy: its own may say what is masked."""
    vault = wallet.vault
    names = {each.id: each.exhibit.label or each.exhibit.name for each in vault.exhibits.all()}
    for each in vault.redactions.all():
        if each.copy_id is not None:
            names[each.exhibit_id] = names.get(each.copy_id, each.exhibit_id[:8])
    return names
