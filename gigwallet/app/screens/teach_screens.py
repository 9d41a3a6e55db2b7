"""A person teaches a screen of an app that no template knows: what each row of it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigwallet import ocr
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.screen_pixels import ScreenPicture, screen_picture
from gigwallet.app.screens.screen_story import refuse_own_data
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import FieldKind
from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields.status_bar import status_bar

_LEAST_PIECES = 4
_BESIDE = 0.55  # of the smaller height: as far apart two middles of one row may lie
_DATED = re.compile(r"\d{1,4}\s*[-/.年月]\s*\d{1,2}.*\d{1,2}:\d{2}")


class About(StrEnum):
    """What one such screen is about."""

    ORDER = "order"
    TRIP = "trip"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Meaning(StrEnum):
    """What a row of a screen says."""

    NOTHING = ""
    TOTAL = "total"
    BASE = "base"
    DISTANCE_PAY = "distance_pay"
    TIME_PAY = "time_pay"
    WAIT_PAY = "wait_pay"
    SURGE = "surge"
    INCENTIVE = "incentive"
    TIP = "tip"
    PENALTY = "penalty"
    COMMISSION = "commission"
    INSURANCE = "insurance"
    TAX = "tax"
    OTHER_PAY = "other_pay"
    REF = "ref"
    ACCEPTED_AT = "accepted_at"
    PICKED_UP_AT = "picked_up_at"
    COMPLETED_AT = "completed_at"
    DAY = "day"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    DISTANCE = "distance"
    DURATION = "duration"
    ORDERS = "orders"


PAY_MEANINGS = {
    Meaning.BASE: PayCategory.BASE,
    Meaning.DISTANCE_PAY: PayCategory.DISTANCE,
    Meaning.TIME_PAY: PayCategory.TIME,
    Meaning.WAIT_PAY: PayCategory.WAIT,
    Meaning.SURGE: PayCategory.SURGE,
    Meaning.INCENTIVE: PayCategory.INCENTIVE,
    Meaning.TIP: PayCategory.TIP,
    Meaning.PENALTY: PayCategory.PENALTY,
    Meaning.COMMISSION: PayCategory.COMMISSION,
    Meaning.INSURANCE: PayCategory.INSURANCE,
    Meaning.TAX: PayCategory.TAX_WITHHELD,
    Meaning.OTHER_PAY: PayCategory.OTHER,
}
_TIMES = (Meaning.ACCEPTED_AT, Meaning.PICKED_UP_AT, Meaning.COMPLETED_AT)
_OF_PERIODS = {
    Meaning.TOTAL: "net",
    Meaning.DISTANCE: "distance_m",
    Meaning.DURATION: "worked",
    Meaning.ORDERS: "orders",
    Meaning.DAY: "day",
    Meaning.FIRST_DAY: "first_day",
    Meaning.LAST_DAY: "last_day",
}
_OF_TRIPS = {
    Meaning.DISTANCE: "trip_m",
    Meaning.DURATION: "duration_s",
    Meaning.DAY: "day",
    Meaning.REF: "ref",
    **{each: each.value for each in _TIMES},
}
_KINDS = {
    Meaning.REF: FieldKind.REF,
    Meaning.DAY: FieldKind.DAY,
    Meaning.FIRST_DAY: FieldKind.DAY,
    Meaning.LAST_DAY: FieldKind.DAY,
    Meaning.DISTANCE: FieldKind.DISTANCE,
    Meaning.DURATION: FieldKind.DURATION,
    Meaning.ORDERS: FieldKind.COUNT,
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What stands beside each other on a picture: a label and, to its right or below, a value. For
    one piece of text alone both are the same."""

    label: Piece
    value: Piece

    @property
    def box(self) -> Box:
        return self.label.box.around(self.value.box)

    @property
    def text(self) -> str:
        if self.label is self.value:
            return self.value.text
        return f"{self.label.text}  {self.value.text}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture to teach from, with its rows."""

    exhibit: ExhibitId
    name: str
    rows: tuple[SheetRow, ...]
    picture: ScreenPicture


@dataclass(frozen=True, slots=True)
class Example:
    """A picture with what the person says of its rows, in their order."""

    sheet: Sheet
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """``platform`` as the person's work is called (``shansong``, 快狗打车), ``currency`` ISO 4217,
    ``zone`` IANA."""

    platform: str
    about: About
    currency: str
    zone: str
    examples: tuple[Example, ...] = ()


def meanings(about: About) -> tuple[Meaning, ...]:
    """Those that make sense on such a screen, the empty one first."""
    known = _OF_TRIPS if about in (About.ORDER, About.TRIP) else _OF_PERIODS
    return tuple(
        each
        for each in Meaning
        if each in (Meaning.NOTHING, Meaning.TOTAL) or each in PAY_MEANINGS or each in known
    )


def unknown(wallet: Wallet) -> list[tuple[ExhibitId, str]]:
    """Pictures that were read and that no template fits, with their names, the latest first.
    Pictures with next to no letters and screens of wallets are none."""
    names = {each.id: each.exhibit for each in wallet.vault.exhibits.all()}
    found = [
        exhibit
        for exhibit, stored in wallet.vault.screens.all()
        if not (stored.reading.template or stored.reading.list_of)
        and not stored.trouble
        and exhibit in names
        and names[exhibit].media_type.startswith("image/")
        and sum(len(page.pieces) for page in stored.reading.paper.pages) >= _LEAST_PIECES
    ]
    return [(exhibit, names[exhibit].name) for exhibit in reversed(found)]


