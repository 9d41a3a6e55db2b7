"""The list of what a bundle holds, with digests, for machines: ``manifest.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gigwallet.documents.bundles.case import Served, Volume
from gigwallet.documents.bundles.exhibit_card import as_record
from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.original_files import attached_names
from gigwallet.documents.exhibits.views import Shown
from gigwallet.documents.redaction import boxes_file

NAME = "manifest.json"


def as_json(
    spec: BundleSpec,
    shown: Mapping[str, Shown],
    exhibit_pages: Mapping[str, tuple[int, int]],
    total: int,
    replaced: Sequence[str],
) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8. docs/seal-format.md describes the fields.
    ``exhibit_pages`` are pages of this file; of several volumes each lists its own exhibits in
    full, and where the others stand."""
    attached = attached_names(spec.held, shown)
    manifest: dict[str, Any] = {  # Any: JSON
        "schema": "gigwallet-evidence-manifest",
        "version": 1,
        "title": spec.title,
        "language": spec.language,
        "prepared_on": spec.prepared_on.isoformat(),
        "specimen": spec.specimen,
        "pages": total,
        "characters_replaced": sorted(replaced),
        "metadata": "kept" if spec.choices.keep_metadata else "removed",
        "profile": spec.profile,
        "exhibits": [
            _exhibit(
                exhibit,
                shown[exhibit.number],
                exhibit_pages[exhibit.number],
                attached.get(exhibit.number, ""),
            )
            | {"group": group.key}
            for group in spec.groups
            for exhibit in group.exhibits
            if exhibit.number in exhibit_pages
        ],
    }
    if spec.volume is not None:
        manifest["volume"] = _volume(spec, spec.volume)
    if spec.served is not None:
        manifest["after"] = _after(spec.served)
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def _after(served: Served) -> dict[str, Any]:  # Any: JSON
    """What was served; with pages as printed."""
    said: dict[str, Any] = {  # Any: JSON
        "rounds": list(served.rounds),
        "prepared_on": served.prepared_on.isoformat(),
    }
    if not served.stays:
        return said | {"sha256": served.files[0].sha256}
    return said | {
        "volumes": [
            {
                "number": one.number,
                "first_page": one.first,
                "pages": one.pages,
                "sha256": one.sha256,
            }
            for one in served.files
        ]
    }


def _volume(spec: BundleSpec, volume: Volume) -> dict[str, Any]:  # Any: JSON
    """Pages are those printed: they run through all volumes, or begin anew in each."""
    return {
        "number": volume.number,
        "of": volume.of,
        "first_page": volume.first,
        "pages_of_all": volume.total,
        "elsewhere": [
            {
                "number": exhibit.number,
                "title": exhibit.title,
                "original_sha256": exhibit.original_sha256,
                "volume": volume.spans[exhibit.number].volume,
                "pages": [volume.spans[exhibit.number].first, volume.spans[exhibit.number].last],
            }
            for exhibit in spec.exhibits
            if exhibit.number not in volume.holds and exhibit.number in volume.spans
        ],
    }


def _exhibit(
    exhibit: BundleExhibit, shown: Shown, span: tuple[int, int], attached_as: str
) -> dict[str, Any]:  # Any: JSON
    entry: dict[str, Any] = {
        "number": exhibit.number,
        "title": exhibit.title,
        "file_name": exhibit.original_name,
        "media_type": exhibit.media_type,
        "size": exhibit.size,
        "original_sha256": exhibit.original_sha256,
        "pages": list(span),
        "changes": list(shown.changes),
        "card": as_record(exhibit, shown),
    }
    said = {
        "copy_sha256": shown.copy_sha256,
        "pixels_sha256": shown.pixels_sha256,
        "stored_as": shown.stored_as,
        "stored_sha256": shown.stored_sha256,
        "pages_drawn": list(shown.drawn),
        "words_read_by": shown.read_by,
        "attached_as": attached_as,
        "not_shown": shown.refused,
        "day": exhibit.day.isoformat() if exhibit.day else "",
        "round": exhibit.round,
    }
    entry |= {name: value for name, value in said.items() if value}
    if shown.recording is not None:
        entry["recording"] = {
            "media_type": shown.recording.media_type,
            "milliseconds": shown.recording.milliseconds,
            "still_at_milliseconds": shown.recording.still_at,
        }
    if exhibit.redaction is not None:
        entry["redaction"] = boxes_file.as_record(exhibit.redaction)
    if exhibit.extract is not None:
        entry["extract"] = {
            "importer": exhibit.extract.importer,
            "columns": list(exhibit.extract.columns),
            "lines": [[line.line, *line.cells] for line in exhibit.extract.lines],
        }
    return entry
