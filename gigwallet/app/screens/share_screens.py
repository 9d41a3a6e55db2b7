"""Descriptions of screens from hand to hand: given on without anybody's data, and taken in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from gigwallet import ocr
from gigwallet.app.exports.exporting import export
from gigwallet.app.reading import read_text
from gigwallet.app.screens import kept_screens, known_screens
from gigwallet.app.screens.kept_screens import LearntLabel
from gigwallet.app.screens.screen_story import ScreenStory, refuse_own_data, story_of
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.ocr import Template

ENDING = ".toml"
_MOST_BYTES = 256 * 1024
_OURS = re.compile(r"^\s*(format\s*=|\[anchors\])", re.MULTILINE)
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+|^[.\s]+|[.\s]+$')


@dataclass(frozen=True, slots=True)
class Shared:
    """``text`` is all that a file would hold, ``story`` what it says, ``name`` a name for it."""

    text: str
    story: ScreenStory
    name: str


class Change(StrEnum):
    """What taking in a description does to what is known."""

    NEW = "new"  # no screen of this name is known
    LABELS = "labels"  # a known screen gets more labels, and is the same otherwise
    IN_PLACE_OF_PROGRAMS = "in_place_of_programs"
    IN_PLACE_OF_TAUGHT = "in_place_of_taught"
    NOTHING = "nothing"  # all that it says is known


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody else's file holds. ``labels`` are those that a known screen would get."""

    text: str
    story: ScreenStory
    change: Change
    labels: tuple[LearntLabel, ...] = ()


def shared(wallet: Wallet, key: str) -> Shared:
    """A taught screen, or one of the program's with the labels that were learnt, as it can be given
    on: labels, forms and sums, written anew, so that a remark in a file stays behind. Refusals:
    ``screen_not_taught``, ``screen_names_person``, ``screen_template_*``."""
    text = kept_screens.texts(wallet).get(key)
    own = _built_in(wallet, key)
    template = ocr.load_template(text, key) if text is not None else own
    learnt = kept_screens.learnt(wallet)
    if template is None or (text is None and key not in {each.template for each in learnt}):
        raise GigWalletError("screen_not_taught")
    template = replace(known_screens.with_learnt(template, learnt), taught=True)
    refuse_own_data(wallet, template)
    return Shared(ocr.template_text(template), story_of(template), _file_name(template))


def save_shared(wallet: Wallet, key: str, path: Path, *, replace: bool = False) -> Path:
    """Refusals: as ``shared``, and ``file_exists``, ``folder_not_writable``, ``disk_full``."""
    text = shared(wallet, key).text
    return export(wallet, "screen", path, text.encode(), replace=replace)


def offered(wallet: Wallet, path: Path) -> Offered:
    """What a file would teach; nothing is kept. Refusals: those of reading a file,
    ``screen_file_other`` where it is something else, ``screen_template_*`` where it is damaged."""
    try:
        text = read_text(path, most=_MOST_BYTES)
    except GigWalletError as refusal:
        if refusal.code not in ("file_not_text", "file_too_big"):
            raise
        raise GigWalletError("screen_file_other", name=path.name) from refusal
    if not _OURS.search(text):
        raise GigWalletError("screen_file_other", name=path.name)
    template = ocr.load_template(text, path.name)
    text = ocr.template_text(template)
    taught = kept_screens.texts(wallet).get(template.key)
    if taught is not None:
        labels = _beyond(wallet, _loaded(taught), template)
        change = Change.IN_PLACE_OF_TAUGHT
    elif (own := _built_in(wallet, template.key)) is not None:
        labels = _beyond(wallet, own, template)
        change = Change.IN_PLACE_OF_PROGRAMS
    else:
        return Offered(text, story_of(template), Change.NEW)
    if labels is None:
        return Offered(text, story_of(template), change)
    change = Change.LABELS if labels else Change.NOTHING
    return Offered(text, story_of(template), change, labels)


def take_in(wallet: Wallet, offer: Offered) -> str:
    """Know from now on what was offered; the key of its screen. Pictures that it may fit are due to
    be read. Refusals: ``vault_read_only``, ``too_many_templates``, ``too_many_labels``."""
    match offer.change:
        case Change.NOTHING:
            pass
        case Change.LABELS:
            kept_screens.put_learnt(wallet, (*kept_screens.learnt(wallet), *offer.labels))
        case _:
            known_screens.teach(wallet, offer.text, given=True)
    return offer.story.key


def _beyond(
    wallet: Wallet, known: Template | None, given: Template
) -> tuple[LearntLabel, ...] | None:
    """The labels of ``given`` that are new, where it says nothing else that is."""
    if known is None:
        return None
    parts = [LearntLabel.of_part(given.key, each) for each in ocr.added_parts(known, given)]
    try:
        for each in parts:
            known = known_screens.with_one(known, each)
    except GigWalletError:
        return None
    more = ocr.added_labels(known, given)
    if more is None:
        return None
    labels = (LearntLabel(given.key, field, label) for field, label in more)
    learnt = kept_screens.learnt(wallet)
    return tuple(each for each in (*parts, *labels) if each not in learnt)


def _loaded(text: str) -> Template | None:
    try:
        return ocr.load_template(text)
    except GigWalletError:
        return None


def _built_in(wallet: Wallet, key: str) -> Template | None:
    own = known_screens.built_in(wallet.resources)
    return next((each for each in own if each.key == key), None)


def _file_name(template: Template) -> str:
    """A name that every file system takes, whatever the platform is called."""
    return _UNSAFE.sub("-", f"{template.platform} {template.name}")[:80] + ENDING
