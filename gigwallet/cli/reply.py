"""What a command answers: a result for programs, lines for people, and an exit code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gigwallet.domain.errors import GigWalletError
from gigwallet.words import refusals

DONE = 0
LOOK = 1
REFUSED = 2
BUG = 3
VERSION = 1


@dataclass(frozen=True, slots=True)
class Reply:
    """``result`` holds only what JSON has; ``errors`` are refusals that concern single files.
    ``said``: the command has written its answer while it worked."""

    result: Mapping[str, object] | None
    lines: Sequence[str] = ()
    exit_code: int = DONE
    errors: Sequence[GigWalletError] = field(default=())
    said: bool = False


def refused(error: GigWalletError) -> Reply:
    """The answer of a command that did nothing."""
    return Reply(None, exit_code=REFUSED, errors=(error,))


def envelope(command: str, reply: Reply) -> str:
    """The JSON that ``--json`` prints, documented in docs/cli.md."""
    said = {
        "schema": f"gigwallet.{command}",
        "version": VERSION,
        "result": reply.result,
        "errors": [
            {"code": each.code, "facts": dict(each.facts), "text": refusals.sentence(each)}
            for each in reply.errors
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
