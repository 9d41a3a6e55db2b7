"""Labels that a person's answers have confirmed and that no template knows: proposed, learnt, taken
back."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet import ocr
from gigwallet.app import kept_screens, known_screens
from gigwallet.app.kept_screens import LearntLabel
from gigwallet.app.screen_pixels import crops_of
from gigwallet.app.screen_storing import decided
from gigwallet.app.screen_story import FieldStory, refuse_own_data, story_of
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField

__all__ = [
    "LearntLabel",
    "Proposed",
    "crop_of",
    "decline",
    "learn",
    "learnt",
    "proposed",
    "unlearn",
]

MOST_LEARNT = 500
# On how many screens a label is confirmed before it is learnt without being looked at once more.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Proposed:
    """``label`` stands on ``times`` screens where the person confirmed the field ``means``; the
    latest of them is ``exhibit``, where ``shown`` is that field as read. An app has changed its
    wording, or OCR reads it so."""

    label: LearntLabel
    platform: str
    kind: str
    means: FieldStory
    times: int
    exhibit: ExhibitId
    shown: ScreenField


def proposed(wallet: Wallet) -> tuple[Proposed, ...]:
    """Most often seen first, without those that were declined."""
    templates = known_screens.known(wallet)
    stored = [each for each in wallet.vault.screens.all() if each[1].reading.template]
    readings = (decided(wallet, exhibit, each.reading, templates) for exhibit, each in stored)
    declined = set(kept_screens.declined(wallet))
    by_key = {each.key: each for each in templates}
    found = []
    for variant in ocr.variants(readings, templates):
        label = LearntLabel(variant.template, variant.field, variant.label)
        template = by_key[variant.template]
        if label in declined or _clashes(template, label):
            continue
        story = story_of(template)
        means = next(each for each in story.fields if each.name == variant.field)
        exhibit = stored[variant.at][0]
        found.append(
            Proposed(
                label, story.platform, story.kind, means, variant.times, exhibit, variant.shown
            )
        )
    return tuple(found)


def crop_of(wallet: Wallet, offer: Proposed) -> bytes:
    """The row of the picture that shows the label, as PNG; empty where the original is gone."""
    said = wallet.vault.exhibits.get(offer.exhibit).exhibit
    return crops_of(wallet, offer.exhibit, said, (offer.shown,))[0]


def learn(wallet: Wallet, label: LearntLabel) -> None:
    """Let its screen be read with this label too; its pictures are due to be read again. Refusals:
    ``screen_template_clash``, ``teaching_label_private``, ``screen_names_person``,
    ``screen_not_known``, ``too_many_labels``, ``vault_read_only``."""
    _may_write(wallet)
    templates = known_screens.described(wallet)
    template = next((each for each in templates if each.key == label.template), None)
    if template is None:
        raise GigWalletError("screen_not_known", which=label.template)
    refuse_own_data(wallet, ocr.with_label(template, label.field, label.label))
    known = kept_screens.learnt(wallet)
    if len(known) >= MOST_LEARNT:
        raise GigWalletError("too_many_labels", most=MOST_LEARNT)
    if label not in known:
        kept_screens.put_learnt(wallet, (*known, label))


def learn_sure(wallet: Wallet) -> tuple[Proposed, ...]:
    """Learn those that were confirmed on two screens or more. Refusals: as ``learn``."""
    sure = tuple(each for each in proposed(wallet) if each.times >= ENOUGH)
    for each in sure:
        learn(wallet, each.label)
    return sure


def decline(wallet: Wallet, label: LearntLabel) -> None:
    """It is not what the field is called: it is not proposed again. Refusal:
    ``vault_read_only``."""
    _may_write(wallet)
    known = kept_screens.declined(wallet)
    if label not in known:
        kept_screens.put_declined(wallet, (*known, label)[-MOST_LEARNT:])


def learnt(wallet: Wallet) -> tuple[LearntLabel, ...]:
    """In the order in which they were learnt."""
    return kept_screens.learnt(wallet)


def unlearn(wallet: Wallet, label: LearntLabel) -> None:
    """Take a learnt label back; where answers still confirm it, it is proposed again. Refusals:
    ``label_not_learnt``, ``vault_read_only``."""
    _may_write(wallet)
    known = kept_screens.learnt(wallet)
    if label not in known:
        raise GigWalletError("label_not_learnt", label=label.label)
    kept_screens.put_learnt(wallet, (each for each in known if each != label))


def _clashes(template: ocr.Template, label: LearntLabel) -> bool:
    """Another field is called so: nothing that could be learnt."""
    try:
        ocr.with_label(template, label.field, label.label)
    except GigWalletError:
        return True
    return False


def _may_write(wallet: Wallet) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
