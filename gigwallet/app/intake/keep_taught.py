"""Profiles of tables, templates of papers and words of reports, kept in the vault under their
names."""

from __future__ import annotations

import json
from typing import Any

from gigwallet.app.intake import taught_form
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import Lesson, PaperTemplate, ReportWords, TableProfile, Taught

_KEPT: dict[type[Lesson], str] = {
    TableProfile: "taught_tables",
    PaperTemplate: "taught_papers",
    ReportWords: "taught_reports",
}
_MOST = 200


def taught(wallet: Wallet) -> Taught:
    """All of it, as importers are handed it, by name. What another version wrote and this one does
    not understand is left out, and kept."""
    known = [
        lesson
        for key in _KEPT.values()
        for each in _stored(wallet, key).values()
        if (lesson := _understood(each)) is not None
    ]
    return Taught(
        tuple(each for each in known if isinstance(each, TableProfile)),
        tuple(each for each in known if isinstance(each, PaperTemplate)),
        tuple(each for each in known if isinstance(each, ReportWords)),
    )


def keep(wallet: Wallet, lesson: Lesson) -> bool:
    """Under its name; True where that replaced another of the kind. Refusals: ``vault_read_only``,
    ``taught_too_many``."""
    _may_write(wallet)
    key = _KEPT[type(lesson)]
    stored = _stored(wallet, key)
    known = lesson.name in stored
    if not known and len(stored) >= _MOST:
        raise GigWalletError("taught_too_many", most=_MOST)
    _write(wallet, key, {**stored, lesson.name: taught_form.form_of(lesson)})
    return known


def remove(wallet: Wallet, name: str, kind: type[Lesson]) -> None:
    """Refusals: ``vault_read_only``, ``taught_unknown``."""
    _may_write(wallet)
    key = _KEPT[kind]
    stored = _stored(wallet, key)
    if stored.pop(name, None) is None:
        raise GigWalletError("taught_unknown", name=name)
    _write(wallet, key, stored)


def lesson_of(text: str) -> Lesson:
    """What a file holds. Refusal: ``taught_file_wrong``."""
    return taught_form.lesson_of(taught_form.read(text))


def _understood(form: object) -> Lesson | None:
    try:
        return lesson_of(json.dumps(form))
    except GigWalletError:
        return None


def _stored(wallet: Wallet, key: str) -> dict[str, Any]:  # Any: documents of JSON
    try:
        said = json.loads(wallet.vault.settings.get(key, "{}"))
    except ValueError:
        return {}
    return dict(sorted(said.items())) if isinstance(said, dict) else {}


def _write(wallet: Wallet, key: str, stored: dict[str, Any]) -> None:  # Any: documents of JSON
    wallet.vault.settings.put(key, json.dumps(stored, ensure_ascii=False))


def _may_write(wallet: Wallet) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
