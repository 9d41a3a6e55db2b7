"""From the TOML text of a template to its value; whatever the text holds beyond is refused."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields.field_loading import (
    known,
    names_of,
    read_entry,
    read_field,
    read_line,
    read_sum,
    refuse_clashes,
)
from gigwallet.ocr.fields.tables import Table, parse
from gigwallet.ocr.fields.template import (
    ENTRY_FACTS,
    PERIOD_FACTS,
    TRIP_FACTS,
    ScreenKind,
    Template,
    Wording,
)

FORMAT = 1
_MOST_LINES = 8


def templates_in(folder: Path) -> tuple[Template, ...]:
    """Every ``<platform>/<screen>.toml`` below ``folder``, by key. A name that differs from the
    file's is refused: nobody would find it."""
    made = []
    for file in sorted(folder.glob("*/*.toml")):
        template = load_template(
            file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.stem}"
        )
        if template.key != f"{file.parent.name}/{file.stem}":
            raise GigWalletError("screen_template_value", name=template.key, key="name")
        made.append(template)
    return tuple(made)


def load_template(text: str, name: str = "") -> Template:
    """The template that ``text`` states. Refusals begin with ``screen_template_`` and name the
    first key that is wrong; ``name`` is how they call the file."""
    root = parse(text, name)
    if root.whole("format", 1000) != FORMAT:
        root.refuse("format", "screen_template_format")
    kind = root.choice("kind", ScreenKind)
    currency = root.text("currency")
    if not re.fullmatch(r"[A-Z]{3}", currency):
        root.refuse("currency")
    facts = TRIP_FACTS if kind in (ScreenKind.ORDER, ScreenKind.TRIP) else PERIOD_FACTS
    fields = tuple(read_field(each, currency, facts) for each in root.tables("field"))
    entries = tuple(read_entry(each, currency, ENTRY_FACTS) for each in root.tables("entry"))
    own = names_of(fields)
    kinds = own | {
        f"{entry.name}.{name}": kind
        for entry in entries
        for name, kind in names_of(entry.fields).items()
    }
    listed = tuple(entry.name for entry in entries)
    anchors = root.table("anchors")
    if anchors is None:
        root.refuse("anchors", "screen_template_missing_key")
    template = Template(
        platform=root.name("platform"),
        name=root.identifier("name"),
        version=root.text("version"),
        kind=kind,
        currency=currency,
        zone=_zone(root),
        languages=root.texts("languages"),
        wording=root.choice("wording", Wording),
        basis=root.text("basis"),
        must=anchors.groups("must"),
        may=anchors.texts("may"),
        never=anchors.texts("never"),
        packages=anchors.texts("packages"),
        fields=fields,
        lines=tuple(read_line(each, fields) for each in root.tables("line")),
        entries=entries,
        sums=tuple(read_sum(each, kinds, listed) for each in root.tables("sum")),
        ordered=root.names("ordered", tuple(own)),
        repeats=known(root, "repeats", own),
        trip=root.choice("trip", TripKind, TripKind.DELIVERY),
        engagement=root.text("engagement", ""),
        customer=root.texts("customer"),
        today=root.flag("today"),
        taught=root.flag("taught"),
    )
    anchors.finish()
    root.finish()
    if not template.must:
        root.refuse("anchors.must", "screen_template_missing_key")
    if not fields and not entries:
        root.refuse("field", "screen_template_missing_key")
    if len(template.lines) > _MOST_LINES or len(entries) > _MOST_LINES:
        root.refuse("line")
    refuse_clashes(root, fields)
    for entry in entries:
        refuse_clashes(root, entry.fields)
    return template


def _zone(root: Table) -> str:
    """An IANA zone, or nothing where the app is used in many: then the engagement tells it."""
    zone = root.text("zone", "")
    try:
        if zone:
            ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        root.refuse("zone")
    return zone
