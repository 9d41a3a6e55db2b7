"""Cards: what one file holds, or added, as the inbox says it; many plain pictures share a card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.intake.import_outcome import (
    FileOutcome,
    FilePreview,
    RejectedLine,
    SkippedLines,
)
from gigwallet.app.intake.known_formats import format_title
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.screens.inbox import wording
from gigwallet.gui.screens.inbox.screen_lines import screen_lines
from gigwallet.words import _, ngettext, number
from gigwallet.words.labels import platform
from gigwallet.words.refusals import reason, sentence

PASSWORD_CODES = frozenset({"archive_password_needed", "archive_password_wrong"})
NO_SCREENS: Mapping[Path, ScreenReading] = {}
_CAN_BE_EXPLAINED = "table_can_be_mapped"
_WORDS_UNKNOWN = "report_words_unknown"
_ANY, _OWN_PAPER = "any_exhibit", "own_paper"
_PAPER = "application/pdf"
_MOST_PAPERS_APART = 5
_WORK_TELLS = frozenset(
    {"currency_not_said", "currency_not_of_sign", "work_not_said", "work_currency_not_said"}
)

Lines = tuple[tuple[str, str], ...]
_Named = FilePreview | FileOutcome
_Title = Callable[[_Named], str]


@dataclass(frozen=True, slots=True)
class CardView:
    """A card before it is painted. ``facts`` are (label, value); ``sums`` (what, amount);
    ``rejected`` (where, why), ``more_rejected`` how many more. ``path`` is the file that the card
    asks about: an archive for its password, a table for its columns, a report for its words, a
    paper for what stands where.
    ``asks_work``: it waits until its person said what they are paid in."""

    title: str
    recognised: str
    status: str
    tone: str
    sentence: str = ""
    facts: Lines = ()
    sums: Lines = ()
    source_sums: Lines = ()
    skipped: Lines = ()
    rejected: Lines = ()
    more_rejected: int = 0
    names: tuple[str, ...] = field(default=())
    path: Path | None = None
    asks_password: bool = False
    asks_columns: bool = False
    asks_words: bool = False
    asks_paper: bool = False
    asks_work: bool = False
    wrong: bool = False  # the sentence says what went wrong, not only what is asked for

    @property
    def stores_something(self) -> bool:
        return self.tone != "bad" and not self.asks_password


def preview_cards(
    files: Sequence[FilePreview], screens: Mapping[Path, ScreenReading] = NO_SCREENS
) -> tuple[CardView, ...]:
    """Files with rows, troubles or a known screen each on a card, in order, and a few papers that
    nobody knows yet; plain originals together at the end. ``screens`` are those that were read so
    far."""
    title = _titles(files)
    plain = [file for file in files if _is_plain(file) and file.path not in screens]
    papers = [file for file in plain if _is_unknown_paper(file)]
    apart = papers if len(papers) <= _MOST_PAPERS_APART else []
    grouped = [file for file in plain if file not in apart]
    grouped = grouped if len(grouped) > 1 else []
    cards = [
        _preview(file, title(file), screens.get(file.path) if file.path else None)
        for file in files
        if file not in grouped
    ]
    if grouped:
        explained = None if apart or not papers else papers[0]
        cards.append(_originals([title(file) for file in grouped], explained))
    return tuple(cards)


def outcome_cards(files: Sequence[FileOutcome]) -> tuple[CardView, ...]:
    """What each file added; plain originals together at the end."""
    plain = [file for file in files if not file.error and file.added.rows == 0 and not file.known
             and file.added.exhibits and not file.engagements and not file.rejected
             and not file.skipped]  # fmt: skip
    grouped = plain if len(plain) > 1 else []
    title = _titles(files)
    cards = [_outcome(file, title(file)) for file in files if file not in grouped]
    if grouped:
        names = tuple(title(file) for file in grouped)
        cards.append(CardView(_how_many_originals(len(names)), "", _("Added"), "good", names=names))
    return tuple(cards)


def rejected_lines(rejected: Iterable[RejectedLine]) -> Lines:
    """(``line 12, column amount``, why) for each."""
    return tuple((_where(each), reason(each.reason)) for each in rejected)


def skipped_lines(skipped: Iterable[SkippedLines]) -> Lines:
    return tuple((reason(each.reason), number(each.count)) for each in skipped)


def _preview(file: FilePreview, title: str, screen: ScreenReading | None) -> CardView:
    if file.error is not None:
        return _refused(title, file.importer, file.error, file.path)
    if screen is not None and not file.member:
        return _screen(title, screen)
    facts = [(words, number(count)) for words, count in wording.counted(file.found)]
    if file.engagements:
        facts.insert(0, (_("Engagements"), number(file.engagements)))
    span = wording.span_words(file.first, file.last)
    if span:
        facts.append((_("From, to"), span))
    facts += [wording.printed_words(total) for total in file.printed]
    status, tone = _state(file)
    if file.unsaid is not None:
        status, tone = _("Say it first"), "warn"
    unknown = _is_plain(file) and _is_unknown_paper(file)
    once = _("Kept as it is. Show once what stands where, and the next one is read by itself.")
    return CardView(
        title,
        format_title(file.importer),
        status,
        tone,
        sentence=once if unknown else sentence(file.unsaid) if file.unsaid is not None else "",
        asks_work=file.unsaid is not None,
        facts=() if unknown else tuple(facts),
        path=file.path,
        asks_paper=unknown or _is_torn_paper(file),
        sums=wording.sum_lines(file.sums),
        source_sums=wording.source_sum_lines(file.source_sums),
        skipped=skipped_lines(file.skipped),
        rejected=rejected_lines(file.rejected),
        more_rejected=file.more_rejected,
    )


def _screen(title: str, screen: ScreenReading) -> CardView:
    """The fields as they would be kept; those that are not proven wait for their person."""
    waiting = len(screen.to_review)
    words = ngettext("{n} field waits for you", "{n} fields wait for you", waiting)
    return CardView(
        title,
        _("Screenshot of {platform}").format(platform=platform(screen.platform)),
        words.format(n=number(waiting)) if waiting else _("Ready"),
        "warn" if waiting else "good",
        facts=tuple(screen_lines(screen)),
    )


def _outcome(file: FileOutcome, title: str) -> CardView:
    if file.error is not None:
        return _refused(title, file.importer, file.error, file.path)
    added = wording.counted_sentence(file.added, file.engagements)
    facts = [(_("Added"), added or _("Nothing new"))]
    if file.known:
        facts.append((_("Already in the vault"), number(file.known)))
    facts += [wording.printed_words(total) for total in file.printed]
    return CardView(
        title,
        format_title(file.importer),
        _("Look at it") if file.needs_a_look else _("Added") if added else _("Known"),
        "warn" if file.needs_a_look else "good" if added else "",
        facts=tuple(facts),
        sums=wording.sum_lines(file.sums),
        skipped=skipped_lines(file.skipped),
        rejected=rejected_lines(file.rejected),
        more_rejected=file.more_rejected,
    )


def _refused(title: str, importer: str, error: GigWalletError, path: Path | None) -> CardView:
    asks = error.code in PASSWORD_CODES
    return CardView(
        title,
        format_title(importer) if importer else "",
        _("Password") if asks else _("Refused"),
        "warn" if asks else "bad",
        sentence=sentence(error),
        path=path,
        asks_password=asks,
        asks_columns=error.code == _CAN_BE_EXPLAINED,
        asks_words=error.code == _WORDS_UNKNOWN,
        asks_work=error.code in _WORK_TELLS,
        wrong=error.code != "archive_password_needed",
    )


def _state(file: FilePreview) -> tuple[str, str]:
    if file.rejected:
        count = len(file.rejected) + file.more_rejected
        words = ngettext("{n} line rejected", "{n} lines rejected", count)
        return words.format(n=number(count)), "warn"
    if not file.found.rows and not file.found.exhibits and not file.payers:
        return _("Nothing to store"), ""
    return _("Ready"), "good"


def _is_plain(file: FilePreview) -> bool:
    """An original without rows, payers or troubles: a screenshot, a scan."""
    return not (
        file.error
        or file.found.rows
        or file.engagements
        or file.rejected
        or file.skipped
        or file.payers
    ) and bool(file.found.exhibits)


def _is_unknown_paper(file: FilePreview) -> bool:
    """A paper that the person can point at; in an archive there is no file to open."""
    return file.importer == _ANY and file.media_type == _PAPER and not file.member


def _is_torn_paper(file: FilePreview) -> bool:
    """A paper that was explained once and is not as it was: it can be shown once more."""
    return file.importer == _OWN_PAPER and bool(file.rejected) and not file.member


def _originals(names: list[str], explained: FilePreview | None) -> CardView:
    return CardView(
        _how_many_originals(len(names)),
        _("Kept as they are; their text is read later"),
        _("Ready"),
        "good",
        names=tuple(names),
        path=explained.path if explained else None,
        asks_paper=explained is not None,
    )


def _how_many_originals(count: int) -> str:
    return ngettext("{n} picture or paper", "{n} pictures and papers", count).format(
        n=number(count)
    )


def _titles(files: Iterable[_Named]) -> _Title:
    """How each file is called: files of one name with as much of their folders as tells them
    apart."""
    named: dict[str, set[Path]] = defaultdict(set)
    for each in files:
        if each.path:
            named[each.file].add(each.path)

    def title(file: _Named) -> str:
        name = _told_apart(file.path, named[file.file]) if file.path else file.file
        mark = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
        return f"{name} {mark} {file.member}" if file.member else name

    return title


def _told_apart(path: Path, alike: Collection[Path]) -> str:
    """The end of ``path`` that no other one has."""
    ends = (path.parts[-size:] for size in range(1, len(path.parts) + 1))
    own = (end for end in ends if sum(each.parts[-len(end) :] == end for each in alike) <= 1)
    return "/".join(next(own, path.parts))


def _where(line: RejectedLine) -> str:
    place = _("line {n}").format(n=number(line.line)) if line.line else _("the file")
    place = _("page {page}").format(page=number(line.page)) if line.page else place
    place = f"{line.sheet} › {place}" if line.sheet else place
    return f"{place}, {line.column}" if line.column else place
