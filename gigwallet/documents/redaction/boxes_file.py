"""Masks as JSON: what ``gigwallet redact --boxes`` reads, and what goes beside a redacted copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask, MaskReason, Redaction

SCHEMA = "gigwallet-redaction"
MOST_BYTES = 1 << 20
_MOST = 5_000
_LARGEST = 1_000_000


def as_values(masks: Sequence[Mask]) -> list[dict[str, Any]]:  # Any: JSON
    return [
        {
            "page": each.page,
            "left": each.box.left,
            "top": each.box.top,
            "width": each.box.width,
            "height": each.box.height,
            "reason": each.reason.value,
        }
        for each in masks
    ]


def as_record(redaction: Redaction) -> dict[str, Any]:  # Any: JSON
    """As docs/redaction.md describes it, for the manifest of a bundle."""
    return {
        "original_sha256": redaction.original_sha256,
        "redacted_sha256": redaction.redacted_sha256,
        "outside_sha256": redaction.outside_sha256,
        "resolution": redaction.resolution,
        "drawn_by": redaction.drawn_by,
        "boxes": as_values(redaction.masks),
    }


def masks_of(text: bytes) -> tuple[Mask, ...]:
    """Of a list of boxes, or of a record whose ``boxes`` are one. Refusal:
    ``redaction_boxes_unreadable`` (line)."""
    try:
        said = json.loads(text)
        boxes = said["boxes"] if isinstance(said, dict) else said
        if len(boxes) > _MOST:
            raise ValueError
        return tuple(_mask(each) for each in boxes)
    except (ValueError, TypeError, LookupError, RecursionError) as wrong:
        raise GigWalletError("redaction_boxes_unreadable") from wrong


def digests_of(text: bytes) -> dict[str, str]:
    """The digests that a record states, empty for a bare list of boxes."""
    said = json.loads(text)
    if not isinstance(said, dict):
        return {}
    names = ("original_sha256", "redacted_sha256", "outside_sha256")
    return {name: said[name] for name in names if isinstance(said.get(name), str)}


def _mask(said: Any) -> Mask:  # Any: JSON
    numbers = [said[name] for name in ("left", "top", "width", "height")]
    page = said.get("page", 1)
    for each in (page, *numbers):
        if type(each) is not int or not 0 <= each <= _LARGEST:
            raise ValueError
    if not page or not numbers[2] or not numbers[3]:
        raise ValueError
    return Mask(page, Box(*numbers), MaskReason(said.get("reason", MaskReason.OTHER.value)))
