"""What was explained, in words: what it is, which files it fits, what it read."""

from __future__ import annotations

from gigwallet.app.intake.manage_taught import Explained, NotRead, Tried
from gigwallet.domain.taught import PaperTemplate, ReportWords, TableProfile
from gigwallet.gui.widgets import Fact
from gigwallet.words import _, ngettext, number, records
from gigwallet.words.labels import label, platform
from gigwallet.words.refusals import reason

_DECIMALS = {"point": "1,234.56", "comma": "1.234,56"}
_DAYS = {"ymd": "2026-08-31", "dmy": "31/08/2026", "mdy": "08/31/2026"}


def kind(each: Explained) -> str:
    if isinstance(each.lesson, ReportWords):
        return _("Words of reports")
    return label(each.lesson.kind) if isinstance(each.lesson, PaperTemplate) else _("Table")


def pays_for(each: Explained) -> str:
    if isinstance(each.lesson, ReportWords):
        return platform("uber")
    return platform(each.lesson.platform) if each.lesson.platform else _("as each line says")


def read(each: Explained) -> str:
    """How many files of the vault it read; nothing where that is not counted."""
    if each.files is None:
        return ""
    if not each.files:
        return _("Nothing yet")
    return ngettext("{n} file", "{n} files", each.files).format(n=number(each.files))


def fits(each: Explained) -> list[Fact]:
    """Which files it is for, and how they are written."""
    lesson = each.lesson
    if isinstance(lesson, ReportWords):
        return [(_("Reports"), _("Reports of Uber for fleets that use these words"))]
    if isinstance(lesson, TableProfile):
        return [
            (_("Its columns"), ", ".join(lesson.header)),
            (_("One line of it is"), label(lesson.rows)),
            *_written(lesson),
        ]
    return [
        (_("Every such paper prints"), ", ".join(lesson.anchors)),
        *_written(lesson),
    ]


def reads(each: Explained) -> list[Fact]:
    """What each column holds, or what each label names."""
    lesson = each.lesson
    if isinstance(lesson, TableProfile):
        return [
            (use.column, f"{label(use.meaning)} ({label(use.category)})"
             if use.category else label(use.meaning))
            for use in lesson.uses
        ]  # fmt: skip
    if isinstance(lesson, ReportWords):
        return [(word, label(said)) for word, said in [*lesson.parts, *lesson.columns]]
    return [(field.label, label(field.role)) for field in lesson.fields]


def _written(lesson: TableProfile | PaperTemplate) -> list[Fact]:
    return [
        (_("Currency"), lesson.currency),
        (_("Numbers are written like"), _DECIMALS[lesson.decimal]),
        (_("Days are written like"), _DAYS[lesson.day_order]),
    ]


def tried(found: Tried) -> list[tuple[str, str]]:
    """Each sentence with its tone."""
    said = [(records.told(fact), "") for fact in found.facts]
    rest = found.count - len(found.facts)
    if rest > 0:
        said.append((_("and {n} more").format(n=number(rest)), "muted"))
    return said + [(_why(each), "bad") for each in found.not_read]


def summed(found: Tried) -> str:
    words = ngettext("{n} entry in all", "{n} entries in all", found.count)
    said = [words.format(n=number(found.count))]
    if found.left_out:
        words = ngettext("{n} line left out", "{n} lines left out", found.left_out)
        said.append(words.format(n=number(found.left_out)))
    return " \N{MIDDLE DOT} ".join(said)


def _why(each: NotRead) -> str:
    said = reason(each.reason)
    return f"{each.what}: {said}" if each.what else said
