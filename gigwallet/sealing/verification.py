"""What can be said about a file from the file alone."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import seal as seals
from gigwallet.sealing.lying import Lying, opened
from gigwallet.sealing.seal import Part, Seal


def verify(data: bytes) -> Verdict:
    """As ``judged``, of bytes."""
    with opened(data) as lying:
        return judged(lying)


def judged(data: Lying) -> Verdict:
    """``SELF_CONSISTENT``: every byte is as it was when the file was sealed; whoever can make such
    files could have sealed it anew, so this grade promises no more. ``ALTERED``: some byte differs,
    and the findings name the exhibits and pages. ``UNREADABLE``: not a sealed file, or torn so that
    its seal is gone.
    """
    if not data.startswith(b"%PDF-") and not seals.traces(data):
        return Verdict(Grade.UNREADABLE, (Step("not_a_sealed_file"),))
    seal = seals.find(data)
    if seal is None:
        if seals.traces(data):
            return Verdict(Grade.ALTERED, (Step("seal_damaged"),))
        return Verdict(Grade.UNREADABLE, (Step("seal_missing"),))
    if seal.version > seals.VERSION:
        return Verdict(Grade.UNREADABLE, (Step("seal_too_new", {"version": str(seal.version)}),))
    if seal.holds(data):
        exhibits = {part.label for part in seal.parts if part.label.startswith("exhibit ")}
        facts = {"exhibits": str(len(exhibits)), "bytes": str(len(data))}
        return Verdict(Grade.SELF_CONSISTENT, (Step("self_consistent", facts),))
    return Verdict(Grade.ALTERED, tuple(_findings(data, seal)))


def _findings(data: Lying, seal: Seal) -> Iterator[Step]:
    appended = len(data) - seal.at - 64 - seal.after
    if appended > 0:
        yield Step("bytes_appended", {"bytes": str(appended)})
    elif appended < 0:
        yield Step("bytes_missing_at_end", {"bytes": str(-appended)})
    inside = seal.at - seal.before
    if inside > 0:
        yield Step("bytes_inserted", {"bytes": str(inside)})
    elif inside < 0:
        yield Step("bytes_removed", {"bytes": str(-inside)})
    changed = list(seal.changed_parts(data))
    yield from _named(changed)
    if not changed and appended == 0 and inside == 0:
        yield Step("seal_altered")


def _named(changed: list[Part]) -> Iterator[Step]:
    """One finding per exhibit and page, in file order, then one for what pages share."""
    seen: set[str] = set()
    shared = False
    for part in changed:
        if part.label in seen:
            continue
        seen.add(part.label)
        kind, _, name = part.label.partition(" ")
        if kind == "exhibit":
            yield Step("exhibit_altered", {"exhibit": name})
        elif kind == "page":
            yield Step("page_altered", {"page": name})
        else:
            shared = True
    if shared:
        yield Step("document_altered")