def sheet_of(wallet: Wallet, exhibit: ExhibitId) -> Sheet:
    """Refusals: as ``screen_picture``."""
    picture = screen_picture(wallet, exhibit)
    stored = wallet.vault.screens.get(exhibit)
    if stored is None:
        raise GigWalletError("screen_not_read")
    name = wallet.vault.exhibits.get(exhibit).exhibit.name
    return Sheet(exhibit, name, rows_of(stored.reading.paper.pages[0]), picture)


def rows_of(page: Page) -> tuple[SheetRow, ...]:
    """From top to bottom, without the status bar."""
    bar = status_bar(page)
    left = sorted((each for each in page.pieces if each not in bar), key=lambda each: each.box.top)
    lines: list[list[Piece]] = []
    for piece in left:
        line = next((each for each in lines if _beside(each[0], piece)), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    rows = []
    for line in lines:
        line.sort(key=lambda each: each.box.left)
        rows.append(SheetRow(line[0], line[-1]))
    return tuple(_with_heads(rows))


def proposals(wallet: Wallet, lesson: Lesson, sheet: Sheet) -> tuple[Meaning, ...]:
    """What the rows of a further picture seem to mean, after the first example; for the person to
    confirm. Nothing where the first one cannot be learnt from yet."""
    nothing = (Meaning.NOTHING,) * len(sheet.rows)
    if not lesson.examples:
        return nothing
    stored = wallet.vault.screens.get(sheet.exhibit)
    if stored is None:
        return nothing
    try:
        template = ocr.draft(_example(wallet, lesson, lesson.examples[0]), _about(lesson))
    except GigWalletError:
        return nothing
    said = {
        marked.value: Meaning(marked.name)
        for marked in ocr.proposed(template, stored.reading.paper)
        if marked.name in {each.value for each in Meaning}
    }
    return tuple(said.get(row.value, Meaning.NOTHING) for row in sheet.rows)


def learn(wallet: Wallet, lesson: Lesson) -> str:
    """Keep the screen that the examples agree on; its key. Pictures that it may fit are due to be
    read. Refusals: ``teaching_*``, ``screen_names_person``, ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    examples = [_example(wallet, lesson, each) for each in lesson.examples]
    template = ocr.learn(examples, _about(lesson), known_screens.known(wallet))
    refuse_own_data(wallet, template)
    return known_screens.teach(wallet, ocr.template_text(template)).key


def _beside(one: Piece, other: Piece) -> bool:
    middles = one.box.top + one.box.height / 2, other.box.top + other.box.height / 2
    least = min(one.box.height, other.box.height)
    return abs(middles[0] - middles[1]) <= _BESIDE * least


def _with_heads(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """A figure that stands alone below a word that stands alone is one row with it."""
    found: list[SheetRow] = []
    for row in rows:
        before = found[-1] if found else None
        if (
            before is not None
            and before.label is before.value
            and row.label is row.value
            and _has_figures(row.value)
            and not _has_figures(before.value)
            and row.box.top - before.box.bottom < 2 * max(row.box.height, before.box.height)
        ):
            found[-1] = SheetRow(before.label, row.value)
        else:
            found.append(row)
    return found


def _has_figures(piece: Piece) -> bool:
    return any(each.isdigit() for each in piece.text)


def _about(lesson: Lesson) -> ocr.About:
    kind = ocr.ScreenKind(lesson.about.value)
    trip = TripKind.RIDE if lesson.about is About.TRIP else TripKind.DELIVERY
    return ocr.About(
        lesson.platform, lesson.about.value, kind, lesson.currency, lesson.zone, trip=trip
    )


def _example(wallet: Wallet, lesson: Lesson, example: Example) -> ocr.Example:
    stored = wallet.vault.screens.get(example.sheet.exhibit)
    if stored is None:
        raise GigWalletError("screen_not_read")
    marked = [
        _marked(row, meaning, lesson.about)
        for row, meaning in zip(example.sheet.rows, example.meanings, strict=True)
        if meaning is not Meaning.NOTHING
    ]
    return ocr.Example(stored.reading.paper, tuple(marked))


def _marked(row: SheetRow, meaning: Meaning, about: About) -> ocr.Marked:
    kind = _KINDS.get(meaning, FieldKind.MONEY)
    if meaning in _TIMES:
        kind = FieldKind.MOMENT if _DATED.search(row.value.text) else FieldKind.CLOCK
    of_trip = about in (About.ORDER, About.TRIP)
    facts = _OF_TRIPS if of_trip else _OF_PERIODS
    alone = row.label is row.value
    bare = alone and kind in (FieldKind.DAY, FieldKind.MOMENT, FieldKind.CLOCK)
    return ocr.Marked(
        name=meaning.value,
        kind=kind,
        value=row.value,
        label=None if bare else row.label,
        total=meaning is Meaning.TOTAL,
        part=meaning in PAY_MEANINGS,
        pay=PAY_MEANINGS.get(meaning),
        fact=facts.get(meaning, ""),
    )
