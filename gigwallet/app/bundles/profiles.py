"""The forms of bundle that there are, and the one that a case takes unless another is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.profile import BundleProfile, Order

PLAIN = "eu_plain"


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """``title`` and ``about`` are in the language that was asked for; ``language`` is the one that
    such a bundle is in unless another is chosen. A volume has at most ``volume_pages`` and
    ``volume_megabytes`` (0: as many as there are). ``by_day``: exhibits stand in the order of their
    days within each group, whatever order they were put in."""

    name: str
    title: str
    about: str
    language: str
    volume_pages: int = 0
    volume_megabytes: int = 0
    by_day: bool = False


def profiles(resources: Path, language: str) -> tuple[ProfileChoice, ...]:
    """All forms, in the order in which a list shows them."""
    found = []
    for one in profile_reading.load_all(resources):
        words = captions.load(resources, language, one.name)
        found.append(
            ProfileChoice(
                one.name,
                words("called"),
                words("about"),
                one.language,
                one.volume_pages,
                one.volume_megabytes,
                one.order is Order.DAY,
            )
        )
    return tuple(found)


def profile_named(resources: Path, name: str) -> BundleProfile:
    """Refusals: ``bundle_profile_missing``, ``bundle_profile_wrong``."""
    return profile_reading.load(resources, name)


def first_choice(resources: Path, currency: str) -> str:
    """The form of a place where people are paid in ``currency``; the plain one where none is."""
    known = profile_reading.load_all(resources)
    return next((one.name for one in known if currency in one.currencies), PLAIN)
