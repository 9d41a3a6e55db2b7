"""How large a foreign table or archive may be before it is refused."""

from __future__ import annotations

MAX_ENTRIES = 10_000
# What is read as it comes may be so large; what must be held whole (a workbook, an archive inside
# an archive, a file whose importer asks for all of it) only as the second.
MAX_MEMBER_BYTES = 2 * 1024 * 1024 * 1024
MAX_HELD_BYTES = 256 * 1024 * 1024
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
# Up to here a member of an archive is unpacked once and held; a larger one at each reading.
HELD_BYTES = 32 * 1024 * 1024
MAX_RATIO = 100
# Below this size a high ratio is only a file of blanks, not a bomb.
RATIO_COUNTS_FROM = 4 * 1024 * 1024
MAX_NESTING = 2
MAX_CELLS = 5_000_000
HEAD_BYTES = 64 * 1024
HEADER_WITHIN = 60
