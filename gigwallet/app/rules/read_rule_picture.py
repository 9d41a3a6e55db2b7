"""What the screenshot of a pay rule seems to say: read by a machine, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Paper, Piece
from gigwallet.domain.recorded import ExhibitId
from gigwallet.rules.printed import Meaning, Printed, printed

__all__ = ["Meaning", "Printed", "lines_of", "read_rule_picture"]

_SECONDS = 300.0


def read_rule_picture(wallet: Wallet, exhibit: ExhibitId, job: Job) -> tuple[Printed, ...]:
    """Nothing is stored, and nothing of it is a rule before its person says so. A picture of the
    person's own spending gives nothing. Refusals: as ``keep_exhibits.data``, ``file_unreadable``.
    """
    # Here and not above: the reading of pictures is heavy, and a form only shows what came of it.
    from gigwallet.app.screens.read_apart import read_apart

    said = wallet.vault.exhibits.get(exhibit).exhibit
    data = wallet.vault.exhibits.data(exhibit)
    job.report(0, None, "reading")
    read = wallet.isolation.run(read_apart, data, said.media_type, said.name, (), seconds=_SECONDS)
    job.checkpoint()
    return printed(lines_of(read.reading.paper))


def lines_of(paper: Paper) -> Iterator[str]:
    """What stands side by side is one line: a table gives its number in one cell and its price in
    another."""
    for page in paper.pages:
        row: list[Piece] = []
        for piece in sorted(page.pieces, key=lambda each: each.box.top + each.box.height / 2):
            if row and not _beside(row[-1], piece):
                yield _joined(row)
                row = []
            row.append(piece)
        if row:
            yield _joined(row)


def _beside(one: Piece, other: Piece) -> bool:
    middle = other.box.top + other.box.height / 2
    return one.box.top <= middle <= one.box.top + one.box.height


def _joined(row: list[Piece]) -> str:
    return " ".join(each.text for each in sorted(row, key=lambda each: each.box.left))
