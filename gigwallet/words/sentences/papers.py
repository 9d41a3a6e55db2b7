"""Sentences of papers and of a person's own tables: what is not believed, what is left open."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "table_can_be_mapped": N_(
        "{name} is a table, but in no format that GigWallet knows. Say once what its columns are "
        "(gigwallet map, or the page that opens from here), and every such table is read by itself."
    ),
    "paper_needs_name": N_(
        "The template has no name yet. Give it one of letters, digits and blanks."
    ),
    "paper_needs_platform": N_(
        "It is not known for whom the paper pays. Say which platform or firm it is."
    ),
    "paper_needs_anchors": N_(
        "Name a text that every such paper prints, best the name of the firm. A number alone is "
        "not enough."
    ),
    "paper_needs_period": N_(
        "The period of the paper is not known. Point at it: a span, a month, or its first and "
        "last day."
    ),
    "paper_needs_pay": N_(
        "No pay was pointed at. Point at gross pay or at what is paid out, best at both."
    ),
    "paper_needs_labels": N_(
        "A field has no label. Give each the words that are printed beside it."
    ),
    "paper_needs_values": N_(
        "A field has no value. Give each the value that is printed on the example."
    ),
    "paper_needs_currency": N_(
        "The sign on the paper does not tell its currency. Say which one it is."
    ),
    "paper_needs_decimal": N_(
        "The example does not tell how the paper writes amounts. Say whether 1,234.56 or 1.234,56."
    ),
    "paper_needs_day_order": N_(
        "The days on the example can be read both ways. Say whether the day or the month comes "
        "first."
    ),
    "paper_anchor_missing": N_("The paper does not print {text}. Copy the text from the paper."),
    "paper_label_not_found": N_(
        "The paper does not print the label {text}. Copy it from the paper."
    ),
    "paper_value_not_beside": N_(
        "{value} is not found to the right of, below or to the left of {label}. Check both, or "
        "take a label that stands nearer."
    ),
    "paper_sum_wrong": N_(
        "On this example gross less the deductions you pointed at is not net. Point at every "
        "deduction."
    ),
    "taught_file_wrong": N_(
        "This is no file of a table, a paper or a report that GigWallet wrote, or it was changed: "
        "{field} is wrong. Ask for the file again."
    ),
    "taught_too_many": N_("There are {most} of them already. Remove some that you no longer need."),
    "taught_unknown": N_(
        "There is none with the name {name}. Look at the list, and write the name as it stands "
        "there."
    ),
    "table_needs_a_day": N_(
        "Without a day no line can be kept. Say which column holds the day, or day and time "
        "together."
    ),
    "table_needs_an_amount": N_("Say which column holds the amount; a payout has exactly one."),
    "table_needs_categories": N_(
        "It is not known what each column of amounts is for. Say it: base pay, tips, a "
        "commission..."
    ),
    "paper_expected": N_(
        "{name} is no PDF and no picture, so there is no paper to point at. Choose the slip itself."
    ),
    "scan_not_believed": N_(
        "This looks like a payslip or a statement, but its sums do not agree as they were read, or "
        "do not prove themselves, so nothing of it was kept. Use the PDF, or scan it once more, "
        "flat and sharp."
    ),
}

REASONS = {
    "line_of_other_currency": N_(
        "The line names another currency than the one that this table was explained with."
    ),
    "balance_broken": N_(
        "The line does not lead from the balance before it to the balance that it prints: one of "
        "its figures is torn, or a line above it is missing."
    ),
    "read_unsurely": N_(
        "The pixels of this line are hard to read. Photograph or scan the page again, flat and "
        "sharp, or type the line in."
    ),
    "scan_not_proven": N_(
        "The sums of this scanned page do not agree, so one of its figures was misread. Use the "
        "PDF itself, or scan the page again."
    ),
    "within_a_sum": N_(
        "A part of a sum that is kept as one, because its parts do not add up to it."
    ),
    "paper_label_missing": N_("The label of this field is not printed on the paper."),
    "paper_value_missing": N_(
        "Beside its label this value is not where it was on the example, or not written like it."
    ),
    "paper_value_ambiguous": N_(
        "The label is printed more than once with different values: which one counts is not known."
    ),
    "paper_sum_differs": N_(
        "Gross less the deductions that were shown is not net: a line is new, or a figure is "
        "damaged. Show the paper once more."
    ),
}
