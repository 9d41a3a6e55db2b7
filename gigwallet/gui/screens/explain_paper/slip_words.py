"""What was read of a paper, in words: its lines, its sum, and what is not as it was."""

from __future__ import annotations

from gigwallet.app.intake.point_at_paper import Added, PaperRead
from gigwallet.domain.money import Money
from gigwallet.words import _, duration, money, number, period
from gigwallet.words.refusals import reason

Lines = list[tuple[str, str, str]]  # label, value, tone


def lines(read: PaperRead) -> Lines:
    """A statement as its paper prints it; empty where there is none."""
    said = read.statement
    if said is None:
        return []
    found: Lines = [(_("Period"), period(said.period), "")]
    if said.gross is not None:
        found.append((_("Gross pay"), money(said.gross), ""))
    found += [(each.label, money(each.amount), "") for each in said.deductions]
    if said.net is not None:
        found.append((_("Paid out"), money(said.net), ""))
    if said.orders is not None:
        found.append((_("Orders"), number(said.orders), ""))
    if read.tally is not None and read.tally.worked is not None:
        found.append((_("Hours"), duration(read.tally.worked), ""))
    return found


def troubles(read: PaperRead) -> list[str]:
    """One sentence for each label that is not as it was on the example."""
    return [
        f"{each.column}: {reason(each.reason)}" if each.column else reason(each.reason)
        for each in read.rejected
    ]


def equation(total: Added) -> str:
    """``1,234.50 - 134.50 = 1,100.00`` in its currency; empty until gross and net are there."""
    if total.gross is None or total.net is None:
        return ""
    taken = total.deductions or Money(0, total.gross.currency)
    return _("{gross} \N{MINUS SIGN} {deductions} = {net}").format(
        gross=_figure(total.gross), deductions=_figure(taken), net=_figure(total.net)
    )


def verdict(total: Added) -> tuple[str, str]:
    """A word and its tone for a pill."""
    residue = total.residue
    if residue is None:
        return "", ""
    if residue.minor == 0:
        return _("Adds up"), "good"
    off = Money(abs(residue.minor), residue.currency)
    if residue.minor > 0:
        return _("{amount} not accounted for").format(amount=_figure(off)), "warn"
    return _("{amount} too much taken off").format(amount=_figure(off)), "bad"


def _figure(amount: Money) -> str:
    """Bare while its currency is not known."""
    return money(amount).replace("\N{CURRENCY SIGN}", "").replace("XXX", "").strip()
