"""A rider's de-identified totals for one campaign: every byte is shown before anything goes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step


@dataclass(frozen=True, slots=True)
class Contribution:
    """``data`` is exactly what would be written, shown to the person as ``text``.
    ``recognisable`` says who could still recognise the worker from it, and how."""

    campaign: str
    data: bytes
    recognisable: tuple[Step, ...]
    left_out: tuple[Step, ...]
    specimen: bool

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


def prepare(
    wallet: Wallet, campaign: str, period: Period | None = None, job: Job | None = None
) -> Contribution:
    """Nothing is written and nothing leaves. ``period`` None: all months with work or pay.

    Refusals: ``campaign_bad_name``, ``contribution_empty``.
    """
    raise NotImplementedError


def write(wallet: Wallet, contribution: Contribution, out: Path, *, replace: bool = False) -> Path:
    """Writes the bytes that were shown. Refusals: ``file_exists``, ``folder_not_writable``."""
    raise NotImplementedError
