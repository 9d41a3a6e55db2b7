"""Spellings of labels that a person's answers have confirmed, and that a template may learn."""

from __future__ import annotations

from gigwallet import ocr
from gigwallet.app import known_screens
from gigwallet.app.screen_storing import decided
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.ocr import Variant

__all__ = ["Variant", "learn", "suggestions"]


def suggestions(wallet: Wallet) -> tuple[Variant, ...]:
    """Labels that a person confirmed on two screens or more and that their template does not have,
    most often seen first: an app has changed its wording, or OCR reads it so."""
    templates = known_screens.known(wallet)
    readings = [
        decided(wallet, exhibit, stored.reading, templates)
        for exhibit, stored in wallet.vault.screens.all()
        if stored.reading.template
    ]
    return ocr.variants(readings, templates)


def learn(wallet: Wallet, suggested: Variant) -> None:
    """Let its template have this label too, as a taught one; its screens are due to be read again.
    Refusals: ``screen_template_clash``, ``teaching_label_private``, ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    templates = known_screens.known(wallet)
    template = next(each for each in templates if each.key == suggested.template)
    more = ocr.with_label(template, suggested.field, suggested.label)
    known_screens.teach(wallet, ocr.template_text(more))
