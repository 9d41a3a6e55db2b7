"""What a picture says beside the other pictures of its orders: one holds, or a person is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gigwallet import ocr
from gigwallet.app.screens.kept_copies import is_copy
from gigwallet.app.screens.one_reading import as_left, shot_moment
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import decided_on, standing_decisions
from gigwallet.domain.exhibit import Exhibit
from gigwallet.domain.reading import Row
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.importers import app_screen

# Two pictures of one order say different amounts, and nobody knows which of them holds.
DIFFER = "screen_pictures_differ"


@dataclass(frozen=True, slots=True)
class Beside:
    """``rows`` of the picture as they hold beside those of the ``others``, its ``reading`` with the
    fields that wait because of them, and which rows (family, key) the others tell."""

    rows: tuple[Row, ...]
    reading: ScreenReading
    others: tuple[ExhibitId, ...] = ()
    told_by_others: frozenset[tuple[str, str]] = frozenset()


def beside_others(
    wallet: Wallet,
    exhibit: ExhibitId,
    said: Exhibit,
    left: ScreenReading,
    templates: Sequence[ocr.Template],
) -> Beside:
    """``left`` is the reading as its person left it (``one_reading.as_left``)."""
    rows = app_screen.rows(left, shot_moment(said), templates)
    others = tuple(_others(wallet, exhibit, rows, templates))
    if not others:
        return Beside(rows, left)
    readings = [(exhibit, left, rows), *others]
    order = _in_order(wallet, [each for each, _, _ in readings])
    readings.sort(key=lambda each: order[each[0]])
    mine = [each for each, _, _ in readings].index(exhibit)
    tellings = [
        app_screen.Telling(stated, _said(wallet, each, reading, stated, templates))
        for each, reading, stated in readings
    ]
    held = app_screen.together(tellings)
    theirs = (rows for number, rows in enumerate(held.rows) if number != mine)
    return Beside(
        held.rows[mine],
        _waiting(left, rows, held.torn[mine], templates),
        tuple(each for each, _, _ in others),
        frozenset((row.family, row.natural_key) for some in theirs for row in some),
    )


def _others(
    wallet: Wallet, exhibit: ExhibitId, rows: Sequence[Row], templates: Sequence[ocr.Template]
) -> Iterator[tuple[ExhibitId, ScreenReading, tuple[Row, ...]]]:
    """The other pictures that state one of these orders, with what each says by itself."""
    orders = [row.natural_key for row in rows if row.family == app_screen.TRIPS]
    if not orders or is_copy(wallet, exhibit):
        return
    for other in wallet.vault.screens.stating(app_screen.TRIPS, orders):
        stored = wallet.vault.screens.get(other)
        if other == exhibit or stored is None or is_copy(wallet, other):
            continue
        left = as_left(wallet, other, stored.reading, templates)
        shot = shot_moment(wallet.vault.exhibits.get(other).exhibit)
        yield other, left, app_screen.rows(left, shot, templates)


def _in_order(wallet: Wallet, exhibits: Sequence[ExhibitId]) -> dict[ExhibitId, tuple[str, str]]:
    """As they came: what holds must not depend on which of them is asked about."""
    added = {each: wallet.vault.exhibits.get(each).exhibit.added_at for each in exhibits}
    return {each: (added[each].isoformat(), each) for each in exhibits}


def _said(
    wallet: Wallet,
    exhibit: ExhibitId,
    reading: ScreenReading,
    rows: Sequence[Row],
    templates: Sequence[ocr.Template],
) -> Mapping[str, int]:
    """How often the person spoke of each field that holds as they said it."""
    sayings = wallet.vault.screens.decisions(exhibit)
    holding, _torn = standing_decisions(sayings)
    if not holding:
        return {}
    counted: dict[str, int] = {}
    by_name: dict[str, int] = {}
    for field, decision in decided_on(reading.template, reading.fields, holding)[0]:
        if decision is None or field.standing not in (Standing.CONFIRMED, Standing.CORRECTED):
            continue
        times = max(each.number for each in sayings if each.field == decision.field)
        counted[field.box.pointer] = max(times, counted.get(field.box.pointer, 0))
        by_name[field.name] = times
    return counted | {
        what: by_name[name] for what, name in _shown(rows, reading, templates) if name in by_name
    }


def _waiting(
    left: ScreenReading,
    rows: Sequence[Row],
    torn: frozenset[str],
    templates: Sequence[ocr.Template],
) -> ScreenReading:
    if not torn:
        return left
    names = {name for what, name in _shown(rows, left, templates) if what in torn}
    paid = {
        row.locator.pointer
        for row in rows
        if row.family != app_screen.TRIPS and row.locator.pointer in torn
    }
    return replace(
        left,
        fields=tuple(
            replace(each, standing=Standing.REVIEW, why=DIFFER)
            if each.usable and (each.name in names or each.box.pointer in paid)
            else each
            for each in left.fields
        ),
    )


def _shown(
    rows: Sequence[Row], reading: ScreenReading, templates: Sequence[ocr.Template]
) -> Iterator[tuple[str, str]]:
    """(``key|attribute``, name of the field) of all that these trips were made of."""
    template = next((each for each in templates if each.key == reading.template), None)
    for row in rows:
        if row.family != app_screen.TRIPS or template is None:
            continue
        for name in row.raw:
            rule = template.rule(name)
            if rule is not None and rule.fact:
                yield f"{row.natural_key}|{rule.fact}", name
