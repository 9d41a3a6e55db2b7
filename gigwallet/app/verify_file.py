"""Checks a sealed PDF that someone handed over: needs no vault and no second file."""

from __future__ import annotations

from pathlib import Path

from gigwallet import sealing
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Verdict

_SECONDS = 120.0


def verify_file(path: Path, *, around: Surroundings | None = None) -> Verdict:
    """The graded verdict; an unreadable file is a grade, not an error.

    Refusals: ``file_missing``, ``file_too_big``.
    """
    data = read_bytes(path)
    isolation = (around or Surroundings()).isolation
    try:
        return isolation.run(sealing.verify, data, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
