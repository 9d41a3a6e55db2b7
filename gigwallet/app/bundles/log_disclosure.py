"""What a folder around a bundle shows of the vault's log, told before it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.bundles import redacted_in_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.seals.export_stamp import covered
from gigwallet.app.seals.telling import Saying, told_entry
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import TimeStamp
from gigwallet.sealing import bundle_file, manifest_reading
from gigwallet.sealing.manifest_reading import ListedExhibit, NotAManifest
from gigwallet.vault.proofs import proving

_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What a folder will show of the log, before it is made. ``entries`` is how many
    there are in all, ``notes`` what the person should know first."""

    shows: tuple[Saying, ...] = ()
    entries: int = 0
    stamps: int = 0
    notes: tuple[Step, ...] = ()


NOTHING_SHOWN = Disclosure()


def disclosure_of_draft(wallet: Wallet, draft: BundleDraft) -> Disclosure:
    """Of a bundle that is not written yet."""
    shown = [each for each in draft.items if each.included]
    return _disclosed(
        wallet, [redacted_in_bundle.shown_file(wallet, each).sha256 for each in shown], ()
    )


def disclosure_of(wallet: Wallet, pdfs: Sequence[Path]) -> Disclosure:
    """Of bundles that lie there, with what the log says of them. Refusals:
    ``bundle_without_manifest``, ``file_missing``."""
    originals: list[str] = []
    digests = []
    for pdf in pdfs:
        try:
            digests.append(_digest(pdf))
        except FileNotFoundError as cause:
            raise GigWalletError("file_missing", name=pdf.name) from cause
        originals += [each.original for each in listed(wallet.isolation, pdf, pdf.name)[1]]
    return _disclosed(wallet, originals, digests)


def _disclosed(wallet: Wallet, originals: Iterable[str], digests: Iterable[str]) -> Disclosure:
    numbers, notes = numbers_of(wallet, originals, digests)
    chosen = earliest([each.stamp for each in wallet.vault.time_stamps.all()], numbers)
    shows = tuple(told_entry(wallet, seq) for seq in numbers)
    return Disclosure(shows, wallet.vault.log.size, len(chosen), tuple(notes))


def numbers_of(
    wallet: Wallet, originals: Iterable[str], digests: Iterable[str]
) -> tuple[list[int], list[Step]]:
    """The entries that are shown of the files ``originals`` and the bundles ``digests`` (SHA-256,
    hex), and what the person should know of others."""
    vault = wallet.vault
    notes = []
    known = [vault.exhibits.known(each) for each in dict.fromkeys(originals)]
    if missing := known.count(None):
        notes.append(Step("folder_exhibits_not_in_log", {"count": str(missing)}))
    numbers = proving.first_sayings(vault.connection, [each for each in known if each])
    for digest in digests:
        written = proving.written_out(vault.connection, "bundle", digest)
        if not written:
            notes.append(Step("folder_bundle_not_in_log"))
        numbers += written[:1]
    return sorted(set(numbers)), notes


def earliest(stamps: Iterable[TimeStamp], numbers: Sequence[int]) -> list[TimeStamp]:
    """Of each authority the first stamp that covers an entry, for every entry; in their order."""
    ordered = sorted(stamps, key=lambda each: (each.stamped_at, each.checkpoint))
    chosen: list[TimeStamp] = []
    for authority in dict.fromkeys(each.authority for each in ordered):
        own = [(covered(each), each) for each in ordered if each.authority == authority]
        for number in numbers:
            first = next((each for size, each in own if number < size), None)
            if first is not None and first not in chosen:
                chosen.append(first)
    return sorted(chosen, key=lambda each: (each.stamped_at, each.checkpoint))


def listed(isolation: Isolation, pdf: Path, name: str) -> tuple[bytes, tuple[ListedExhibit, ...]]:
    """The list of digests inside a bundle, and its exhibits. Refusal:
    ``bundle_without_manifest``."""
    listing: bytes = isolation.run(bundle_file.attached, pdf, seconds=_SECONDS)
    try:
        return listing, manifest_reading.read(listing).exhibits
    except NotAManifest as cause:
        raise GigWalletError("bundle_without_manifest", name=name) from cause


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
