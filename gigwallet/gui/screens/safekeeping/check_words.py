"""What a check found, in the words and counts of the card that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.app.vaults.check_vault import CheckReport
from gigwallet.words import _, ngettext, number
from gigwallet.words.refusals import explain

WHOLE, QUARTER = "whole", "quarter"
QUARTERS = 4


def findings(report: CheckReport) -> tuple[str, ...]:
    """One sentence each; of a vault in which nothing was found, one that says so."""
    told = tuple(explain(each) for each in report.findings)
    return told or (_("Nothing was found: everything is as the log says."),)


def looked_at(counts: Mapping[str, int]) -> str:
    """How much was read: entries, records, originals, and their size."""
    entries, rows, originals = (counts.get(key, 0) for key in ("entries", "rows", "originals"))
    parts = [
        ngettext("{n} log entry", "{n} log entries", entries).format(n=number(entries)),
        ngettext("{n} record", "{n} records", rows).format(n=number(rows)),
        ngettext("{n} original", "{n} originals", originals).format(n=number(originals)),
    ]
    if counts.get("bytes"):
        parts.append(_("{n} MB").format(n=number(max(1, round(counts["bytes"] / 1_000_000)))))
    return " \N{MIDDLE DOT} ".join(parts)


def quarter(number_of_it: int) -> str:
    return _("A quarter of the originals ({n} of 4)").format(n=number(number_of_it))
