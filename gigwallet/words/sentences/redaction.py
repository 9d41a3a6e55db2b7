"""Sentences about redacted copies."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "original_not_redacted": N_(
        "Not each exhibit of --show-original is in this file and redacted. gigwallet redact "
        "--vault VAULT lists those that are redacted."
    ),
    "exhibit_not_redacted": N_(
        "{name} is not redacted. gigwallet redact --vault VAULT lists the exhibits that are."
    ),
    "redaction_kind": N_(
        "{name} is neither a picture nor a PDF. Make a picture or PDF of what you want to hand "
        "out, and redact that."
    ),
    "redaction_without_masks": N_(
        "Nothing is marked to be hidden. Draw at least one box, or hand out the original."
    ),
    "redaction_mask_outside": N_(
        "A box lies outside page {page}. Draw it again on the page, or remove it."
    ),
    "redaction_boxes_unreadable": N_(
        "The file of boxes cannot be read. It is a JSON list of boxes with page, left, top, width, "
        "height and reason; look at docs/redaction.md."
    ),
    "redaction_still_seen": N_(
        "What box {box} hides can still be read on page {page}. Make the box larger, or draw "
        "another one there; nothing was kept."
    ),
    "redaction_sign_cut": N_(
        "The edge of box {box} on page {page} goes through a sign, and half a sign can be guessed. "
        "Make the box larger, or draw another one there; nothing was kept."
    ),
    "redaction_still_stored": N_(
        "The copy still holds what box {box} hides, where it cannot be seen. Nothing was kept; "
        "make a picture of the page and redact that."
    ),
    "redaction_in_name": N_(
        "The name of the copy says what box {box} hides. Give it another name; nothing was kept."
    ),
    "redaction_other_kind": N_(
        "This copy was not made by redacting such a file. Choose the copy that belongs to the "
        "original."
    ),
    "redaction_record_missing": N_(
        "Which boxes were masked is not known. Name the record that was handed out beside the "
        "copy with --boxes."
    ),
    "redaction_of_other_file": N_(
        "The record is of another file: its digest is not that of {name}. Choose the files that "
        "belong together."
    ),
    "redacted_copy_missing": N_(
        "{name} was redacted, and its redacted copy is no longer there. Redact it anew, or take "
        "the redaction back; the original is not handed out in its place."
    ),
    "redacted_text_in_bundle": N_(
        "The finished file still says what is masked in {name}. Change the words that name it, in "
        "titles, purposes or notes; nothing was written."
    ),
    "redaction_of_copy": N_(
        "{name} is a redacted copy itself. Redact the original anew; what was masked before can "
        "be changed there."
    ),
}
