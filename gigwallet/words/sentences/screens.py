"""Sentences of reading screens: why a field may be believed or waits, and what is wrong with a
template."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "screen_template_too_large": N_(
        "The screen description {name} is too large to be one. Ask whoever gave it to you for the "
        "file as GigWallet exported it."
    ),
    "screen_template_syntax": N_(
        "The screen description {name} cannot be read: line {line} is not TOML. Correct that line, "
        "or ask for the file as GigWallet exported it."
    ),
    "screen_template_format": N_(
        "The screen description {name} is of another version of the format than this GigWallet "
        "reads. Update GigWallet, or export the description again with the present version."
    ),
    "screen_template_missing_key": N_(
        "The screen description {name} lacks {key}. docs/adding/screen_template.md tells what it "
        "must say."
    ),
    "screen_template_unknown_key": N_(
        "The screen description {name} says {key}, which means nothing here. Known here: {known}."
    ),
    "screen_template_value": N_(
        "The screen description {name} has no allowed value in {key}. docs/adding/"
        "screen_template.md lists what may stand there."
    ),
    "screen_template_no_such_field": N_(
        "The screen description {name} speaks in {key} of a field {field} that it does not define. "
        "Define it, or correct the name."
    ),
    "screen_template_clash": N_(
        "The screen description {name} gives two fields the name or label {label}. Give each its "
        "own: nobody could tell their figures apart."
    ),
    "teaching_needs_more": N_(
        "{needed} examples teach a screen, {count} are marked. Mark the same fields on more "
        "pictures of the same screen; pictures that differ teach most."
    ),
    "teaching_same_picture": N_(
        "Two of the examples say the same in every field. Take pictures of different orders or "
        "days."
    ),
    "teaching_label_needed": N_(
        "The field {field} has no label. Mark the words beside its value; only a day or a time "
        "may stand alone."
    ),
    "teaching_label_private": N_(
        "What is marked as the label of {field} (example {example}) holds figures or something of "
        "a person, which must not be kept. Mark only the words that the app prints on every such "
        "screen."
    ),
    "teaching_label_twice": N_(
        "The label {label} is marked for two fields. Give each field its own label, or leave one "
        "of them out."
    ),
    "teaching_kinds_differ": N_(
        "The field {field} is marked as different kinds of value. Choose one kind for all examples."
    ),
    "teaching_not_its_form": N_(
        "The value of {field} on example {example} is not written as its kind. Check whether the "
        "right text is marked, or choose another kind; if the picture was misread, take another."
    ),
    "teaching_forms_differ": N_(
        "The values of {field} are written in different ways on the examples, some with decimals "
        "and some without. One of them was misread, or they are different fields: choose another "
        "picture."
    ),
    "teaching_sum_differs": N_(
        "The parts do not add up to {total} on example {example}. Check that every part is marked, "
        "and that no figure was misread; a picture that cuts off a part cannot serve."
    ),
    "teaching_nothing_common": N_(
        "No label stands on all examples. Check that they show the same screen of the app."
    ),
    "teaching_does_not_fit": N_(
        "What was learnt does not give back what you marked on example {example}: {field}. Another "
        "known screen may look the same; mark one more label that only this screen has."
    ),
}

REASONS = {
    "screen_sum_agrees": N_("Read clearly, and the sum on the screen agrees."),
    "screen_sum_settles": N_("Read less clearly, but the sum on the screen settles it."),
    "screen_form_and_confidence": N_("Read clearly, and written as such a field always is."),
    "screen_person_confirmed": N_("You compared it with the picture."),
    "screen_person_corrected": N_("You corrected it from the picture."),
    "screen_person_absent": N_("You said that the screen does not show it."),
    "screen_correction_not_its_form": N_(
        "What was typed is not written as this field is. Type it as the picture shows it."
    ),
    "screen_not_its_form": N_(
        "What was read is not written as this field is: a point, a digit or a unit may be lost."
    ),
    "screen_point_lost": N_(
        "Its point was not read. The sum on the screen says where it stands: compare it with the "
        "picture."
    ),
    "screen_value_missing": N_("The label was found, but no value beside it."),
    "screen_value_contested": N_("The value stands as near to another label."),
    "screen_value_ambiguous": N_("Several values stand beside the label."),
    "screen_label_unsure": N_("The label is spelt differently from what is known."),
    "screen_label_unknown": N_(
        "An amount whose label is not known, while a sum does not agree: it may be the part that "
        "lacks. Its label can be learnt under Known app screens."
    ),
    "screen_field_twice": N_("The screen shows this twice, with different values."),
    "screen_unsure": N_("Not read clearly enough to be believed."),
    "screen_too_unsure": N_("Read too unclearly to be believed."),
    "screen_not_sure_enough": N_("Not read clearly, and the sum does not settle it."),
    "screen_no_arithmetic": N_("No sum on the screen proves this amount."),
    "screen_sum_differs": N_("The sum on the screen does not agree."),
    "screen_sum_incomplete": N_("A part of the sum was not read."),
    "screen_currency_unseen": N_(
        "This app is used in many countries, and no sign of the currency was read. Add your work "
        "for it with its currency, or compare each amount."
    ),
    "screen_stray_amount": N_("An amount stands here whose label was not read."),
    "screen_times_disorder": N_("The times do not follow one another within a day."),
    "screen_beyond_bounds": N_("Larger than such a field ever is."),
    "screen_passes_disagree": N_("A second look at the picture reads something else."),
}
