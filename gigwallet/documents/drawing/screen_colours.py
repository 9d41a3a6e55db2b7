"""The colours of screens (sRGB, IEC 61966-2-1), which all colours of a document are meant in.

PDF/A asks every file to carry the profile. It was made by LittleCMS, with a fixed date in place of
the day of its making, so that a document is the same bytes on every machine.
"""

from __future__ import annotations

import base64
import zlib

_PACKED = (
    "eNqVkb1Lw1AUxU9bRdFKBx1EHDJUcWhBFMRR69ClSKkVrLokr2krJGlIUqS4Ci4OBQfRxa/B/0BXwVVBEBRBxNXVr0VK"
    "PGkKLaKD9/Fyf5y8c7nvPiCY0oRud8wAuuFYmWRCWsotS10vCHA1Qha2OZtOp/BnfN75Z2/jXi38L3rzqi2AQDd5SpiW"
    "Q2Y3SK07psfb5AFRkvPkQ3LMYoPkK09XfH72uOjzu8dWNjMHBL2aUrGNlTYWJUsnj5GjulYRzX68m4RVY3GBeYh7GDYy"
    "SCIBCQoqWIMGB3FmgzP73Tfe8M2jTI/g10QVFh1FlOiNUa2wqspcoK5yaah6c/85T7swOeFXDyeAzifXfRsBunaAes11"
    "v45ct34MhB6BC6PlL3NO0x/Uay0tegBENoGzy5am7ALnW8DggylbckMKcQcLBeD1FOjLAf03QM+KP6vmf5zcA9kNPtE1"
    "sLcPjPJ8ZPUbO/hnrw=="
)


def profile() -> bytes:
    """The ICC profile."""
    return zlib.decompress(base64.b64decode(_PACKED))
