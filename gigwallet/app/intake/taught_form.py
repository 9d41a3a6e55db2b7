"""What a person taught as a text that they may hand on: JSON, without any of their data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.statement import StatementKind
from gigwallet.domain.taught import (
    Beside,
    ColumnUse,
    DistanceUnit,
    DurationUnit,
    Lesson,
    Meaning,
    PaperField,
    PaperRole,
    PaperTemplate,
    ReportColumn,
    ReportPart,
    ReportWords,
    RowMeaning,
    Signs,
    TableProfile,
)
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.currencies import is_code
from gigwallet.tabular.day_column import DayOrder

TABLE, PAPER, REPORT = "gigwallet-table", "gigwallet-paper", "gigwallet-report"
_VERSION = 1
LONGEST_TEXT, MOST_ENTRIES = 200, 200

E = TypeVar("E", bound=StrEnum)
# A document of JSON: whatever a foreign file holds.
Said = Mapping[str, Any]


def form_of(lesson: Lesson) -> dict[str, Any]:  # Any: a document of JSON
    """As ``lesson_of`` takes it."""
    if isinstance(lesson, TableProfile):
        return table_form(lesson)
    return paper_form(lesson) if isinstance(lesson, PaperTemplate) else report_form(lesson)


def lesson_of(said: Said) -> Lesson:
    """What a document of JSON holds. Refusal: ``taught_file_wrong``."""
    if said["kind"] == TABLE:
        return table_of(said)
    return paper_of(said) if said["kind"] == PAPER else report_of(said)


def table_form(profile: TableProfile) -> dict[str, Any]:  # Any: a document of JSON
    """As ``table_of`` takes it."""
    return {
        "kind": TABLE,
        "version": _VERSION,
        "name": profile.name,
        "header": list(profile.header),
        "rows": profile.rows.value,
        "columns": [
            {
                "column": use.column,
                "meaning": use.meaning.value,
                **({"category": use.category.value} if use.category else {}),
            }
            for use in profile.uses
        ],
        "currency": profile.currency,
        "platform": profile.platform,
        "zone": profile.zone,
        "decimal": profile.decimal,
        "day_order": profile.day_order,
        "distance": profile.distance.value,
        "duration": profile.duration.value,
        "signs": profile.signs.value,
    }


def table_of(said: Said) -> TableProfile:
    """The profile that a document of JSON holds. Refusal: ``taught_file_wrong`` with the ``field``
    that is wrong."""
    header = tuple(_text(each, "header") for each in _list(said, "header"))
    profile = TableProfile(
        name=_named(said),
        header=header,
        rows=_choice(said, "rows", RowMeaning),
        uses=tuple(_use(each) for each in _list(said, "columns")),
        currency=_checked(said, "currency", is_code),
        platform=_optional(said, "platform"),
        zone=zone_of(said),
        decimal=_choice(said, "decimal", Style, Style.POINT).value,
        day_order=_choice(said, "day_order", DayOrder, DayOrder.YMD).value,
        distance=_choice(said, "distance", DistanceUnit, DistanceUnit.KILOMETRE),
        duration=_choice(said, "duration", DurationUnit, DurationUnit.HOUR),
        signs=_choice(said, "signs", Signs, Signs.AS_WRITTEN),
    )
    _whole(profile)
    return profile


def _use(said: object) -> ColumnUse:
    if not isinstance(said, dict):
        raise _wrong("columns")
    category = _choice(said, "category", PayCategory) if said.get("category") else None
    return ColumnUse(_needed(said, "column"), _choice(said, "meaning", Meaning), category)


def _whole(profile: TableProfile) -> None:
    """Whether lines of this table can become what they are said to be."""
    if len(profile.header) < 2 or len(set(profile.header)) < len(profile.header):
        raise _wrong("header")
    columns = [use.column for use in profile.uses]
    if not set(columns) <= set(profile.header) or len(set(columns)) < len(columns):
        raise _wrong("columns")
    meanings = [use.meaning for use in profile.uses if use.meaning is not Meaning.MONEY]
    if len(set(meanings)) < len(meanings):
        raise _wrong("columns")
    known = set(meanings)
    if not known & {Meaning.DAY, Meaning.MOMENT}:
        raise GigWalletError("table_needs_a_day")
    money = profile.columns(Meaning.MONEY)
    payout = profile.rows in (RowMeaning.PAYOUT_RECEIVED, RowMeaning.PAYOUT_STATED)
    if (payout and len(money) != 1) or (profile.rows is RowMeaning.PAY_LINE and not money):
        raise GigWalletError("table_needs_an_amount")
    if not payout and any(use.category is None for use in money):
        raise GigWalletError("table_needs_categories")


def paper_form(template: PaperTemplate) -> dict[str, Any]:  # Any: a document of JSON
    """As ``paper_of`` takes it."""
    return {
        "kind": PAPER,
        "version": _VERSION,
        "name": template.name,
        "platform": template.platform,
        "anchors": list(template.anchors),
        "fields": [
            {
                "role": each.role.value,
                "label": each.label,
                "place": each.place.value,
                "nth": each.nth,
                "across": each.across,
            }
            for each in template.fields
        ],
        "currency": template.currency,
        "zone": template.zone,
        "decimal": template.decimal,
        "day_order": template.day_order,
        "statement": template.kind.value,
    }


def paper_of(said: Said) -> PaperTemplate:
    """The template that a document of JSON holds. Refusal: ``taught_file_wrong``."""
    anchors = tuple(_text(each, "anchors") for each in _list(said, "anchors"))
    fields = tuple(_field(each) for each in _list(said, "fields"))
    if not anchors or not {each.role for each in fields} & {PaperRole.NET, PaperRole.GROSS}:
        raise _wrong("anchors" if not anchors else "fields")
    return PaperTemplate(
        name=_named(said),
        platform=_needed(said, "platform"),
        anchors=anchors,
        fields=fields,
        currency=_checked(said, "currency", is_code),
        zone=zone_of(said),
        decimal=_choice(said, "decimal", Style, Style.POINT).value,
        day_order=_choice(said, "day_order", DayOrder, DayOrder.YMD).value,
        kind=_choice(said, "statement", StatementKind, StatementKind.PAYSLIP),
    )


def _field(said: object) -> PaperField:
    if not isinstance(said, dict):
        raise _wrong("fields")
    return PaperField(
        _choice(said, "role", PaperRole),
        _needed(said, "label"),
        _choice(said, "place", Beside, Beside.RIGHT),
        _number(said, "nth", 1, 50),
        _number(said, "across", 0, 1000),
    )


def report_form(words: ReportWords) -> dict[str, Any]:  # Any: a document of JSON
    """As ``report_of`` takes it."""
    return {
        "kind": REPORT,
        "version": _VERSION,
        "name": words.name,
        "parts": [{"word": word, "meaning": part.value} for word, part in words.parts],
        "columns": [{"word": word, "meaning": column.value} for word, column in words.columns],
    }


def report_of(said: Said) -> ReportWords:
    """The words that a document of JSON holds. Refusal: ``taught_file_wrong``."""
    parts = tuple(_word(each, "parts", ReportPart) for each in _list(said, "parts"))
    columns = tuple(_word(each, "columns", ReportColumn) for each in _list(said, "columns"))
    if not parts and not columns:
        raise _wrong("parts")
    for field, words in (("parts", parts), ("columns", columns)):
        if len({word for word, _meaning in words}) < len(words):
            raise _wrong(field)
    return ReportWords(_named(said), parts, columns)


def _word(said: object, field: str, meanings: type[E]) -> tuple[str, E]:
    if not isinstance(said, dict):
        raise _wrong(field)
    return _needed(said, "word"), _choice(said, "meaning", meanings)


def written(form: Said) -> str:
    """The text of a file."""
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> Said:
    """The document that a file holds: of one of the three kinds and of this version. Refusal:
    ``taught_file_wrong``."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as torn:
        raise _wrong("JSON") from torn
    if not isinstance(said, dict) or said.get("kind") not in (TABLE, PAPER, REPORT):
        raise _wrong("kind")
    if said.get("version") != _VERSION:
        raise _wrong("version")
    return said


