"""Opens an older vault, which migrates it, to be killed meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

from gigwallet.vault import Vault
from tests.benchmarks._measure import Clock
from tests.vault import golden

if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    vault = Vault.open(Path(sys.argv[1]), Clock(), passphrase=bytearray(golden.PASSPHRASE))
    sys.stdout.write("migrated\n")
    sys.stdout.flush()
    vault.close()
