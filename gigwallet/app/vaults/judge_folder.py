"""What a person should know about the folder of a vault before trusting it with one."""

from __future__ import annotations

from pathlib import Path

from gigwallet.domain.step import Step
from gigwallet.host import synced_folders
from gigwallet.vault import Journal


def synced_folder(folder: Path) -> str | None:
    """The name of the program that copies this folder to other computers, or None."""
    return synced_folders.service_of(folder)


def journal(folder: Path) -> Journal:
    """In a synced folder no row may wait in a second file that is copied at another moment."""
    return Journal.WAL if synced_folder(folder) is None else Journal.DELETE


def warnings(folder: Path) -> tuple[Step, ...]:
    """``vault_in_synced_folder`` and ``vault_conflict_copy``, where they are so."""
    found = []
    if service := synced_folder(folder):
        found.append(Step("vault_in_synced_folder", {"service": service}))
    if copies := synced_folders.conflict_copies(folder):
        found.append(Step("vault_conflict_copy", {"name": copies[0]}))
    return tuple(found)
