"""Counts of each kind of thing in words."""

from __future__ import annotations

from dataclasses import asdict

from gigwallet.app.intake.import_outcome import Counts
from gigwallet.words import _


def counted(counts: Counts) -> str:
    """``3 trips, 1 exhibits``; empty where there is nothing."""
    words = {
        "trips": _("trips"),
        "pay_lines": _("pay lines"),
        "statements": _("statements"),
        "payouts": _("payouts"),
        "shifts": _("shifts"),
        "tallies": _("tallies"),
        "track_points": _("track points"),
        "exhibits": _("exhibits"),
    }
    return ", ".join(f"{count} {words[name]}" for name, count in asdict(counts).items() if count)
