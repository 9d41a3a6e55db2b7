"""Redacted copies in an evidence PDF: what stands for an original, and that nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gigwallet.app.bundles.choice import BundleItem
from gigwallet.app.redaction.redact_exhibit import hidden_words
from gigwallet.app.wallet import Wallet
from gigwallet.documents.redaction import gate
from gigwallet.documents.redaction.masked_words import Masked
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit
from gigwallet.domain.job import Job

_SECONDS = 900.0


def shown_file(wallet: Wallet, item: BundleItem) -> Exhibit:
    """What the file is whose pages go in. Refusal: ``redacted_copy_missing``: an original that was
    redacted is never shown because its copy is gone."""
    known = wallet.vault.exhibits
    if item.hidden is None:
        return known.get(item.exhibit).exhibit
    try:
        copy = known.get(item.shown)
    except GigWalletError as gone:
        raise GigWalletError("redacted_copy_missing", name=item.name) from gone
    if not copy.present:
        raise GigWalletError("redacted_copy_missing", name=item.name)
    return copy.exhibit


def refuse_hidden(
    wallet: Wallet, items: Sequence[BundleItem], written: Path, job: Job | None = None
) -> None:
    """``redacted_text_in_bundle`` where the finished file says anything of what a redacted exhibit
    in it hides: in a title, another exhibit, a line of a table, a name, a stream."""
    hidden = [each for each in items if each.hidden is not None]
    if not hidden:
        return
    (job or Job()).report(0, None, "checking")
    words = tuple(
        Masked(place, text)
        for place, each in enumerate(hidden, start=1)
        if each.hidden is not None
        for text in hidden_words(wallet, each.hidden)
    )
    found = wallet.isolation.run(first_hidden, written, words, seconds=_SECONDS)
    if found:
        raise GigWalletError("redacted_text_in_bundle", name=hidden[found - 1].title)


def first_hidden(written: Path, words: tuple[Masked, ...]) -> int:
    """The number of the first text that the PDF still says; 0 for none."""
    needles = Needles(words)
    for text in gate.texts_in(written):
        if mask := needles.of(text):
            return mask
    for blob in gate.blobs_in(written, pixels=False):
        if mask := gate.in_blob(needles, blob):
            return mask
    return 0
