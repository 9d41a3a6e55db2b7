"""Which formats are read here: what people call each, and how a worker gets such a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from gigwallet.app.screens import known_screens
from gigwallet.importers import all_formats
from gigwallet.ocr.fields.template import Template, Wording
from gigwallet.words import N_, _
from gigwallet.words.labels import platform
from gigwallet.words.paragraph import paragraph

_SCREENS = "app_screen"
# The pages of an app that its templates know, by the kind of the template.
_PAGES = {
    "order": N_("orders"),
    "trip": N_("trips"),
    "day": N_("days"),
    "week": N_("weeks"),
    "month": N_("months"),
}


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """``title`` and ``where`` in the person's language; ``where`` may be empty."""

    name: str
    title: str
    where: str


def known_formats() -> tuple[KnownFormat, ...]:
    """Every format on the shelf, by name."""
    return tuple(
        KnownFormat(
            each.name, _(each.title) if each.title else "", _(each.where) if each.where else ""
        )
        for each in all_formats()
    )


def known_apps() -> tuple[KnownFormat, ...]:
    """Every app whose screenshots are read, by platform, with the pages that are known of it."""
    templates = sorted(known_screens.built_in(), key=lambda each: each.platform)
    by_app = groupby(templates, key=lambda each: each.platform)
    return tuple(_app(key, tuple(own)) for key, own in by_app)


def format_title(name: str) -> str:
    """What people call the format; one that is no longer on the shelf shows its name."""
    title = next((each.title for each in all_formats() if each.name == name), "")
    return _(title) if title else name.replace("_", " ")


def _app(key: str, templates: tuple[Template, ...]) -> KnownFormat:
    where = _("Screenshots of {pages}. Scroll to the end of each page.").format(
        pages=_pages(templates)
    )
    if any(each.wording is not Wording.SEEN for each in templates):
        unseen = _(
            "Their wording was not compared with real screens yet: check what is read, and teach "
            "what is not recognised."
        )
        where = paragraph((where, unseen))
    title = _("{platform}: screenshots").format(platform=platform(key))
    return KnownFormat(f"{_SCREENS}:{key}", title, where)


def _pages(templates: Iterable[Template]) -> str:
    kinds = {each.kind.value for each in templates}
    return ", ".join(_(words) for kind, words in _PAGES.items() if kind in kinds)
