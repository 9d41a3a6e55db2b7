"""Where a screen shows a customer: phone numbers, addresses, and names beside their labels."""

from __future__ import annotations

from gigwallet.domain.paper import Paper
from gigwallet.domain.screen import CustomerMark
from gigwallet.ocr.fields.template import Template


def customer_marks(paper: Paper, template: Template | None) -> tuple[CustomerMark, ...]:
    """Marks of what identifies a customer, top to bottom; rather one too many than one missed."""
    return ()
