"""Profiles of tables and templates of papers, kept in the vault under their names."""

from __future__ import annotations

import json
from typing import Any

from gigwallet.app.intake import taught_form
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import PaperTemplate, TableProfile, Taught

_TABLES, _PAPERS = "taught_tables", "taught_papers"
_MOST = 200


def taught(wallet: Wallet) -> Taught:
    """All of it, as importers are handed it, by name. What another version wrote and this one does
    not understand is left out, and kept."""
    tables = (_understood(each) for each in _stored(wallet, _TABLES).values())
    papers = (_understood(each) for each in _stored(wallet, _PAPERS).values())
    return Taught(
        tuple(each for each in tables if isinstance(each, TableProfile)),
        tuple(each for each in papers if isinstance(each, PaperTemplate)),
    )


def keep(wallet: Wallet, lesson: TableProfile | PaperTemplate) -> bool:
    """Under its name; True where that replaced another of the kind. Refusals: ``vault_read_only``,
    ``taught_too_many``."""
    if isinstance(lesson, TableProfile):
        return _put(wallet, _TABLES, lesson.name, taught_form.table_form(lesson))
    return _put(wallet, _PAPERS, lesson.name, taught_form.paper_form(lesson))


def remove(wallet: Wallet, name: str, *, paper: bool) -> None:
    """Refusals: ``vault_read_only``, ``taught_unknown``."""
    _may_write(wallet)
    key = _PAPERS if paper else _TABLES
    stored = _stored(wallet, key)
    if stored.pop(name, None) is None:
        raise GigWalletError("taught_unknown", name=name)
    _write(wallet, key, stored)


def exported(wallet: Wallet, name: str, *, paper: bool) -> str:
    """The text of a file that another person can import. Refusal: ``taught_unknown``."""
    form = _stored(wallet, _PAPERS if paper else _TABLES).get(name)
    if form is None:
        raise GigWalletError("taught_unknown", name=name)
    return taught_form.written(form)


def imported(wallet: Wallet, text: str) -> TableProfile | PaperTemplate:
    """Keeps what a file holds. Refusals: ``taught_file_wrong`` and what ``keep`` refuses."""
    lesson = lesson_of(text)
    keep(wallet, lesson)
    return lesson


def lesson_of(text: str) -> TableProfile | PaperTemplate:
    """What a file holds. Refusal: ``taught_file_wrong``."""
    said = taught_form.read(text)
    if said["kind"] == taught_form.TABLE:
        return taught_form.table_of(said)
    return taught_form.paper_of(said)


def _understood(form: object) -> TableProfile | PaperTemplate | None:
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


def _put(wallet: Wallet, key: str, name: str, form: dict[str, Any]) -> bool:
    # Any: a document of JSON
    _may_write(wallet)
    stored = _stored(wallet, key)
    known = name in stored
    if not known and len(stored) >= _MOST:
        raise GigWalletError("taught_too_many", most=_MOST)
    _write(wallet, key, {**stored, name: form})
    return known


def _write(wallet: Wallet, key: str, stored: dict[str, Any]) -> None:  # Any: documents of JSON
    wallet.vault.settings.put(key, json.dumps(stored, ensure_ascii=False))


def _may_write(wallet: Wallet) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
