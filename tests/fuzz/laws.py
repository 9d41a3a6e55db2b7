"""The laws that hypothesis tries, on many more examples than the suite has time for.

``python3 packaging/run.py fuzz laws [TIMES]``, by default 20 times as many.
"""

from __future__ import annotations

import argparse
import os
import sys

import pytest

from tests.examples import TIMES

LAWS = (
    "tests/vault/test_any_order.py",
    "tests/vault/test_merge.py",
    "tests/vault/test_search_laws.py",
    "tests/rules/test_damaged_schemes.py",
    "tests/rules/test_scheme_form.py",
    "tests/promises/test_cells.py",
    "tests/sharing/test_aggregation.py",
    "tests/documents/bundles/test_shown_sources.py",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py fuzz laws", description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=20, help="of the suite's examples")
    os.environ[TIMES] = str(parser.parse_args().times)
    # Some take an hour so: no test is given up here.
    return pytest.main(["-q", "-o", "faulthandler_timeout=0", *LAWS])


if __name__ == "__main__":
    sys.exit(main())
