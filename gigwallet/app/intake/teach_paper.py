"""The payslip of a firm, shown once: labels and values on one example become a template.

The way: ``look_at_paper`` gives every word with its box, for a screen on which the person points;
``learn_paper`` makes the template of a ``Lesson``; ``preview_paper`` shows what it reads of any
paper; ``save_template`` keeps it. From then on such a paper is read by ``import_files``, and scans
and photos of it by ``read_screens``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from gigwallet.app.intake import keep_taught, taught_form
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.screens import state_screens
from gigwallet.app.screens.read_apart import read_apart
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reading import Reading
from gigwallet.domain.statement import StatementKind
from gigwallet.domain.taught import PaperRole, PaperTemplate, Taught
from gigwallet.importers.own_paper import IMPORTER
from gigwallet.importers.own_paper.learning import Lesson, Pointed, learn
from gigwallet.pages import sniff

__all__ = [
    "Lesson",
    "Pointed",
    "learn_paper",
    "lesson_of",
    "look_at_paper",
    "preview_paper",
    "read_template",
    "save_template",
    "templates",
]

_SECONDS = 240.0

R = TypeVar("R")


def look_at_paper(path: Path, *, isolation: Isolation | None = None) -> Paper:
    """Every word of a PDF, or what OCR reads of a scan or a photo. Refusals: as ``read_bytes``,
    ``pdf_*``, ``picture_*``; ``paper_expected`` for any other file."""
    return _apart(words_apart, path, isolation)


def learn_paper(path: Path, lesson: Lesson, *, isolation: Isolation | None = None) -> PaperTemplate:
    """The template that reads this example as the person did. Refusals: as ``look_at_paper`` and
    ``own_paper.learning.learn``."""
    return _apart(learn_apart, path, isolation, lesson)


def preview_paper(
    path: Path, template: PaperTemplate, *, isolation: Isolation | None = None
) -> tuple[Reading, ...]:
    """What an import would read of this paper by this template: rows, printed totals, and
    rejections that name the label which is not as it was. Refusals: as ``look_at_paper``,
    ``format_unknown`` for a paper of another firm."""
    return _apart(preview_apart, path, isolation, template)


def words_apart(data: bytes, name: str) -> Paper:
    """Runs in the other process."""
    media = sniff(data[:1024])
    if media is None:
        raise GigWalletError("paper_expected", name=name)
    return read_apart(data, media.value, name, ()).reading.paper


def learn_apart(data: bytes, name: str, lesson: Lesson) -> PaperTemplate:
    """Runs in the other process."""
    return learn(words_apart(data, name), lesson)


def preview_apart(data: bytes, name: str, template: PaperTemplate) -> tuple[Reading, ...]:
    """Runs in the other process."""
    own = IMPORTER.knowing(Taught(papers=(template,)))
    return tuple(own.read_paper(name, words_apart(data, name)))


def _apart(
    function: Callable[..., R], path: Path, isolation: Isolation | None, *arguments: object
) -> R:
    data = read_bytes(path)
    apart = isolation or Surroundings().aside
    try:
        return apart.run(function, data, path.name, *arguments, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal


def lesson_of(text: str) -> Lesson:
    """The lesson that a file of fields holds: ``name``, ``platform``, ``anchors`` (texts), and
    ``fields`` of ``role``, ``label``, ``value``; where the example does not tell them ``currency``,
    ``zone``, ``decimal``, ``day_order``, ``statement``. Refusal: ``taught_file_wrong``."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as torn:
        raise GigWalletError("taught_file_wrong", field="JSON") from torn
    if not isinstance(said, dict):
        raise GigWalletError("taught_file_wrong", field="JSON")
    fields, anchors = said.get("fields"), said.get("anchors")
    for what, found in (("fields", fields), ("anchors", anchors)):
        if not isinstance(found, list) or len(found) > taught_form.MOST_ENTRIES:
            raise GigWalletError("taught_file_wrong", field=what)
    try:
        return Lesson(
            name=_text(said, "name"),
            platform=_text(said, "platform"),
            anchors=tuple(str(each) for each in anchors or ()),
            fields=tuple(
                Pointed(PaperRole(each["role"]), str(each["label"]), str(each["value"]))
                for each in fields or ()
            ),
            currency=_text(said, "currency"),
            zone=taught_form.zone_of(said),
            decimal=_one_of(said, "decimal", "", "point", "comma"),
            day_order=_one_of(said, "day_order", "", "ymd", "dmy", "mdy"),
            kind=StatementKind(said.get("statement", StatementKind.PAYSLIP)),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise GigWalletError("taught_file_wrong", field="fields") from wrong


def _text(said: dict[str, Any], name: str) -> str:  # Any: a document of JSON
    found = said.get(name, "")
    if not isinstance(found, str) or len(found) > taught_form.LONGEST_TEXT:
        raise GigWalletError("taught_file_wrong", field=name)
    return found


def _one_of(said: dict[str, Any], name: str, *words: str) -> str:  # Any: a document of JSON
    found = _text(said, name)
    if found not in words:
        raise GigWalletError("taught_file_wrong", field=name)
    return found


def templates(wallet: Wallet) -> tuple[PaperTemplate, ...]:
    """Those that the vault keeps, by name."""
    return keep_taught.taught(wallet).papers


def save_template(wallet: Wallet, template: PaperTemplate) -> bool:
    """Keeps it under its name; True where that replaced another. Scans that were read before are
    read by it at once; a PDF is when it is imported again. Refusals: ``taught_file_wrong``,
    ``vault_read_only``, ``taught_too_many``."""
    replaced = keep_taught.keep(wallet, taught_form.paper_of(taught_form.paper_form(template)))
    state_screens.state_papers(wallet)
    return replaced


def read_template(text: str) -> PaperTemplate:
    """What was handed on of such a template. Refusal: ``taught_file_wrong``."""
    said = taught_form.read(text)
    if said["kind"] != taught_form.PAPER:
        raise GigWalletError("taught_file_wrong", field="kind")
    return taught_form.paper_of(said)
