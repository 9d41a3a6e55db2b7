"""Makes the vault of format 1 that the tests keep: ``python -m tests.vault.golden FOLDER``.

Run it once per released format, never to make a failing test pass.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gigwallet.domain.worker import Worker
from gigwallet.vault import KdfParams, Vault
from tests.vault import things
from tests.vault.conftest import SetClock

PASSPHRASE = "骑手 golden 1".encode()
PICTURE = b"\x89PNG not really a picture \x00\xff" * 40


def make(folder: Path) -> str:
    """The recovery code of the vault that was made."""
    clock = SetClock()
    cheap = KdfParams(memory_kib=65_536, passes=1, lanes=1)
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=cheap, specimen=True)
    with vault:
        vault.worker.put(Worker("样例骑手", phone="000"))
        engagement = vault.engagements.add(things.ENGAGEMENT)
        exhibit = vault.exhibits.add(things.exhibit(PICTURE), PICTURE)
        source = things.typed(7, exhibit)
        for shelf, fact in (
            (vault.trips, things.TRIP),
            (vault.shifts, things.SHIFT),
            (vault.track_points, things.POINT),
            (vault.tallies, things.TALLY),
            (vault.statements, things.STATEMENT),
            (vault.pay_lines, things.PAY_LINE),
            (vault.payouts, things.PAYOUT),
        ):
            shelf.add([things.new(fact, engagement, source=source)])  # type: ignore[attr-defined]  # each shelf its kind
        (gone,) = vault.tallies.add([things.new(things.TALLY, engagement, "gone")]).added
        vault.tallies.delete(gone)
        vault.log.append("export.made", "", b"a letter")
    return code


if __name__ == "__main__":
    sys.stdout.write(make(Path(sys.argv[1])) + "\n")