def _wrong(field: str) -> GigWalletError:
    return GigWalletError("taught_file_wrong", field=field)


def _list(said: Said, name: str) -> list[object]:
    found = said.get(name)
    if not isinstance(found, list) or len(found) > MOST_ENTRIES:
        raise _wrong(name)
    return found


def _text(found: object, name: str) -> str:
    if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_TEXT:
        raise _wrong(name)
    return found.strip()


def _needed(said: Said, name: str) -> str:
    return _text(said.get(name), name)


def _optional(said: Said, name: str) -> str:
    return _text(said[name], name) if said.get(name) else ""


def _named(said: Said) -> str:
    name = _needed(said, "name")
    if any(not letter.isprintable() for letter in name) or len(name) > 60:
        raise _wrong("name")
    return name


def _checked(said: Said, name: str, fits: Callable[[str], bool]) -> str:
    found = _needed(said, name)
    if not fits(found):
        raise _wrong(name)
    return found


def zone_of(said: Said) -> str:
    """The IANA zone that ``said`` names, or empty. Refusal: ``taught_file_wrong``."""
    name = _optional(said, "zone")
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError) as unknown:
        raise _wrong("zone") from unknown


def _choice(said: Said, name: str, words: type[E], otherwise: E | None = None) -> E:
    if name not in said and otherwise is not None:
        return otherwise
    try:
        return words(str(said.get(name)))
    except ValueError as unknown:
        raise _wrong(name) from unknown


def _number(said: Said, name: str, least: int, most: int) -> int:
    found = said.get(name, least)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise _wrong(name)
    return found
