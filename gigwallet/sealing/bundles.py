"""The verdict on a bundle: on the file as a whole, and on each exhibit that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import ExhibitVerdict, Grade, Verdict
from gigwallet.sealing import bundle_file, manifest_reading, pdf_signature, verification
from gigwallet.sealing import seal as seals
from gigwallet.sealing.anchors import Anchor
from gigwallet.sealing.bundle_file import BundleFile
from gigwallet.sealing.lying import Lying, opened
from gigwallet.sealing.manifest_reading import ListedExhibit, Listing, NotAManifest

_NO_LIST = Listing(0, ())


@dataclass(frozen=True, slots=True)
class Outside:
    """What reached the reader besides the file: ``beside`` is the list of digests that lay next to
    it (empty: none), ``digests`` SHA-256 (hex) of the whole file that came another way, ``roots``
    the certificates (PEM) that the reader trusts for signatures and their times. ``since``: what
    holds the whole file from outside, judged before."""

    beside: bytes = b""
    anchors: tuple[Anchor, ...] = ()
    digests: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    since: tuple[Step, ...] = ()


NOTHING_OUTSIDE = Outside()


def verify(data: bytes | Path, outside: Outside = NOTHING_OUTSIDE) -> Verdict:
    """As ``verification.verify``, with every exhibit judged; of bytes, or of a file of any length
    where it lies. For a worker process."""
    with opened(data) as lying:
        return judged(lying, outside)


def judged(data: Lying, outside: Outside, original: str = "") -> Verdict:
    """As ``verify``; ``original`` is the SHA-256 (hex) of a file that was shown as an original."""
    own, signed = _own(data, outside.roots)
    if own.grade is Grade.UNREADABLE:
        return own
    file = bundle_file.read(data)
    listing, found = _listing(file, outside.beside, own.grade)
    own_digest = data.digest()
    found += [*_pages(file, listing, own.grade), *_wrong_file(own_digest, outside)]
    whole = own.grade if not found else Grade.ALTERED
    since = []
    if whole is Grade.SELF_CONSISTENT:
        since = [*outside.since, *_since_of_file(own_digest, outside), *signed]
    exhibits = tuple(
        _exhibit(each, own, file, since, outside.anchors, whole) for each in listing.exhibits
    )
    if original:
        found.append(_shown_original(listing, original))
    lost = [each.number for each in exhibits if each.grade is Grade.ALTERED]
    if lost and whole is Grade.SELF_CONSISTENT:
        whole, since = Grade.ALTERED, []
        found.append(Step("exhibits_not_as_listed", {"exhibits": ", ".join(lost[:20])}))
    if since:
        return Verdict(Grade.ANCHORED, (*since, *found, *own.findings), exhibits)
    return Verdict(whole, (*found, *own.findings), exhibits)


def _own(data: Lying, roots: tuple[str, ...]) -> tuple[Verdict, tuple[Step, ...]]:
    """What the file says of itself, and what from outside stands behind a signature in it. Bytes
    behind the sealed file are no change where they are that signature and nothing else."""
    own = verification.judged(data)
    seal = seals.find(data)
    if own.grade is not Grade.ALTERED or seal is None or len(data) <= seal.size:
        return own, ()
    if not seal.holds(data.first(seal.size)):
        return own, ()
    signed = pdf_signature.read(data, seal.size, roots)
    if signed is None:
        return own, ()
    if not signed.sound:
        return Verdict(own.grade, (*signed.findings, *own.findings)), ()
    inside = verification.judged(data.first(seal.size))
    return Verdict(inside.grade, (*inside.findings, *signed.findings)), signed.since


def _listing(file: BundleFile | None, beside: bytes, grade: Grade) -> tuple[Listing, list[Step]]:
    """The list inside the file; the one beside it where the file has none that can be read."""
    inside = file.manifest if file is not None else b""
    found = []
    if inside and beside and inside != beside:
        found.append(Step("manifest_replaced"))
    if beside and not inside and grade is not Grade.ALTERED:
        found.append(Step("manifest_not_in_file"))
    try:
        return (manifest_reading.read(inside or beside) if inside or beside else _NO_LIST), found
    except NotAManifest:
        return _NO_LIST, [*found, Step("manifest_unreadable")]


def _pages(file: BundleFile | None, listing: Listing, grade: Grade) -> Iterator[Step]:
    if file is None:
        if grade is not Grade.ALTERED:
            yield Step("bundle_not_readable")
    elif listing.pages and file.pages != listing.pages:
        yield Step("pages_differ", {"pages": str(file.pages), "listed": str(listing.pages)})


def _wrong_file(own: str, outside: Outside) -> Iterator[Step]:
    """A proof, or a digest that came apart, which is about another file than this one."""
    if outside.digests and own not in outside.digests:
        yield Step("digest_differs", {"sha256": own})
    about = [each for each in outside.anchors if each.files]
    if about and not any(own in each.files for each in about):
        yield Step("proof_of_another_file", {"sha256": own})


def _shown_original(listing: Listing, original: str) -> Step:
    """Whether a file that somebody shows as an original is one that the list names. It says
    nothing about the bundle: whoever shows another file has only shown another file."""
    if not listing.exhibits:
        return Step("only_for_proofs")
    for code in ("original", "hidden"):
        numbers = [each.number for each in listing.exhibits if getattr(each, code) == original]
        if numbers:
            facts = {"exhibits": ", ".join(numbers[:20]), "sha256": original}
            return Step(f"{code}_listed", facts)
    return Step("original_not_listed", {"sha256": original})


def _since_of_file(own: str, outside: Outside) -> list[Step]:
    found = [each.since for each in outside.anchors if own in each.files and each.since is not None]
    if own in outside.digests:
        found.append(Step("digest_came_apart", {"sha256": own}))
    return found


def _exhibit(
    listed: ListedExhibit,
    own: Verdict,
    file: BundleFile | None,
    since: Sequence[Step],
    anchors: Iterable[Anchor],
    whole: Grade,
) -> ExhibitVerdict:
    named = Step("exhibit_altered", {"exhibit": listed.number})
    findings: list[Step] = []
    grade = Grade.SELF_CONSISTENT
    if named in own.findings:
        grade, findings = Grade.ALTERED, [named]
    elif any(each.code in ("seal_damaged", "seal_altered") for each in own.findings):
        grade, findings = Grade.UNREADABLE, [Step("exhibit_seal_lost")]
    elif own.grade is not Grade.ALTERED and not _shown_as_listed(listed, file):
        grade, findings = Grade.ALTERED, [Step("exhibit_not_as_listed")]
    held: tuple[Step, ...] = ()
    if grade is Grade.SELF_CONSISTENT and whole is Grade.SELF_CONSISTENT:
        held = (*since, *_since_of_original(listed, anchors))
        findings += _about_original(listed, anchors)
    return ExhibitVerdict(
        listed.number,
        listed.title,
        listed.pages,
        Grade.ANCHORED if held else grade,
        tuple(findings),
        held,
        listed.card,
    )


def _shown_as_listed(listed: ListedExhibit, file: BundleFile | None) -> bool:
    """Whether the picture that the list names, and no other, stands on the exhibit's pages."""
    if file is None or not listed.stored:
        return True
    first, last = listed.pages
    shown = [
        file.pictures.get(page, frozenset()) for page in range(first, min(last, file.pages) + 1)
    ]
    # Nothing but it: a page that has the picture and shows another one is not as listed.
    return any(listed.stored in each for each in shown) and all(
        each <= {listed.stored} for each in shown
    )


def _since_of_original(listed: ListedExhibit, anchors: Iterable[Anchor]) -> Iterator[Step]:
    for each in anchors:
        if each.since is not None and listed.original in each.originals:
            yield Step(f"original_{each.since.code}", dict(each.since.facts))


def _about_original(listed: ListedExhibit, anchors: Iterable[Anchor]) -> Iterator[Step]:
    proofs = [each for each in anchors if each.originals]
    if proofs and not any(listed.original in each.originals for each in proofs):
        yield Step("exhibit_not_in_proof")
    elif proofs and listed.copy and listed.copy != listed.original:
        yield Step("exhibit_is_a_copy")
