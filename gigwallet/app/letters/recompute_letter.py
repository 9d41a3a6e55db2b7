"""Does the figures of a letter or a bundle anew, from the file alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gigwallet.app.letters.extract_originals import (
    NOT_COMPARED,
    Files,
    Unlike,
    WithOriginals,
    compared,
)
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.wallet import Surroundings
from gigwallet.documents.bundles import manifest
from gigwallet.documents.exhibits.carried_files import carried
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters.figures_file import Figures
from gigwallet.documents.letters.printed_cells import Printed, extracts_in, printed_otherwise
from gigwallet.documents.letters.recomputing import Checked, recompute
from gigwallet.documents.letters.shown_sources import (
    NOTHING_HELD,
    Contradicted,
    Held,
    held_against,
)
from gigwallet.domain import foreign_json
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import page_text

__all__ = ["Contradicted", "Recomputed", "Unlike", "recompute_file", "recomputed"]

_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Recomputed:
    """``sentences`` are all that print a figure. ``sources`` counts the source values, ``steps``
    the steps of arithmetic that were done anew; ``held`` is what the extracts in the same bundle
    say of the source values, ``with_originals`` how these are beside the files that they are of."""

    sentences: tuple[Checked, ...]
    sources: int
    steps: int
    held: Held = NOTHING_HELD
    with_originals: WithOriginals = NOT_COMPARED

    @property
    def holds(self) -> bool:
        wrong = self.held.against or self.with_originals.unlike
        return not (wrong or any(each.flags for each in self.sentences))


def recompute_file(
    path: Path, around: Surroundings | None = None, originals: Sequence[Path] = ()
) -> Recomputed:
    """Every figure of a letter or a bundle. It says nothing of the seal: ``verify_file`` does.
    ``originals`` are files whose lines the bundle shows: each is read again and compared.

    Refusals: ``file_missing``, ``file_too_big``, ``file_unreadable``, ``letter_proof_missing``,
    ``letter_proof_unreadable``, those of ``extract_originals.compared``.
    """
    data = read_bytes(path)
    files = tuple((each.name, read_bytes(each)) for each in originals)
    isolation = (around or Surroundings()).isolation
    try:
        return isolation.run(recomputed, data, files, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal


def recomputed(pdf: bytes, originals: Files = ()) -> Recomputed:
    """As ``recompute_file``, in a process of its own: the PDF may be anybody's."""
    found, pages = carried(pdf, figures_file.NAME)
    if found is None:
        raise GigWalletError("letter_proof_missing")
    try:
        figures = figures_file.read(found)
        printing = [page for page in figures.pages if 0 < page <= pages] or range(1, pages + 1)
        text = "".join(page_text(pdf, page) for page in printing)
        held, beside = _held(figures, pdf, pages, originals)
        sentences = recompute(figures, text, {each.node for each in held.against})
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError) as wrong:
        raise GigWalletError("letter_proof_unreadable", why=str(wrong)[:80]) from wrong
    given = sum(each.operation is figures_file.Operation.GIVEN for each in figures.nodes.values())
    return Recomputed(sentences, given, len(figures.nodes) - given, held, beside)


def _held(figures: Figures, pdf: bytes, pages: int, originals: Files) -> tuple[Held, WithOriginals]:
    """The source values against the extracts that they name: as the list of the bundle has them,
    as the pages print them, and as the originals have them. A letter on its own has none."""
    named = {cell.exhibit for node in figures.nodes.values() for cell in node.stated}
    listed, _ = carried(pdf, manifest.NAME) if named or originals else (None, 0)
    if listed is None:
        if originals:
            raise GigWalletError("recompute_original_not_listed", name=originals[0][0], sha256="")
        return NOTHING_HELD, NOT_COMPARED
    said = foreign_json.read(listed)
    every = extracts_in(said)
    beside = compared(said, every, originals, dict(_attached(said, every, pdf)))
    extracts = {number: one for number, one in every.items() if number in named}
    replaced = said.get("characters_replaced", [])
    if not isinstance(replaced, list):
        raise ValueError("characters_replaced")
    free = frozenset("".join(map(str, replaced)))
    otherwise = {}
    for number, extract in extracts.items():
        first, last = extract.pages
        printing = range(max(first, 1), min(last, pages) + 1)
        text = "\n".join(page_text(pdf, page) for page in printing)
        otherwise[number] = printed_otherwise(extract.lines, text, free)
    return held_against(figures.nodes, extracts, otherwise, beside.otherwise), beside


def _attached(
    said: Mapping[str, Any],  # Any: JSON of a stranger, of which the extracts were read
    extracts: Mapping[str, Printed],
    pdf: bytes,
) -> Iterator[tuple[str, bytes]]:
    """The files of extracts that lie in the bundle themselves, by the numbers of the exhibits."""
    for each in said["exhibits"]:
        name = each.get("attached_as")
        if str(each["number"]) in extracts and isinstance(name, str):
            data, _ = carried(pdf, name)
            if data is not None:
                yield str(each["number"]), data
