"""A refusal: a stable code with facts; the sentence is written at the edge."""

from __future__ import annotations


class GigWalletError(Exception):
    """The program will not do this, and nothing was half-done.

    ``code`` is stable and listed in docs/cli.md; ``facts`` go into the sentence that
    ``gigwallet.words.refusals`` writes, with what to do next. Facts hold no secrets.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, str | int] = facts
