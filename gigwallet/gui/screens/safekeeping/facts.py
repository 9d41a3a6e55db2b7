"""Facts: what the head of the page says about the vault's safety, and the next step of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.words import _, day, ngettext, number
from gigwallet.words.refusals import explain


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is about, a sentence, a pill with its tone, one next step and the part of
    the screen where it is done: on ``page`` of it, or at once where that is ``now``."""

    key: str
    title: str
    sentence: str
    pill: str
    tone: str
    step: str
    part: str
    page: str = ""


def lines(safety: Safety) -> tuple[Line, ...]:
    """The five facts in the order of what is lost without them."""
    return (_backup(safety), _check(safety), _code(safety), _head(safety), _stamps(safety))


def grade_words(grade: str) -> str:
    return {
        "sound": _("Sound"),
        "attention": _("Needs attention"),
        "damaged": _("Damaged"),
    }.get(grade, grade)


def grade_tone(grade: str) -> str:
    return {"sound": "good", "attention": "warn", "damaged": "bad"}.get(grade, "")


def when(at: datetime) -> str:
    """Day and time on the clock of this computer."""
    here = at.astimezone()
    return f"{day(here.date())} {here:%H:%M}"


def ago(then: date, today: date) -> str:
    """``today``, ``yesterday``, ``12 days ago``; a day to come is told as itself."""
    days = (today - then).days
    if days < 0:
        return day(then)
    if days < 2:
        return _("yesterday") if days else _("today")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=number(days))


def _local(at: datetime) -> date:
    return at.astimezone().date()


def last_backup(safety: Safety) -> str:
    """Name and day of the last one, or what it means that there is none."""
    last = safety.backup
    if last is None:
        return _("If this disk fails, everything in the vault is gone.")
    return _("{name}, {when}").format(name=last.name, when=when(last.at))


def _backup(safety: Safety) -> Line:
    title, step = _("Last good backup"), _("Back up now")
    last, due = safety.backup, safety.backup_due
    sentence = last_backup(safety)
    if due is not None:
        sentence = f"{sentence}\n{explain(due)}" if last else explain(due)
    if last is None:
        pill, tone = _("None so far"), "bad" if due else "warn"
    else:
        told = ago(_local(last.at), _local(safety.now))
        pill, tone = told[:1].upper() + told[1:], "warn" if due else "good"
    return Line("backup", title, sentence, pill, tone, step, "backup", "now")


def _check(safety: Safety) -> Line:
    last = safety.check
    step = _("Check the vault")
    if last is None:
        sentence = _("It finds what was changed or has decayed.")
        return Line(
            "check", _("Last check"), sentence, _("None so far"), "warn", step, "check", "now"
        )
    sentence = when(last.at)
    if not last.whole:
        sentence = _("{when}, a part of the originals").format(when=sentence)
    if safety.check_is_old:
        sentence = _("{when}. That is long ago: files decay unnoticed.").format(when=sentence)
    tone = grade_tone(last.grade)
    if safety.check_is_old and tone == "good":
        tone = "warn"
    pill = grade_words(last.grade)
    return Line("check", _("Last check"), sentence, pill, tone, step, "check", "now")


def _code(safety: Safety) -> Line:
    title, on = _("Recovery code"), safety.rehearsed_on
    if not safety.has_code:
        sentence = _("There is none: a forgotten passphrase would close the vault for ever.")
        step = _("Make a recovery code")
        return Line("code", title, sentence, _("None"), "bad", step, "keys", "renew")
    step = _("Try your recovery code")
    if on is None:
        sentence = _("Nobody knows yet whether your paper is right.")
        return Line("code", title, sentence, _("Never tried"), "warn", step, "keys", "rehearse")
    pill = _("Tried {when}").format(when=ago(on, _local(safety.now)))
    sentence = _("Tried on {day}: your paper opens this vault.").format(day=day(on))
    tone = "warn" if safety.rehearsal_is_old else "good"
    return Line("code", title, sentence, pill, tone, step, "keys", "rehearse")


def _head(safety: Safety) -> Line:
    """Entries after the head are ordinary: the head is written at each import and at closing."""
    sentence = _("Written {when}: earlier records are fixed by it.").format(
        when=when(safety.head_at)
    )
    since = safety.entries_since
    pill = (
        ngettext("{n} entry since", "{n} entries since", since).format(n=number(since))
        if since
        else _("Up to date")
    )
    step = _("Save a checkpoint")
    tone = "" if since else "good"
    return Line("head", _("Head of the log"), sentence, pill, tone, step, "proof", "now")


def _stamps(safety: Safety) -> Line:
    title, step = _("Time stamps"), _("See time stamps")
    if safety.stamped_at is None:
        sentence = _("Optional: another clock that vouches for the date.")
        return Line("stamps", title, sentence, _("None"), "", step, "proof")
    sentence = _("The newest is of {when}.").format(when=when(safety.stamped_at))
    pill = number(safety.stamps)
    return Line("stamps", title, sentence, pill, "good", step, "proof")
