"""The cells of the form's lines: steps, distances, hours and deductions."""

from __future__ import annotations

from gigwallet.gui.screens.pay_rules import rule_words
from gigwallet.gui.screens.pay_rules.rows_edit import Cell
from gigwallet.words import _


def rows() -> list[tuple[tuple[Cell, ...], int]]:
    """The cells of steps, distances, hours and deductions, and how many lines are always there."""
    return [
        (
            (
                Cell("step_to", lambda: _("Up to orders"), 130),
                Cell("step_price", lambda: _("Price of an order"), 130),
            ),
            2,
        ),
        (
            (
                Cell("band_to", lambda: _("Up to km"), 66),
                Cell("band_kind", lambda: _("Counted as"), 150, rule_words.band_kinds),
                Cell("band_price", lambda: _("Amount"), 66),
                Cell("band_each", lambda: _("Per km"), 66),
            ),
            2,
        ),
        (
            (
                Cell("window_label", lambda: _("Called")),
                Cell("window_start", lambda: _("From"), 64),
                Cell("window_end", lambda: _("To"), 64),
                Cell("window_by", lambda: _("Pays"), 100, rule_words.window_kinds),
                Cell("window_value", lambda: _("How much"), 72),
            ),
            0,
        ),
        (
            (
                Cell("deduction_label", lambda: _("Words on the slip")),
                Cell("deduction_per", lambda: _("For each"), 124, rule_words.per_what),
                Cell("deduction_amount", lambda: _("At most"), 80),
            ),
            0,
        ),
    ]
