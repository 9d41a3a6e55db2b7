"""An evidence PDF before it is written: its pages counted, and any one of them drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigwallet.app.bundles.build_bundle import BundleDraft, contents_of, originals_of
from gigwallet.app.bundles.composing import PREVIEW_WIDTH, Contents, spec_of
from gigwallet.app.bundles.exhibit_loading import loaded_file
from gigwallet.app.bundles.pieces import SECONDS
from gigwallet.app.intake.locked_papers import refuse_locked, still_looks_so
from gigwallet.app.surviving import survived
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents.bundles.composing import ExhibitFile, batches, unshown
from gigwallet.documents.bundles.preview import Looks, Sheets, drawn, looks, sheets
from gigwallet.documents.exhibits.parts import Stored
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step

__all__ = ["NOTHING_KNOWN", "CountedBundle", "Looks", "count", "draw_page"]

NOTHING_KNOWN: Looks = {}


@dataclass(frozen=True, slots=True)
class CountedBundle:
    """How ``draft`` will be laid out. ``looks`` is what was found out of its originals: hand it on
    to the next ``count``, which then reads only what is new. ``size`` sums the originals that are
    shown as pages."""

    draft: BundleDraft
    sheets: Sheets = field(repr=False)
    looks: Looks = field(repr=False)
    files: Mapping[str, ExhibitFile] = field(repr=False)  # by number of exhibit
    digests: Mapping[str, str] = field(repr=False)  # of the originals, by number of exhibit
    size: int

    @property
    def pages(self) -> int:
        return self.sheets.outline.pages

    @property
    def notes(self) -> tuple[Step, ...]:
        """What the person should know before the file goes out."""
        return self.sheets.outline.notes

    def guess(self, digests: Iterable[str]) -> int:
        """About how many pages a file of these exhibits has, said at once: theirs are known as far
        as they were ever laid out or looked at, those of cover, index and lists stay as they are
        here. An exhibit that nothing is known of counts as one."""
        lengths = {
            digest: last - first + 1
            for number, digest in self.digests.items()
            for first, last in [self.sheets.outline.exhibit_pages[number]]
        }
        own = self.pages - sum(
            lengths[self.digests[number]] for number in self.sheets.outline.exhibit_pages
        )
        seen = {digest: len(look.views) or 1 for digest, look in self.looks.items()}
        return own + sum(lengths.get(each, seen.get(each, 1)) for each in digests)

    def exhibit_on(self, page: int) -> str:
        """The number of the exhibit that the page shows, empty on pages of the file's own."""
        spans = self.sheets.outline.exhibit_pages.items()
        return next((number for number, (first, last) in spans if first <= page <= last), "")


def count(
    wallet: Wallet, draft: BundleDraft, known: Looks = NOTHING_KNOWN, job: Job | None = None
) -> CountedBundle:
    """Lay the file out without its exhibits: exactly as many pages as ``build_bundle.write`` will
    write, and no byte of an original that is ``known`` under the same choices is read. Refusals:
    ``bundle_empty``, ``exhibit_missing``, ``document_too_large``, those of ``refuse_locked``."""
    work = job or Job()
    contents = contents_of(wallet, draft)
    originals = {each.sha256: each for each in originals_of(wallet, draft)}
    found = {digest: look for digest, look in known.items() if still_looks_so(look, draft.choices)}
    new = [each for digest, each in originals.items() if digest not in found]
    done = 0
    for batch in batches(new):
        work.report(done, len(new), "reading")
        work.checkpoint()
        read = tuple(loaded_file(wallet, each) for each in batch)
        for seen in survived(wallet.isolation, looks, read, _unshown, seconds=SECONDS):
            found |= seen
        refuse_locked(batch, found)
        done += len(batch)
    work.checkpoint()
    needed = {digest: found[digest] for digest in originals}
    laid, numbered = written_apart(
        wallet.isolation, _laid, contents, wallet.resources, needed, seconds=SECONDS
    )
    files = {
        number: originals[digest]
        for number, (digest, in_full) in numbered.items()
        if in_full and digest in originals
    }
    digests = {number: digest for number, (digest, _in_full) in numbered.items()}
    size = sum(each.size for each in originals.values())
    return CountedBundle(draft, laid, found, files, digests, size)


def draw_page(
    wallet: Wallet, counted: CountedBundle, page: int, width: int = PREVIEW_WIDTH
) -> bytes:
    """One page (from 1) as a PNG, exactly as it will be written; only the exhibits that stand on it
    are read. Refusals: ``exhibit_missing``, ``exhibit_damaged``."""
    on_it = tuple(
        replace(loaded_file(wallet, counted.files[number]), number=number)
        for number in sorted(counted.sheets.shown_on(page))
    )
    return written_apart(
        wallet.isolation, drawn, counted.sheets, page, on_it, width, seconds=SECONDS
    )


def _unshown(file: ExhibitFile) -> dict[str, Stored]:
    return unshown(file).stored


def _laid(
    contents: Contents, resources: Path, known: Looks
) -> tuple[Sheets, dict[str, tuple[str, bool]]]:
    """The layout; of each exhibit in it its digest, and whether it is shown as pages."""
    spec = spec_of(contents, resources)
    laid = sheets(spec, resources, known)
    numbered = {
        each.number: (each.original_sha256, each.extract is None)
        for each in spec.exhibits
        if each.number in laid.outline.exhibit_pages
    }
    return laid, numbered
