"""What one reading of a time stamp's answer finds; two readings are compared in time_stamp.py."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from gigwallet.domain.time_stamp import StampToken
from gigwallet.sealing.lying import Lying

MOST_BYTES = 262_144  # of an answer; real ones have 1 to 10 KB

DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}

# Problems that say "I cannot tell" and not "this is wrong".
UNREADABLE = "stamp_unreadable"
ALGORITHM_UNKNOWN = "stamp_algorithm_unknown"
ROOT_UNKNOWN = "stamp_root_unknown"


class Problem(Exception):  # noqa: N818  it ends a reading, and is a finding, not a mistake
    """``code`` is a step of words/sentences/time_stamps.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reading:
    """``token`` is None where nothing could be read; ``problem`` is empty where everything holds.

    ``rooted``: the signer's path ends in a root that was given. ``reordered``: it was readable only
    after its certificates, which nobody signs as a list, were put into the order that DER asks for.
    """

    token: StampToken | None
    problem: str = ""
    rooted: bool = False
    reordered: bool = False


def digest(algorithm: str, stamped: bytes | Lying) -> str:
    if isinstance(stamped, Lying):
        return stamped.digest(algorithm=algorithm)
    return hashlib.new(algorithm, stamped).hexdigest()
