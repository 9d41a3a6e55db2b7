"""Which exhibits a case shows, in which order and with which words, kept from visit to visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gigwallet.app.bundles import build_bundle, file_choices
from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem
from gigwallet.app.bundles.file_choices import FileChoices
from gigwallet.app.bundles.profiles import profiles
from gigwallet.app.letters.wanted import WantedLetter
from gigwallet.app.wallet import Wallet
from gigwallet.domain.case import Case, ChosenExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import CaseId, EngagementId, ExhibitId

# Each with the engagement behind it.
_EVERYTHING = "evidence.everything."  # the case of no chosen period
_FORM = "evidence.form."  # the form of file that was chosen last, for files yet to come
_SHOWN = "evidence.shown."  # which exhibits the board shows
_FOLDED = "evidence.chronology_folded."


@dataclass(frozen=True, slots=True)
class Arranged:
    """``chosen`` is what the program chose; ``draft`` the same with what the person said laid over
    it: replace its items to edit. ``letter`` is the one that goes in; it must be made for the draft
    first. ``case`` is None until something was kept. ``lost`` counts exhibits that the person had
    chosen and that are no longer to be had."""

    asked: Period | None
    chosen: BundleDraft
    draft: BundleDraft
    letter: WantedLetter | None = None
    case: CaseId | None = None
    lost: int = 0


@dataclass(frozen=True, slots=True)
class BoardView:
    """What the board shows of its exhibits (in the window's own word, empty where nobody ever
    said), and whether the chronology stands beside it."""

    shown: str = ""
    chronology: bool = True


def arranged(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "zh",
    job: Job | None = None,
) -> Arranged:
    """The evidence as it was left. What came since stands left out at the end of its group: nothing
    slips into a file that a person has arranged. Refusals: as ``build_bundle.prepare``."""
    chosen = build_bundle.prepare(wallet, engagement, period, language, job)
    case = _kept(wallet, engagement, period, chosen.period)
    said = file_choices.read(wallet, case) or FileChoices()
    forms = {each.name for each in profiles(wallet.resources, chosen.language)}
    form = said.profile if said.profile in forms else wallet.vault.settings.get(_FORM + engagement)
    chosen = replace(said, profile=form if form in forms else "").onto(chosen)
    if case is None:
        return Arranged(period, chosen, chosen)
    items, lost = _laid_over(chosen.items, wallet.vault.cases.get(case).exhibits)
    return Arranged(period, chosen, replace(chosen, items=items), said.letter, case, lost)


def keep(wallet: Wallet, arrangement: Arranged) -> Arranged:
    """Store it as a case of the vault, with what was chosen for its file; the same again stores
    nothing, also where the first time was not heard of (``case`` is still None). Only words that
    the person wrote are kept: what the program said is said anew, in the language of the day."""
    draft, cases = arrangement.draft, wallet.vault.cases
    case = Case(
        engagement_id=draft.engagement,
        title=draft.title,
        period=draft.period,
        respondents=draft.respondents,
        exhibits=tuple(_said(arrangement.chosen.items, draft.items)),
        language=draft.language,
        prepared_on=draft.prepared_on,
    )
    if draft.profile != arrangement.chosen.profile:
        wallet.vault.settings.put(_FORM + draft.engagement, draft.profile)
        arrangement = replace(
            arrangement, chosen=replace(arrangement.chosen, profile=draft.profile)
        )
    known = arrangement.case or _kept(wallet, draft.engagement, arrangement.asked, draft.period)
    file = FileChoices.of(draft, arrangement.letter)
    if known is not None and _same(cases.get(known), case):
        file_choices.write(wallet, known, file)
        return replace(arrangement, case=known)
    with wallet.vault.transaction():
        if known is None:
            known = cases.add(case)
            if arrangement.asked is None:
                wallet.vault.settings.put(_EVERYTHING + draft.engagement, known)
        else:
            cases.revise(known, case)
        file_choices.write(wallet, known, file)
    wallet.vault.anchor()
    return replace(arrangement, case=known)


def view(wallet: Wallet, engagement: EngagementId) -> BoardView:
    settings = wallet.vault.settings
    return BoardView(settings.get(_SHOWN + engagement), settings.get(_FOLDED + engagement) != "yes")


def keep_view(wallet: Wallet, engagement: EngagementId, seen: BoardView) -> None:
    """It says nothing about the file, so it makes no case."""
    wallet.vault.settings.put(_SHOWN + engagement, seen.shown)
    wallet.vault.settings.put(_FOLDED + engagement, "" if seen.chronology else "yes")


def scope_of(wallet: Wallet, case: CaseId) -> tuple[EngagementId, Period | None]:
    """What to ask ``arranged`` for to see the case. Refusal: ``case_missing``."""
    kept = wallet.vault.cases.get(case)
    everything = wallet.vault.settings.get(_EVERYTHING + kept.engagement_id) == case
    return kept.engagement_id, None if everything else kept.period


def _kept(
    wallet: Wallet, engagement: EngagementId, asked: Period | None, span: Period
) -> CaseId | None:
    """The case of everything stays the same while its span grows with what comes."""
    known = {each.id: each.case for each in wallet.vault.cases.all()}
    if asked is None:
        everything = CaseId(wallet.vault.settings.get(_EVERYTHING + engagement))
        if everything in known:
            return everything
    fitting = [
        id for id, case in known.items() if (case.engagement_id, case.period) == (engagement, span)
    ]
    return fitting[-1] if fitting else None


def _same(one: Case, other: Case) -> bool:
    """Whether they say the same; the day on which it was looked at says nothing."""
    return replace(one, prepared_on=None) == replace(other, prepared_on=None)


def _said(chosen: Iterable[BundleItem], items: Iterable[BundleItem]) -> Iterable[ChosenExhibit]:
    own = {_identity(each): each for each in chosen}
    for item in items:
        if item.included:
            programs = own.get(_identity(item), item)
            yield ChosenExhibit(
                exhibit_id=item.exhibit,
                title="" if item.title == programs.title else item.title,
                purpose="" if item.purpose == programs.purpose else item.purpose,
                group=item.group,
                source=item.source,
                rows=item.rows,
            )


def _identity(item: BundleItem) -> tuple[ExhibitId, tuple[str, ...]]:
    return item.exhibit, item.rows


def _laid_over(
    chosen: Iterable[BundleItem], kept: Iterable[ChosenExhibit]
) -> tuple[tuple[BundleItem, ...], int]:
    offered: dict[ExhibitId, list[BundleItem]] = defaultdict(list)
    for item in chosen:
        offered[item.exhibit].append(item)
    items: list[BundleItem] = []
    lost = 0
    for said in kept:
        found = _fitting(offered[said.exhibit_id], said)
        if found is None:
            lost += 1
            continue
        offered[said.exhibit_id].remove(found)
        items.append(
            replace(
                found,
                title=said.title or found.title,
                purpose=said.purpose or found.purpose,
                source=said.source or found.source,
                group=said.group,
                included=True,
            )
        )
    items += [replace(each, included=False) for own in offered.values() for each in own]
    return tuple(sorted(items, key=lambda each: each.group)), lost


def _fitting(offered: list[BundleItem], said: ChosenExhibit) -> BundleItem | None:
    """The lines of a table that are shown are the program's choice and may have changed since."""
    fitting = [each for each in offered if bool(each.rows) == bool(said.rows)]
    wanted = set(said.rows)
    return max(fitting, key=lambda each: len(wanted & set(each.rows)), default=None)
