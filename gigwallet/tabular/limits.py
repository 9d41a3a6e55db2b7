"""How large a foreign table or archive may be before it is refused."""

from __future__ import annotations

MAX_ENTRIES = 10_000
MAX_MEMBER_BYTES = 256 * 1024 * 1024
MAX_TOTAL_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 100
# Below this size a high ratio is only a file of blanks, not a bomb.
RATIO_COUNTS_FROM = 4 * 1024 * 1024
MAX_NESTING = 2
MAX_CELLS = 5_000_000
HEAD_BYTES = 64 * 1024
HEADER_WITHIN = 60
