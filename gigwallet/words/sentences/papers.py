"""Sentences of reading printed statements: why a line or a whole paper is not believed."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "table_can_be_mapped": N_(
        "{name} is a table, but in no format that GigWallet knows. Say once what its columns are "
        "(gigwallet map, or the page that opens from here), and every such table is read by itself."
    ),
}

REASONS = {
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
}
