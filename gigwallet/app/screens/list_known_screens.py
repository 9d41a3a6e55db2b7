"""The screens that can be read, for a list: whose, how sure their wording is, how often seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.app.screens import kept_screens, known_screens
from gigwallet.app.screens.kept_screens import LearntLabel
from gigwallet.app.screens.screen_story import ScreenStory, story_of
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import standing_decisions
from gigwallet.domain.screen import Standing
from gigwallet.ocr import Wording

_BY_EYE = (Standing.CONFIRMED, Standing.CORRECTED)


class Origin(StrEnum):
    """Who described it: the program, the person, or somebody whose file the person took in."""

    PROGRAM = "program"
    TAUGHT = "taught"
    GIVEN = "given"


class Sureness(StrEnum):
    """How far its wording is known to be that of the app. CONFIRMED: the person taught it from
    pictures of their own, or compared fields that it read with their pixels. SEEN: written from
    real screens. UNVERIFIED: from public descriptions, and nobody here has checked it yet."""

    CONFIRMED = "confirmed"
    SEEN = "seen"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class KnownScreen:
    """``pictures`` were read with it; on ``confirmed`` of them the person compared a field with its
    pixels. ``replaces``: it stands in place of the program's own."""

    story: ScreenStory
    origin: Origin
    sureness: Sureness
    pictures: int
    confirmed: int
    learnt: tuple[LearntLabel, ...] = ()
    replaces: bool = False

    @property
    def key(self) -> str:
        return self.story.key

    @property
    def may_be_shared(self) -> bool:
        """Whether it says anything that the program of another person does not know by itself."""
        return self.origin is not Origin.PROGRAM or bool(self.learnt)


def known_screens_of(wallet: Wallet) -> list[KnownScreen]:
    """What the person taught or took in first, then the program's own, each by its key."""
    texts, given = kept_screens.texts(wallet), kept_screens.given(wallet)
    labels = kept_screens.learnt(wallet)
    shipped = {each.key for each in known_screens.built_in(wallet.resources)}
    pictures, confirmed = _counted(wallet)
    found = []
    for template in known_screens.described(wallet):
        key = template.key
        origin = Origin.PROGRAM
        if key in texts:
            origin = Origin.GIVEN if key in given else Origin.TAUGHT
        found.append(
            KnownScreen(
                story=story_of(template),
                origin=origin,
                sureness=_sureness(origin, template.wording, confirmed[key]),
                pictures=pictures[key],
                confirmed=confirmed[key],
                learnt=tuple(each for each in labels if each.template == key),
                replaces=origin is not Origin.PROGRAM and key in shipped,
            )
        )
    return sorted(found, key=lambda each: (each.origin is Origin.PROGRAM, each.key))


def _sureness(origin: Origin, wording: Wording, confirmed: int) -> Sureness:
    if origin is Origin.TAUGHT or confirmed:
        return Sureness.CONFIRMED
    return Sureness.SEEN if wording is Wording.SEEN else Sureness.UNVERIFIED


def _counted(wallet: Wallet) -> tuple[Counter[str], Counter[str]]:
    """By template: pictures read with it, and those on which the person compared a field."""
    pictures: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    for exhibit, stored in wallet.vault.screens.all():
        template = stored.reading.template
        if not template:
            continue
        pictures[template] += 1
        holding, _torn = standing_decisions(wallet.vault.screens.decisions(exhibit))
        confirmed[template] += any(
            each.field.template == template and each.standing in _BY_EYE for each in holding
        )
    return pictures, confirmed
