"""Sentences of what a person does: files, records, shifts, rules, exports, and their arguments."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "bad_argument": N_("{name} cannot be {text}. Type the command with --help to see how it goes."),
    "new_passphrase_needed": N_(
        "There is nobody to ask for the new passphrase here. Give it with --new-passphrase-file."
    ),
    "passphrase_needed": N_(
        "There is nobody to ask for the passphrase here. Give it with --passphrase-file, or name "
        "its file in GIGWALLET_PASSPHRASE_FILE."
    ),
    "passphrase_too_short": N_(
        "The passphrase is shorter than {least} characters. Take a longer one: four words that do "
        "not belong together are good, and easy to keep in mind."
    ),
    "passphrases_differ": N_("The two passphrases are not the same. Type the command again."),
    "secret_file_missing": N_(
        "The file {name} that should hold the secret cannot be read. Check its name and folder."
    ),
    "secret_file_empty": N_(
        "The first line of {name} is empty. Write the secret on the first line and try again."
    ),
    "file_in_the_way": N_(
        "{name} is there already and was not touched. Choose another name or another folder."
    ),
    "file_exists": N_(
        "{name} is there already and was not touched. Choose another name, or allow it to be "
        "replaced (--replace)."
    ),
    "file_too_big": N_(
        "{name} is larger than {most_mb} MB, more than is read at once. Split it, or export a "
        "shorter time, and try again."
    ),
    "file_not_text": N_(
        "{name} is not a text in UTF-8. Save it as UTF-8 in your editor and try again."
    ),
    "file_changed": N_(
        "{name} was changed while it was looked at, so nothing of it was stored. Import it again."
    ),
    "too_many_files": N_(
        "There are more than {most} files. Choose fewer at a time, such as one folder after the "
        "other."
    ),
    "bad_engagement": N_(
        "For whom you ride is not complete: look at {field}. The time zone is written like "
        "Asia/Shanghai, the currency like CNY."
    ),
    "engagement_unknown": N_(
        "No engagement is called {name}. Add it first, or use the id, platform, firm or city of "
        "one that is there."
    ),
    "engagement_ambiguous": N_(
        "More than one engagement fits: {choices}. Choose one (--engagement)."
    ),
    "typed_record_unknown": N_(
        "Nothing that was typed has this id. gigwallet typed VAULT lists what can be removed."
    ),
    "nothing_counted": N_(
        "A count needs something that was counted. Give at least one of orders, distance and hours."
    ),
    "below_zero": N_("A count cannot be below zero. Correct it and try again."),
    "tally_exists": N_(
        "Another count is there for {the_period}. Correct that one in the window, or choose other "
        "days, so that nothing counts twice."
    ),
    "statement_empty": N_(
        "A pay slip without an amount says nothing. "
        "Give the pay before deductions, the pay after them, or both, as it prints them."
    ),
    "currencies_mixed": N_(
        "The amounts are in different currencies. Type one statement for each currency."
    ),
    "record_exists": N_(
        "Something else is noted for the same moment and amount. Correct that one in the window."
    ),
    "shift_backwards": N_("The shift ends before it begins. Correct the times and try again."),
    "shift_running": N_("A shift is running already. End it before you start another."),
    "shift_none": N_("No shift is running. Start one first."),
    "shift_paused": N_("The break has begun already. Resume or end the shift."),
    "shift_not_paused": N_("The shift is not on a break. Pause it first, or end it."),
    "scheme_unknown": N_("No pay rule is called {name}. List them to see what there is."),
    "scheme_too_long": N_(
        "The pay rule is longer than {most} characters. Keep what applies, one file per rule."
    ),
    "letter_blocked": N_("The letter cannot be written yet: {why}. Put that right and try again."),
    "letter_field_unknown": N_(
        "The letter has no field called {name}. Leave it out, or see which it has: gigwallet "
        "letters {letter}."
    ),
    "bundle_empty": N_(
        "No exhibit is chosen, so there is nothing to show. Choose at least one, or import the "
        "files that show your work and pay."
    ),
    "document_too_large": N_(
        "The document needs more memory or time than it may take. Leave out some exhibits, or "
        "choose fewer days, and make several documents."
    ),
    "demo_folder_taken": N_(
        "{name} holds something that is not the demo's. Choose an empty folder for the demo "
        "(--out)."
    ),
}

STEPS = {
    "missing_engagement": N_("For whom, where and since when you ride is not noted yet."),
    "missing_work": N_(
        "No orders yet: import an export or a table, or type how many orders you did."
    ),
    "missing_rule": N_("No pay rule yet: enter how an order is paid, best from a picture of it."),
    "missing_statement": N_(
        "No pay slip or bill yet: import it or type what it says, with each deduction."
    ),
    "missing_payout": N_(
        "No money received yet: import your wallet or bank bill, or type what arrived and when."
    ),
    "missing_proof_of_rule": N_(
        "A pay rule has no proof: keep a picture or a PDF that shows it beside the rule."
    ),
    "rule_illustrative": N_(
        "The only pay rule is an example of a shape. Put in the figures of your own rule before a "
        "letter can be written."
    ),
    "letter_nothing_short": N_("the pay check finds nothing short for these days"),
    "letter_rule_illustrative": N_(
        "the pay rule is an example of a shape, not the rule that you are paid by"
    ),
    "letter_field_missing": N_("“{field}” is empty"),
    "letter_worker_missing": N_(
        "“{field}” is empty (fill it in under Settings, with gigwallet add worker VAULT "
        "--{option} ..., or for one letter with --field {key}=...)"
    ),
    "letter_currencies": N_("the days hold more than one currency"),
    "gap_rule_proof": N_(
        "No picture or PDF of the pay rule is kept with it. The other side may ask where it stands."
    ),
    "gap_statement": N_(
        "No pay slip or bill for these days is in the vault, so the letter cannot answer it."
    ),
    "gap_not_reviewed": N_(
        "No lawyer or union has reviewed the text of this letter yet. Show it to someone who helps "
        "workers before you send it."
    ),
}

REASONS = {
    "payer_not_chosen": N_("income from payers that you did not confirm as paying for work"),
}
