"""Settings of the other copy that matter for the record: names and choices of the person."""

from __future__ import annotations

import json

from gigwallet.vault.copies.work import Work

# What this vault does not have is taken over; what it has stays.
_TAKEN_OVER = ("engagement_label/", "campaign/")
# The same, where the name ends in the id of an engagement.
_OF_ENGAGEMENT = ("engagement_floor/",)
# Lists of words: both together.
_JOINED = ("payers",)
# What the person explained of their own files, by its name: ours stands where both have one.
_EXPLAINED = ("taught_tables", "taught_papers", "taught_reports", "screen_templates")


def merge_settings(work: Work) -> None:
    """Settings are no evidence and carry no time, so that ours stand where both have one."""
    settings = work.vault.settings
    for name, value in work.theirs.connection.all("SELECT name, value FROM setting ORDER BY name"):
        if name.startswith(_TAKEN_OVER) and not settings.get(name):
            settings.put(name, work.ids.here(value))
        elif name.startswith(_OF_ENGAGEMENT):
            folder, engagement = name.split("/", 1)
            here = f"{folder}/{work.ids.here(engagement)}"
            if not settings.get(here):
                settings.put(here, value)
        elif name in _JOINED:
            known = json.loads(settings.get(name) or "[]")
            both = sorted({*known, *json.loads(value or "[]")})
            if both != sorted(known):
                settings.put(name, json.dumps(both, ensure_ascii=False))
        elif name in _EXPLAINED:
            ours = json.loads(settings.get(name) or "{}")
            together = {**json.loads(value or "{}"), **ours}
            if together != ours:
                settings.put(name, json.dumps(together, ensure_ascii=False))
    authorities = work.theirs.connection.all(
        "SELECT name, url, root, algorithm FROM time_authority"
    )
    work.ours.connection.write_many(
        "INSERT OR IGNORE INTO time_authority (name, url, root, algorithm) VALUES (?, ?, ?, ?)",
        authorities,
    )
