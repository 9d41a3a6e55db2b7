"""Fields that wait for a person: shown with their pixels, confirmed, corrected or struck out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigwallet import ocr
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.screen_pixels import NOT_FOUND, crops_of
from gigwallet.app.screens.screen_storing import decided
from gigwallet.app.screens.state_screens import ReadOutcome, state
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import (
    CopyDecision,
    Decided,
    Decision,
    FieldKey,
    standing_decisions,
)
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import CustomerMark, ScreenField, ScreenReading, Standing
from gigwallet.vault.shelves.screen_shelf import StoredReading

_USABLE = (Standing.CONFIRMED, Standing.CORRECTED)


@dataclass(frozen=True, slots=True)
class Confirm:
    """The pixels say what was read."""


@dataclass(frozen=True, slots=True)
class Correct:
    """The pixels say ``text``: plain, or written as the screen writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The screen does not say this at all."""


Saying = Confirm | Correct | Absent


@dataclass(frozen=True, slots=True)
class ToReview:
    """A field that waits. ``crop`` is a PNG of its row with a margin, empty where the original is
    gone; ``guess`` is what was read, plain, empty where that is not of its kind; ``why`` the stable
    code of its doubt. ``name`` is the exhibit's."""

    exhibit: ExhibitId
    name: str
    template: str
    field: ScreenField
    guess: str
    why: str
    crop: bytes = b""


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many fields wait, were proven, and were decided by a person, on how many screens."""

    screens: int
    waiting: int
    proven: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Settled:
    """After a decision: ``waiting`` fields of that screen, ``others`` that were settled or opened
    with it by arithmetic, and what that changed."""

    waiting: int
    others: int
    outcome: ReadOutcome


def to_review(wallet: Wallet, limit: int = 50, *, crops: bool = True) -> list[ToReview]:
    """Screen by screen, the screen with the least sure field first, and so within it."""
    templates = known_screens.known(wallet)
    open_ = []
    for exhibit, stored in wallet.vault.screens.to_review():
        reading = decided(wallet, exhibit, stored.reading, templates)
        if waiting := (*reading.to_review, *_not_found(wallet, exhibit, reading, templates)):
            open_.append((exhibit, reading, waiting))
    open_.sort(key=lambda each: each[2][0].confidence if each[1].to_review else 1.0)
    found: list[ToReview] = []
    for exhibit, reading, waiting in open_:
        if len(found) >= limit:
            break
        said = wallet.vault.exhibits.get(exhibit).exhibit
        fields = waiting[: limit - len(found)]
        shown = crops_of(wallet, exhibit, said, fields) if crops else [b""] * len(fields)
        found += [
            ToReview(exhibit, said.name, reading.template, field, field.value, field.why, crop)
            for field, crop in zip(fields, shown, strict=True)
        ]
    return found


def _not_found(
    wallet: Wallet, exhibit: ExhibitId, reading: ScreenReading, templates: Sequence[ocr.Template]
) -> tuple[ScreenField, ...]:
    """Fields that such a screen always has and that were not found, as long as the person has not
    said that this one does not show them: without them a sum may prove nothing."""
    template = next((each for each in templates if each.key == reading.template), None)
    if template is None or not reading.missing or not reading.paper.pages:
        return ()
    holding, _torn = standing_decisions(wallet.vault.screens.decisions(exhibit))
    absent = {
        each.field.name
        for each in holding
        if each.standing is Standing.ABSENT and each.field.template == reading.template
    }
    page = reading.paper.pages[0]
    whole = Box(0, 0, page.width, page.height)
    rules = [rule for name in reading.missing if (rule := template.rule(name)) is not None]
    return tuple(
        ScreenField(
            name=rule.name,
            label=rule.labels[0] if rule.labels else rule.name,
            text="",
            value="",
            kind=rule.kind,
            currency=rule.writing.currency,
            box=whole,
            value_box=whole,
            confidence=0.0,
            standing=Standing.REVIEW,
            why=NOT_FOUND,
        )
        for rule in rules
        if rule.name not in absent
    )


def review_counts(wallet: Wallet) -> ReviewCounts:
    """Over all screens that a template fits."""
    templates = known_screens.known(wallet)
    screens = waiting = proven = confirmed = 0
    for exhibit, stored in wallet.vault.screens.all():
        if not (stored.reading.template or stored.reading.list_of):
            continue
        reading = decided(wallet, exhibit, stored.reading, templates)
        standing = [each.standing for each in reading.fields]
        screens += 1
        waiting += standing.count(Standing.REVIEW)
        waiting += len(_not_found(wallet, exhibit, reading, templates))
        proven += standing.count(Standing.ACCEPTED)
        confirmed += sum(standing.count(each) for each in _USABLE)
    return ReviewCounts(screens, waiting, proven, confirmed)


def fields_of(wallet: Wallet, exhibit: ExhibitId) -> ScreenReading:
    """All that was read of one screen, as the person left it. Refusal: ``screen_not_read``."""
    return decided(wallet, exhibit, _stored(wallet, exhibit).reading, known_screens.known(wallet))


def customer_marks(wallet: Wallet, exhibit: ExhibitId) -> tuple[CustomerMark, ...]:
    """Where the picture shows something of a customer, so that a copy can be blacked out there;
    nothing where it was not read: then nobody knows."""
    stored = wallet.vault.screens.get(exhibit)
    return stored.reading.marks if stored else ()


def decide(
    wallet: Wallet, exhibit: ExhibitId, name: str, saying: Saying, *, page: int = 1
) -> Settled:
    """What the person saw. Facts follow at once: what became sure is kept, what was struck out and
    stated nowhere else is removed.

    ``name`` may be one of ``missing``: then there is nothing to confirm. Refusals:
    ``screen_not_read``, ``field_unknown``, ``field_has_no_value`` (type it instead),
    ``field_not_its_form`` (the text is no amount, time... as this field has it).
    """
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    templates = known_screens.known(wallet)
    stored = _stored(wallet, exhibit)
    before = decided(wallet, exhibit, stored.reading, templates)
    field = next((each for each in before.fields if (each.name, each.page) == (name, page)), None)
    decision = _decision(wallet, exhibit, before, field, name, saying, templates)
    with wallet.vault.transaction():
        wallet.vault.screens.decide(exhibit, decision)
        settled = _settled(wallet, exhibit, stored, before, templates)
    wallet.vault.anchor()
    return settled


def take_back(wallet: Wallet) -> tuple[ExhibitId, str] | None:
    """The last decision that still holds is taken back: its field waits again, its facts go as they
    came. Which one it was (its field's name, empty for a pair of pictures); None where there is
    none."""
    last = _last(wallet.vault.screens.all_decisions())
    if last is None:
        return None
    exhibit, said = last
    templates = known_screens.known(wallet)
    stored = wallet.vault.screens.get(exhibit)
    with wallet.vault.transaction():
        wallet.vault.screens.take_back(exhibit, said.field, said.other)
        if stored is not None:
            state(wallet, wallet.vault.exhibits.get(exhibit), stored, templates)
        if said.other is not None:
            _follow(wallet, said.other, templates)
    wallet.vault.anchor()
    return exhibit, said.field.name if said.field else ""


def judge_copy(wallet: Wallet, exhibit: ExhibitId, of: ExhibitId, *, same: bool) -> ReadOutcome:
    """The person says whether ``exhibit`` is the picture ``of`` saved once more. A copy stays an
    exhibit; what only it states is counted once, with the original."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    stored = _stored(wallet, exhibit)
    with wallet.vault.transaction():
        wallet.vault.screens.decide_copy(exhibit, CopyDecision(of, same))
        known = wallet.vault.exhibits.get(exhibit)
        outcome = state(wallet, known, stored, known_screens.known(wallet))
        _follow(wallet, of, known_screens.known(wallet))
    wallet.vault.anchor()
    return outcome


def _follow(wallet: Wallet, exhibit: ExhibitId, templates: Sequence[ocr.Template]) -> None:
    """A copy contradicts nobody any more, and one that is no copy may."""
    stored = wallet.vault.screens.get(exhibit)
    if stored is not None:
        state(wallet, wallet.vault.exhibits.get(exhibit), stored, templates)


def _stored(wallet: Wallet, exhibit: ExhibitId) -> StoredReading:
    stored = wallet.vault.screens.get(exhibit)
    if stored is None:
        raise GigWalletError("screen_not_read")
    return stored


def _decision(
    wallet: Wallet,
    exhibit: ExhibitId,
    reading: ScreenReading,
    field: ScreenField | None,
    name: str,
    saying: Saying,
    templates: Sequence[ocr.Template],
) -> Decision:
    template = next((each for each in templates if each.key == reading.template), None)
    rule = template.rule(name) if template else None
    if field is None and (name not in reading.missing or rule is None):
        raise GigWalletError("field_unknown", which=name)
    key = _key(wallet, exhibit, reading.template, field, name)
    match saying:
        case Absent():
            return Decision(key, Standing.ABSENT)
        case Confirm() if field is not None and field.value:
            return Decision(key, Standing.CONFIRMED, field.value)
        case Correct(text):
            kind = field.kind if field else rule.kind if rule else None
            currency = field.currency if field else rule.writing.currency if rule else ""
            value = ocr.checked_value(kind, currency, text, rule) if kind else ""
            if not value:
                raise GigWalletError("field_not_its_form", text=text)
            return Decision(key, Standing.CORRECTED, value)
    raise GigWalletError("field_has_no_value", which=name)


def _key(
    wallet: Wallet, exhibit: ExhibitId, template: str, field: ScreenField | None, name: str
) -> FieldKey:
    """As it was called at the first decision on it, so that its sayings follow each other."""
    if field is None:
        return FieldKey(template, name)
    for each in wallet.vault.screens.decisions(exhibit):
        if each.field is not None and each.field.means(template, field):
            return each.field
    return FieldKey.of(template, field)


def _settled(
    wallet: Wallet,
    exhibit: ExhibitId,
    stored: StoredReading,
    before: ScreenReading,
    templates: Sequence[ocr.Template],
) -> Settled:
    outcome = state(wallet, wallet.vault.exhibits.get(exhibit), stored, templates)
    after = decided(wallet, exhibit, stored.reading, templates)
    stood = {(each.name, each.page): each.standing for each in before.fields}
    changed = sum(
        stood.get((each.name, each.page), each.standing) != each.standing for each in after.fields
    )
    return Settled(len(after.to_review), max(0, changed - 1), replace(outcome, read=0))


def _last(said: Sequence[tuple[ExhibitId, Decided]]) -> tuple[ExhibitId, Decided] | None:
    """The last one that was not taken back since."""
    back: dict[tuple[ExhibitId, FieldKey | None, ExhibitId | None], int] = {}
    for exhibit, each in reversed(said):
        key = (exhibit, each.field, each.other)
        if each.decision is None:
            back[key] = back.get(key, 0) + 1
        elif back.get(key):
            back[key] -= 1
        else:
            return exhibit, each
    return None
