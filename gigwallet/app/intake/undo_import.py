"""Imports: what came together, and taking one of them back as a whole."""

from __future__ import annotations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.imported import Imported, InUse, Undone
from gigwallet.vault.undoing import Undo

__all__ = ["Imported", "InUse", "Undone", "find_import", "imports", "in_use", "undo_import"]


def imports(wallet: Wallet) -> list[Imported]:
    """Those that are not undone, the latest first."""
    return wallet.vault.imports.all()[::-1]


def find_import(wallet: Wallet, which: str) -> Imported:
    """The import whose id begins so. Refusal: ``import_unknown``."""
    found = [each for each in imports(wallet) if which and each.id.startswith(which)]
    if len(found) != 1:
        raise GigWalletError("import_unknown")
    return found[0]


def in_use(wallet: Wallet, imported: Imported) -> InUse:
    """What its person did with what it brought, and would lose."""
    return _undo(wallet, imported).in_use()


def undo_import(wallet: Wallet, imported: Imported, *, force: bool = False) -> Undone:
    """Takes it back, in one transaction: facts and spans that nothing else states, originals that
    nothing else brought, engagements that imports made and on which nothing hangs any more.
    Refusals: ``import_in_use`` (names what would be lost; ``force`` loses it), ``import_unknown``
    where it was undone meanwhile, ``import_under_way`` while another one is being stored, which may
    state the same facts."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    with wallet.vault.transaction():
        wallet.vault.refuse_while_bringing_in()
        undo = _undo(wallet, imported)
        used = undo.in_use()
        if used and not force:
            raise GigWalletError(
                "import_in_use",
                id=imported.id[:8],
                changed=used.changed,
                decided=used.decided,
                described=used.described,
                cases=used.cases,
                rules=used.rules,
            )
        done = undo.do()
    wallet.vault.anchor()
    return done


def _undo(wallet: Wallet, imported: Imported) -> Undo:
    known = {each.id: each for each in wallet.vault.imports.all()}
    if imported.id not in known:
        raise GigWalletError("import_unknown")
    others = [each for each in known.values() if each.id != imported.id]
    return Undo(wallet.vault, known[imported.id], others)
