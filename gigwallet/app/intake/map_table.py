"""A table that nobody knows, explained once by its person: guesses, questions, preview, profile.

The way: ``propose`` a file; show columns and questions; ``answered`` with what the person said;
``preview`` what each line would become; ``save_profile``. From then on every table with the same
columns is read by ``import_files`` without a question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gigwallet.app.intake import keep_taught, taught_form
from gigwallet.app.intake.import_outcome import FilePreview
from gigwallet.app.intake.import_reading import read_original
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.taught import ColumnUse, TableProfile, Taught
from gigwallet.importers.generic_table.proposing import (
    Proposal,
    ProposedColumn,
    Question,
    proposals,
)
from gigwallet.importers.generic_table.showing import ShownLine, shown_lines
from gigwallet.tabular.tables import plain

__all__ = [
    "Proposal",
    "ProposedColumn",
    "Question",
    "ShownLine",
    "TablePreview",
    "answered",
    "preview",
    "profiles",
    "propose",
    "read_profile",
    "save_profile",
]

SHOWN_LINES = 200
_GUESSED_FROM = 4 * 1024 * 1024
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class TablePreview:
    """``file`` is what an import would find, of all lines; ``lines`` shows the first of them."""

    file: FilePreview
    lines: tuple[ShownLine, ...]


def propose(path: Path, *, isolation: Isolation | None = None) -> tuple[Proposal, ...]:
    """One for each table in the file (of a workbook: each sheet). The draft in it holds every
    guess; what its ``questions`` ask is open. Refusals: ``format_unknown``, as ``read_bytes``, as
    workbooks."""
    data = _beginning(read_bytes(path))
    try:
        found: tuple[Proposal, ...] = _apart(isolation).run(
            proposals, path.name, data, seconds=_SECONDS
        )
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    return found


def answered(
    draft: TableProfile, *, name: str, uses: Iterable[ColumnUse] | None = None, **said: str
) -> TableProfile:
    """The draft with what the person said: ``rows``, ``currency``, ``platform``, ``zone``,
    ``decimal``, ``day_order``, ``distance``, ``duration``, ``signs`` as texts of their values.
    Refusals: ``taught_file_wrong`` with the ``field``, ``table_needs_*``."""
    changed = replace(draft, name=name, uses=tuple(draft.uses if uses is None else uses))
    form = {**taught_form.table_form(changed), **said}
    form["platform"] = "_".join(str(form["platform"]).casefold().split())
    return taught_form.table_of(form)


def preview(
    path: Path,
    profile: TableProfile,
    job: Job,
    *,
    zone: str = "UTC",
    isolation: Isolation | None = None,
) -> TablePreview:
    """What an import would make of the file if this profile were kept; stores nothing. ``zone`` is
    that of the engagement. A table that a known format claims shows that format's reading.
    Refusals: as ``read_bytes``, ``format_unknown`` where the table has other columns."""
    apart = _apart(isolation)
    explained = Taught(tables=(profile,))
    original = read_original(apart, path, {}, zone, "", job, explained)
    if original.error is not None:
        raise original.error
    files = [each.preview(path.name, frozenset(), None) for each in original.files]
    try:
        lines: list[ShownLine] = apart.run(
            shown_lines,
            path.name,
            _beginning(read_bytes(path)),
            profile,
            SHOWN_LINES,
            seconds=_SECONDS,
        )
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    return TablePreview(files[0], tuple(lines))


def profiles(wallet: Wallet) -> tuple[TableProfile, ...]:
    """Those that the vault keeps, by name."""
    return keep_taught.taught(wallet).tables


def save_profile(wallet: Wallet, profile: TableProfile) -> bool:
    """Keeps it under its name; True where that replaced another. Refusals: ``taught_file_wrong``,
    ``table_needs_*``, ``vault_read_only``, ``taught_too_many``."""
    return keep_taught.keep(wallet, taught_form.table_of(taught_form.table_form(profile)))


def read_profile(text: str) -> TableProfile:
    """What was handed on of such a profile, or a person changed in it. Refusals:
    ``taught_file_wrong``, ``table_needs_*``."""
    said = taught_form.read(text)
    if said["kind"] != taught_form.TABLE:
        raise GigWalletError("taught_file_wrong", field="kind")
    found = taught_form.table_of(said)
    header = tuple(plain(each) for each in found.header)
    uses = tuple(replace(use, column=plain(use.column)) for use in found.uses)
    return replace(found, header=header, uses=uses)


def _apart(isolation: Isolation | None) -> Isolation:
    return isolation or Surroundings().isolation


def _beginning(data: bytes) -> bytes:
    """Enough to guess from: whole lines of a long text, all of anything else."""
    if len(data) <= _GUESSED_FROM or data[:2] == b"PK" or data.lstrip()[:1] in (b"[", b"{"):
        return data
    end = data.rfind(b"\n", 0, _GUESSED_FROM)
    is_text = end > 0 and b"\0" not in data[:1024]
    return data[: end + 1] if is_text else data
