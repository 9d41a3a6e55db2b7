"""What was read of a file without a vault, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.intake.import_folding import Folded
from gigwallet.app.intake.import_outcome import PrintedSum
from gigwallet.app.intake.import_summing import begun, printed_sums, span_of
from gigwallet.app.intake.known_formats import format_title
from gigwallet.app.intake.read_loose import LooseEnd, LooseFile
from gigwallet.app.screens.state_screens import PRIVATE
from gigwallet.cli import rejected
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import Row
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading
from gigwallet.words import _, findings, moment, money, ngettext, number, refusals
from gigwallet.words.labels import label

MOST_ROWS = 40
_NAMING = ("kind", "state", "product", "ref", "label")


def no_files() -> str:
    return _("There are no files there.")


def title(each: LooseFile) -> str:
    name = f"{each.path.name} › {each.begun.member}" if each.begun.member else each.path.name
    known = format_title(each.begun.importer) if each.begun.importer else ""
    return f"{name}  [{known}]" if known else name


def row(each: Row) -> str:
    """Where it stands, when it was, how much, and what."""
    place = each.locator
    where = str(place.line or (f"p{place.page}" if place.page else place.pointer))
    at = begun(each)
    when = moment(at) if at is not None else ""
    amount = money(each.amount) if each.amount is not None else ""
    mark = "?" if each.payer else " "
    return f"  {mark}{where:>7}  {when:<18} {amount:>14}  {_what(each)}".rstrip()


def _what(each: Row) -> str:
    fact = each.fact
    match fact:
        case Payout():
            return " ".join(filter(None, (fact.payer_text, fact.label)))
        case PayLine():
            return ": ".join(filter(None, (label(fact.category), fact.label_raw)))
        case _:
            said = (getattr(fact, name, "") for name in _NAMING)
            return " ".join(str(word) for word in said if word)


def end(each: LooseEnd, rows: int) -> Iterator[str]:
    if rows > MOST_ROWS:
        yield "  " + _("… and {count} more rows; --json shows all").format(count=rows - MOST_ROWS)
    if each.error is None:
        yield from _sums(each.folded)
        yield from _left_out(each.folded)
    if each.hidden:
        yield "  " + ngettext(
            "{count} row of a payer whom nobody knows is not shown; --payers shows it",
            "{count} rows of payers whom nobody knows are not shown; --payers shows them",
            each.hidden,
        ).format(count=each.hidden)
    if each.trouble is not None:
        yield f"  {refusals.sentence(each.trouble)}"
    if each.private:
        yield f"  {refusals.reason(PRIVATE)}"
    if each.screen is not None:
        yield from _screen(each.screen)


def _sums(folded: Folded) -> Iterator[str]:
    found = findings.counted(folded.found)
    if found:
        yield "  " + _("found: {what}").format(what=found)
    for sums in folded.sums.values():
        for category, amount in sums.items():
            yield f"    {findings.category(category)}: {money(amount)}"
    if folded.drivers:
        said = _(
            "The file lists {count} drivers: its sums are of all of them, and only your own lines "
            "would be stored."
        )
        yield f"    {said.format(count=number(len(folded.drivers)))}"
    for each in printed_sums(folded.printed, folded.source_sums):
        yield f"    {_printed(each)}"
    first, last = span_of(folded.spans)
    if first is not None and last is not None:
        yield f"    {moment(first)} – {moment(last)}"


def _left_out(folded: Folded) -> Iterator[str]:
    for line in folded.rejected[:MOST_ROWS]:
        yield f"  {rejected.sentence(line)}"
    more = len(folded.rejected) + folded.more_rejected - MOST_ROWS
    if more > 0:
        yield "  " + _("… and {count} more rows; --json shows all").format(count=more)
    for reason, count in folded.skipped.items():
        yield "  " + _("left out: {count} × {reason}").format(
            count=count, reason=refusals.reason(reason)
        )


def _printed(each: PrintedSum) -> str:
    amount = money(each.amount) if each.amount is not None else number(each.count or 0)
    said = _("the file says {label}: {amount}").format(
        label=findings.total_label(each.label), amount=amount
    )
    if each.residue:
        said += " " + _("(beyond its lines: {amount})").format(amount=money(each.residue))
    return said


def _screen(read: ScreenReading) -> Iterator[str]:
    if read.template:
        yield "  " + _("screen: {name}").format(name=read.template)
    for each in read.fields:
        mark = " " if each.usable else "?"
        yield f"  {mark} {each.label or each.name}: {_pixels(each)}"


def _pixels(field: ScreenField) -> str:
    """A value with its unit, as strict as it was read; what was not understood as it stands."""
    match field.kind:
        case _ if not field.value:
            return field.text
        case FieldKind.DAY if field.value.startswith("--"):  # a day without its year
            return field.text
        case FieldKind.MONEY:
            return money(Money.of(field.value, field.currency))
        case FieldKind.DISTANCE:
            return f"{number(int(field.value))} m"
        case FieldKind.DURATION:
            return f"{number(int(field.value))} s"
        case FieldKind.PERCENT:
            return f"{field.value} %"
        case FieldKind.MOMENT:
            return field.value.replace("T", " ")
        case _:
            return field.value
