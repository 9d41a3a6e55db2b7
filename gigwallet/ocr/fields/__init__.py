"""From pieces of text to fields: templates, pairing, formats, and which digits are believed."""

from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.deciding import checked_value, with_decisions
from gigwallet.ocr.fields.loading import load_template, templates_in
from gigwallet.ocr.fields.reading import read_screen
from gigwallet.ocr.fields.template import REPEAT, FieldRule, ScreenKind, Template

__all__ = [
    "REPEAT",
    "FieldRule",
    "ScreenKind",
    "Template",
    "checked_value",
    "customer_marks",
    "load_template",
    "read_screen",
    "templates_in",
    "with_decisions",
]
