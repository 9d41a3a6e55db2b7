"""A folder with a bundle and all that a stranger needs to check it without GigWallet."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.bundles.log_disclosure import earliest, listed, numbers_of
from gigwallet.app.exports.exporting import refusing
from gigwallet.app.seals.export_stamp import parts_of, proof_up_to
from gigwallet.app.seals.prove_record import proof_text
from gigwallet.app.seals.telling import Saying, told_entry
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.step import Step
from gigwallet.sealing import anchors, proof_folder
from gigwallet.vault.proofs import proving

_PIECE = 1 << 20
_INSTRUCTIONS = ("how-to-check.zh.txt", "how-to-check.en.txt")


@dataclass(frozen=True, slots=True)
class ProofFolder:
    """``shows`` is what a reader of the folder learns of the log beside the bundle; ``stamps`` how
    many time stamps lie in it; ``notes`` what the person should know before it goes on."""

    path: Path
    files: tuple[str, ...]
    shows: tuple[Saying, ...] = ()
    entries: int = 0
    stamps: int = 0
    notes: tuple[Step, ...] = ()


def refuse_taken(folder: Path) -> None:
    """``proof_folder_not_empty`` unless ``folder`` is new or empty; asked before the bundle is
    made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GigWalletError("proof_folder_not_empty", name=folder.name)


def write_folder(
    pdfs: Sequence[Path],
    folder: Path,
    *,
    resources: Path,
    isolation: Isolation,
    wallet: Wallet | None = None,
) -> ProofFolder:
    """``pdfs`` are the volumes of one bundle, as they were written out. With ``wallet``, the log
    shows the exhibits in it and that the files were written, up to a checkpoint signed now, and
    each time stamp that covers some of them comes along; nothing of other records is shown.

    Everything or nothing. Refusals: ``proof_folder_not_empty``, ``bundle_without_manifest``,
    ``folder_not_writable``, ``disk_full``.
    """
    refuse_taken(folder)
    with refusing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with refusing(folder):
            made = _fill(draft, pdfs, resources, isolation, wallet)
            if folder.exists():
                folder.rmdir()  # empty, as was asked above; rename does not take its place here
            draft.chmod(0o755)
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ProofFolder(folder, made.files, made.shows, made.entries, made.stamps, made.notes)


def _fill(
    draft: Path,
    pdfs: Sequence[Path],
    resources: Path,
    isolation: Isolation,
    wallet: Wallet | None,
) -> ProofFolder:
    originals: list[str] = []
    digests = []
    for number, pdf in enumerate(pdfs, start=1):
        name = "evidence.pdf" if len(pdfs) == 1 else f"evidence-{number}.pdf"
        digests.append(_copied(pdf, draft / name))
        listing, exhibits = listed(isolation, draft / name, pdf.name)
        (draft / proof_folder.manifest_beside(name)).write_bytes(listing)
        originals += [each.original for each in exhibits]
    made = ProofFolder(draft, ())
    if wallet is not None:
        made = _proven(wallet, draft, originals, digests)
    checker = resources / "checker"
    for name in (proof_folder.CHECKER, *_INSTRUCTIONS):
        shutil.copyfile(checker / name, draft / name)
    names = sorted(each.relative_to(draft).as_posix() for each in _files(draft))
    sums = "".join(f"{_digest(draft / name)}  {name}\n" for name in names)
    (draft / proof_folder.SUMS).write_bytes(sums.encode("ascii"))
    _settle(draft)
    files = (*names, proof_folder.SUMS)
    return ProofFolder(draft, files, made.shows, made.entries, made.stamps, made.notes)


def _proven(
    wallet: Wallet, draft: Path, originals: Iterable[str], digests: Iterable[str]
) -> ProofFolder:
    vault = wallet.vault
    numbers, notes = numbers_of(wallet, originals, digests)
    if not numbers:
        return ProofFolder(draft, (), notes=tuple(notes))
    made = vault.make_checkpoint("proof", {"bundle": list(digests), "entries": numbers})
    disclosed = proving.disclose(vault.connection, vault.log, numbers, made.size)
    (draft / anchors.CHECKPOINT).write_bytes(made.text.encode())
    (draft / anchors.PROOF).write_bytes(proof_text(disclosed, made.text).encode())
    chosen = earliest([each.stamp for each in vault.time_stamps.all()], numbers)
    for place, stamp in enumerate(chosen, start=1):
        inner = draft / anchors.STAMPS / str(place)
        inner.mkdir(parents=True)
        for name, data in parts_of(wallet, stamp, proof_up_to(wallet, stamp, numbers)).items():
            (inner / name).write_bytes(data)
    shows = tuple(told_entry(wallet, seq) for seq in numbers)
    return ProofFolder(draft, (), shows, made.size, len(chosen), tuple(notes))


def _copied(pdf: Path, to: Path) -> str:
    """Its SHA-256 (hex), of the bytes as they were written."""
    digest = hashlib.sha256()
    try:
        with pdf.open("rb") as source, to.open("xb") as out:
            while piece := source.read(_PIECE):
                digest.update(piece)
                out.write(piece)
    except FileNotFoundError as cause:
        raise GigWalletError("file_missing", name=pdf.name) from cause
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return (each for each in folder.rglob("*") if each.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """All of it lies on the disk before the folder has its name."""
    for path in _files(folder):
        with path.open("rb+") as lying:
            os.fsync(lying.fileno())
