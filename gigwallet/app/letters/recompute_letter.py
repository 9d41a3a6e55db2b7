"""Does the figures of a letter or a bundle anew, from the file alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.reading import named, read_bytes
from gigwallet.app.wallet import Surroundings
from gigwallet.documents.exhibits.carried_files import carried
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters.recomputing import Checked, recompute
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import page_text

_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Recomputed:
    """``sentences`` are all that print a figure. ``sources`` counts the source values, ``steps``
    the steps of arithmetic that were done anew."""

    sentences: tuple[Checked, ...]
    sources: int
    steps: int

    @property
    def holds(self) -> bool:
        return not any(each.flags for each in self.sentences)


def recompute_file(path: Path, around: Surroundings | None = None) -> Recomputed:
    """Every figure of a letter or a bundle. It says nothing of the seal: ``verify_file`` does.

    Refusals: ``file_missing``, ``file_too_big``, ``file_unreadable``, ``letter_proof_missing``,
    ``letter_proof_unreadable``.
    """
    data = read_bytes(path)
    isolation = (around or Surroundings()).isolation
    try:
        return isolation.run(recomputed, data, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal


def recomputed(pdf: bytes) -> Recomputed:
    """As ``recompute_file``, in a process of its own: the PDF may be anybody's."""
    found, pages = carried(pdf, figures_file.NAME)
    if found is None:
        raise GigWalletError("letter_proof_missing")
    try:
        figures = figures_file.read(found)
        printing = [page for page in figures.pages if 0 < page <= pages] or range(1, pages + 1)
        text = "".join(page_text(pdf, page) for page in printing)
        sentences = recompute(figures, text)
    except ValueError as wrong:
        raise GigWalletError("letter_proof_unreadable", why=str(wrong)[:80]) from wrong
    given = sum(each.operation is figures_file.Operation.GIVEN for each in figures.nodes.values())
    return Recomputed(sentences, given, len(figures.nodes) - given)
