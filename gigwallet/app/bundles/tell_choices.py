"""What a person's choices for the exhibits of a bundle mean, told before the bundle is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigwallet.app.bundles.build_bundle import BundleDraft, originals_of
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.domain.step import Step
from gigwallet.pages import Media


def tell_choices(wallet: Wallet, draft: BundleDraft) -> tuple[Step, ...]:
    """One sentence for each choice that touches an exhibit of the draft, and for each original that
    is shown although it was redacted; nothing is read for it."""
    bare = (
        Step("choice_original_shown", {"name": each.title})
        for each in draft.items
        if each.included and each.show_original and each.redaction is not None and not each.rows
    )
    return (*bare, *meanings(draft.choices, originals_of(wallet, draft)))


def meanings(choices: ExhibitChoices, files: Sequence[ExhibitFile]) -> Iterator[Step]:
    kinds = {each.media_type for each in files}
    if kinds & {Media.JPEG, Media.PNG, Media.WEBP, Media.HEIC}:
        yield Step("choice_metadata_kept" if choices.keep_metadata else "choice_metadata_removed")
    if Media.PDF in kinds:
        drawn = choices.papers is Papers.DRAWN
        yield Step("choice_papers_drawn" if drawn else "choice_papers_as_they_are")
    if choices.attach_originals:
        along = {
            each.sha256: each.size
            for each in files
            if not (choices.keep_metadata and each.media_type == Media.JPEG)
        }
        size = f"{sum(along.values()) / 1_000_000:.1f} MB"
        yield Step("choice_originals_attached", {"count": str(len(along)), "size": size})
    if not choices.words:
        yield Step("choice_no_words")
