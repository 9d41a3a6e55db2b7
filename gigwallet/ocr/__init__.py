"""The kit that turns pixels into boxes, rows and fields."""

from gigwallet.ocr.fields import (
    REPEAT,
    FieldRule,
    ScreenKind,
    Template,
    checked_value,
    customer_marks,
    load_template,
    read_screen,
    templates_in,
    with_decisions,
)
from gigwallet.ocr.reading import read_picture, read_twice

__all__ = [
    "REPEAT",
    "FieldRule",
    "ScreenKind",
    "Template",
    "checked_value",
    "customer_marks",
    "load_template",
    "read_picture",
    "read_screen",
    "read_twice",
    "templates_in",
    "with_decisions",
]
