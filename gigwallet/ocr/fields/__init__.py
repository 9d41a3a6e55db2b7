"""From pieces of text to fields: templates, pairing, formats, and which digits are believed."""

from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.deciding import checked_value, with_decisions
from gigwallet.ocr.fields.learning import ENOUGH, draft, learn
from gigwallet.ocr.fields.loading import load_template, templates_in
from gigwallet.ocr.fields.parts import Lacking, Part, added_parts, lacking, with_part
from gigwallet.ocr.fields.reading import read_screen, worth_a_second_look
from gigwallet.ocr.fields.teaching import About, Example, Marked, proposed
from gigwallet.ocr.fields.template import REPEAT, FieldRule, ScreenKind, Template, Wording
from gigwallet.ocr.fields.template_text import template_text
from gigwallet.ocr.fields.variants import Variant, added_labels, variants, with_label

__all__ = [
    "ENOUGH",
    "REPEAT",
    "About",
    "Example",
    "FieldRule",
    "Lacking",
    "Marked",
    "Part",
    "ScreenKind",
    "Template",
    "Variant",
    "Wording",
    "added_labels",
    "added_parts",
    "checked_value",
    "customer_marks",
    "draft",
    "lacking",
    "learn",
    "load_template",
    "proposed",
    "read_screen",
    "template_text",
    "templates_in",
    "variants",
    "with_decisions",
    "with_label",
    "with_part",
    "worth_a_second_look",
]
