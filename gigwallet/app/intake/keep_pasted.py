"""A picture from the clipboard into the vault, as the clipboard gave it."""

from __future__ import annotations

import hashlib

from gigwallet.app.intake.import_reading import small_picture
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.recorded import ExhibitId
from gigwallet.pages import MAX_BYTES, sniff

_IMPORTER = "any_exhibit"


def keep_pasted(wallet: Wallet, picture: bytes) -> tuple[ExhibitId, bool]:
    """Its id, and whether it is new. When it was taken is not known: a clipboard says nothing of
    it, and the moment of pasting is no substitute. Refusals: ``clipboard_holds_no_picture``,
    ``file_too_large``, ``vault_read_only``."""
    media = sniff(picture[:1024])
    if media is None or not media.is_picture:
        raise GigWalletError("clipboard_holds_no_picture")
    if len(picture) > MAX_BYTES:
        raise GigWalletError("file_too_large", limit_mb=MAX_BYTES >> 20)
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    digest = hashlib.sha256(picture).hexdigest()
    shelf = wallet.vault.exhibits
    known = shelf.known(digest)
    if known is not None and shelf.whole(known):
        return known, False
    thumbnail = small_picture(wallet.isolation, picture, media.value)
    now = wallet.clock.now()
    engagements = wallet.vault.engagements.all()
    exhibit = Exhibit(
        name=f"{now:%Y-%m-%d-%H%M%S}.{media.value.rpartition('/')[2]}",
        media_type=media.value,
        size=len(picture),
        sha256=digest,
        added_at=now,
        route=Route.PASTED,
        engagement_id=engagements[0].id if len(engagements) == 1 else None,
        importer=_IMPORTER,
    )
    with wallet.vault.transaction():
        made = shelf.add(exhibit, picture)
        if thumbnail:
            shelf.set_thumbnail(made, thumbnail)
    wallet.vault.anchor()
    return made, True
