#!/usr/bin/env python3
"""The one door of the checkout: everything that a person types here starts with this file.

It must stay readable by old Pythons, so that they get a sentence and not a syntax error; the rest
of the program lies beside it and in gigwallet/.
"""

import os
import sys

if not (3, 11) <= sys.version_info < (3, 14):
    sys.stderr.write(
        "GigWallet needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d.\n"  # noqa: UP031
        "Install one of them (python.org has it for Windows and macOS), then type the same command"
        " with its name,\nfor example: python3.13 packaging/run.py demo\n" % sys.version_info[:2]
    )
    sys.exit(2)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
sys.dont_write_bytecode = True

from setup_commands import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
