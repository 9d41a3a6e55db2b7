"""The laws that hypothesis tries, on many more examples than the suite has time for.

``python3 packaging/run.py fuzz laws [TIMES]``, by default 20 times as many.
"""

from __future__ import annotations

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
    times = sys.argv[1] if len(sys.argv) > 1 else "20"
    os.environ[TIMES] = times
    return pytest.main(["-q", *LAWS])


if __name__ == "__main__":
    sys.exit(main())
