"""The demo: an invented rider's files, from an empty folder to letters and an evidence PDF."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.bundles import build_bundle
from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake.import_files import commit, preview
from gigwallet.app.intake.import_outcome import ImportOutcome
from gigwallet.app.letters import draft_letter
from gigwallet.app.pay.pay_basis import Written
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.reading import read_text
from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.records.keep_worker import put_worker, worker
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_proof import proof_of
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.crypto.kdf import LEAST
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.worker import Worker
from gigwallet.words import LANGUAGES

VAULT = "demo-vault"
PASSPHRASE = "demo-passphrase.txt"  # noqa: S105  the name of a file
_SCHEME, _PROOF = "scheme.toml", "pay-rule.png"
_NOT_IMPORTED = frozenset({"README.txt", _SCHEME})
# The invented staffing firm pays too; no dictionary can know it, the rider does.
_PAYERS = frozenset({"样张乙科技有限公司"})
_RIDER = Worker(name="样例骑手（SPECIMEN）", phone="000-0000-0000", address="样张地址（SPECIMEN）")


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """Where everything lies. ``passphrase_file`` holds the demo vault's passphrase in the clear:
    it is made for the demo and protects invented data only."""

    vault: Path
    passphrase_file: Path
    imported: ImportOutcome
    reconciliation: Reconciliation
    letters: tuple[Written, ...]
    bundle: Written


def run_demo(
    out: Path, job: Job | None = None, *, around: Surroundings | None = None
) -> DemoOutcome:
    """Makes or goes on with the demo in ``out``. It may be killed at any moment and run again:
    nothing is lost, nothing is doubled, and what a person did in the demo vault stays.

    Refusals: ``folder_not_writable``, ``disk_full``, ``vault_in_use``, ``demo_folder_taken``.
    """
    around, work = around or Surroundings(), job or Job()
    passphrase = _passphrase(out)
    folder = _vault(out, passphrase, around)
    with open_vault(folder, passphrase=bytearray(passphrase), around=around) as wallet:
        imported, engagement = _fill(wallet, work)
        outcome = reconcile_pay(wallet, None, engagement, work)
        letters = tuple(
            _letter(wallet, engagement, language, out / f"letter-{language}.pdf", work)
            for language in LANGUAGES
        )
        draft = build_bundle.prepare(wallet, engagement, None, "zh", work)
        bundle = build_bundle.write(wallet, draft, out / "evidence.pdf", replace=True, job=work)
    return DemoOutcome(folder, out / PASSPHRASE, imported, outcome, letters, bundle)


def _passphrase(out: Path) -> bytes:
    """The one that lies there, else a new one: it is there before the vault that needs it."""
    file = out / PASSPHRASE
    if not file.exists():
        if (out / VAULT).exists():
            raise GigWalletError("demo_folder_taken", name=out.name)
        write_out(file, f"{secrets.token_urlsafe(16)}\n".encode())
    return read_text(file, most=4096).split("\n")[0].encode()


def _vault(out: Path, passphrase: bytes, around: Surroundings) -> Path:
    """Made beside its place and moved there whole, so that a half-made one is never met."""
    folder, draft = out / VAULT, out / f"{VAULT}.new"
    if not folder.exists():
        shutil.rmtree(draft, ignore_errors=True)
        made = create_vault(draft, bytearray(passphrase), specimen=True, kdf=LEAST, around=around)
        made.wallet.close()
        draft.rename(folder)
    return folder


def _fill(wallet: Wallet, job: Job) -> tuple[ImportOutcome, EngagementId]:
    """Each step adds nothing where it was done before."""
    demo = wallet.resources / "demo"
    if worker(wallet) == Worker():
        put_worker(wallet, _RIDER)
    files = sorted(file for file in demo.iterdir() if file.name not in _NOT_IMPORTED)
    read = preview(wallet, files, job)
    payers = read.suggested_payers | _PAYERS
    imported = commit(wallet, read, payers, None, job, route=Route.COMMAND_LINE)
    for file in imported.files:
        if file.error is not None:
            raise file.error
    engagement = engagements(wallet)[0].id
    proof = proof_of(wallet, demo / _PROOF, engagement)
    text = read_text(demo / _SCHEME, most=keep_scheme.LONGEST_SCHEME)
    keep_scheme.add_scheme_text(wallet, text, engagement, proof)
    return imported, engagement


def _letter(
    wallet: Wallet, engagement: EngagementId, language: str, out: Path, job: Job
) -> Written:
    draft = draft_letter.prepare(wallet, engagement, None, language, job)
    return draft_letter.write(wallet, draft, out, replace=True, job=job)
