"""Labels that no template knows, and that a person's answers or a sum tell the meaning of:
proposed, learnt, taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gigwallet import ocr
from gigwallet.app.screens import kept_screens, known_screens
from gigwallet.app.screens.kept_screens import LearntLabel
from gigwallet.app.screens.screen_pixels import crops_of
from gigwallet.app.screens.screen_storing import decided
from gigwallet.app.screens.screen_story import FieldStory, refuse_own_data, story_of
from gigwallet.app.screens.teach_screens import PAY_MEANINGS
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField

__all__ = [
    "LearntLabel",
    "Proposed",
    "as_paid_for",
    "crop_of",
    "decline",
    "learn",
    "learnt",
    "proposed",
    "unlearn",
]

# What an amount of a screen can be paid for, or taken off for, as a rider would say.
PAID_FOR = tuple(PAY_MEANINGS.values())
# On how many screens a label is confirmed before it is learnt without being looked at once more.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Proposed:
    """``label`` stands on ``times`` screens; the latest of them is ``exhibit``, where ``shown`` is
    that field as read. ``means``: the field that the person confirmed beside it; an app has changed
    its wording, or OCR reads it so; with ``adds_up`` nobody confirmed it, and the other amounts
    come to just the one beside it. ``means`` None: the amount beside it is what the sum ``adds_up``
    lacks, and what it is paid for is for the person to say."""

    label: LearntLabel
    platform: str
    kind: str
    means: FieldStory | None
    adds_up: str
    times: int
    exhibit: ExhibitId
    shown: ScreenField


def proposed(wallet: Wallet) -> tuple[Proposed, ...]:
    """Those that were confirmed first, then those that a sum lacks, most often seen first; without
    those that were declined or can never be learnt."""
    templates = known_screens.known(wallet)
    stored = [each for each in wallet.vault.screens.all() if each[1].reading.template]
    readings = [decided(wallet, exhibit, each.reading, templates) for exhibit, each in stored]
    stories = {each.key: (each, story_of(each)) for each in templates}
    declined = {(each.template, each.field, each.label) for each in kept_screens.declined(wallet)}
    told: tuple[ocr.Variant | ocr.Lacking, ...] = (
        *ocr.variants(readings, templates),
        *ocr.lacking(readings, templates),
    )
    found = []
    for each in told:
        label = _label(each)
        template, story = stories[each.template]
        asked = (label.template, label.field, label.label) not in declined
        if asked and _can_be_learnt(template, label):
            found.append(
                Proposed(
                    label=label,
                    platform=story.platform,
                    kind=story.kind,
                    means=next((f for f in story.fields if f.name == label.field), None),
                    adds_up=_adds_up(template, each, label),
                    times=each.times,
                    exhibit=stored[each.at][0],
                    shown=each.shown,
                )
            )
    return tuple(found)


def _label(found: ocr.Variant | ocr.Lacking) -> LearntLabel:
    if isinstance(found, ocr.Lacking):
        return LearntLabel.of_part(found.template, found.part)
    return LearntLabel(found.template, found.field, found.label)


def _adds_up(template: ocr.Template, found: ocr.Variant | ocr.Lacking, label: LearntLabel) -> str:
    """What the sum is called that the amount is a part of, or is; empty for a field that a person
    confirmed."""
    if isinstance(found, ocr.Variant):
        total = template.rule(found.field) if found.summed else None
        return _called(total)
    rules = (each for each in template.sums if label.part and each.name == label.part.rule)
    return _called(next((template.rule(each.total) for each in rules), None))


def _called(total: ocr.FieldRule | None) -> str:
    return (total.labels[0] if total.labels else total.name) if total is not None else ""


def crop_of(wallet: Wallet, offer: Proposed) -> bytes:
    """The row of the picture that shows the label, as PNG; empty where the original is gone."""
    said = wallet.vault.exhibits.get(offer.exhibit).exhibit
    return crops_of(wallet, offer.exhibit, said, (offer.shown,))[0]


def learn(wallet: Wallet, label: LearntLabel) -> None:
    """Let its screen be read with this label too; its pictures are due to be read again. Refusals:
    ``screen_template_clash``, ``screen_template_no_such_field``, ``teaching_label_private``,
    ``screen_names_person``, ``screen_not_known``, ``too_many_labels``, ``vault_read_only``."""
    _may_write(wallet)
    templates = known_screens.described(wallet)
    template = next((each for each in templates if each.key == label.template), None)
    if template is None:
        raise GigWalletError("screen_not_known", which=label.template)
    refuse_own_data(wallet, known_screens.with_one(template, label))
    known = kept_screens.learnt(wallet)
    if label not in known:
        kept_screens.put_learnt(wallet, (*known, label))


def learn_sure(wallet: Wallet) -> tuple[Proposed, ...]:
    """Learn those that were confirmed on two screens or more, and of which nothing is left to be
    said; what a sum alone says is for the person to confirm. Refusals: as ``learn``."""
    sure = tuple(
        each
        for each in proposed(wallet)
        if each.means and not each.adds_up and each.times >= ENOUGH
    )
    for each in sure:
        learn(wallet, each.label)
    return sure


def decline(wallet: Wallet, label: LearntLabel) -> None:
    """It is not what the field is called: it is not proposed again. Refusal:
    ``vault_read_only``."""
    _may_write(wallet)
    known = kept_screens.declined(wallet)
    if label not in known:
        kept_screens.put_declined(wallet, (*known, label)[-kept_screens.MOST_LEARNT :])


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


def as_paid_for(label: LearntLabel, pay: PayCategory) -> LearntLabel:
    """A new amount as the person says what it is paid for."""
    if label.part is None:
        return label
    return LearntLabel.of_part(label.template, replace(label.part, pay=pay))


def _can_be_learnt(template: ocr.Template, label: LearntLabel) -> bool:
    """Not where another field is called so: it would move money from one to the other."""
    try:
        known_screens.with_one(template, label)
    except GigWalletError:
        return False
    return True


def _may_write(wallet: Wallet) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
