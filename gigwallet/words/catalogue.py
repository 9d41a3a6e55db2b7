"""The gettext door: which language is spoken, and the words of its catalogue."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

# The language a person picks -> the locale that writes its numbers and days.
LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}

# English as places write it that write days otherwise than the window: with the month in full.
REGIONS = ("AU", "GB", "IE", "US")

_current = "en"
_region = ""


def N_(text: str) -> str:  # noqa: N802  gettext's own name for "translate later"
    """Marks a text for the catalogue without translating it yet."""
    return text


def _(text: str) -> str:
    return _catalogue(_current).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return _catalogue(_current).ngettext(one, many, count)


def language() -> str:
    """The code of the language that is spoken now, a key of ``LANGUAGES``."""
    return _current


def spoken() -> str:
    """The language with the place whose English it is, if there is one: ``en-GB``."""
    return f"{_current}-{_region}" if _region else _current


def set_language(code: str) -> None:
    """Speak ``code`` from now on (``en``, or ``en-GB`` as a place writes its days); an unknown code
    speaks English."""
    global _current, _region
    plain, _dash, region = code.partition("-")
    _current = plain if plain in LANGUAGES else "en"
    _region = region if _current == "en" and region in REGIONS else ""


def folder() -> Path:
    """Where the catalogues are: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent.parent / "_translations"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "translations"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    compiled = folder() / code / "LC_MESSAGES" / "gigwallet.mo"
    source = folder() / code / "gigwallet.po"
    if compiled.exists() and not (
        source.exists() and source.stat().st_mtime > compiled.stat().st_mtime
    ):
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    if source.exists():
        return _from_source(source)
    return gettext.NullTranslations()


def _from_source(source: Path) -> gettext.NullTranslations:
    """A checkout in which no catalogue was compiled yet still speaks its languages."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
