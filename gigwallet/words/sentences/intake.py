"""Sentences of reading files: why one is refused, and why a line was left out."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "format_unknown": N_(
        "{name} is in no format that GigWallet knows. Drop the file exactly as the platform or the "
        "wallet gave it, or fill a GigWallet table from the templates with what it says."
    ),
    "header_unknown": N_(
        "{name} is named like a part of an export of {what}, but its columns are not the ones that "
        "GigWallet knows. Drop the file unopened, as it came; if it did come like this, its format "
        "is new."
    ),
    "format_not_yet_read": N_(
        "{name} looks like {what}, which GigWallet cannot read yet. Keep the file; for now put its "
        "figures into a GigWallet table, or type them in."
    ),
    "consumer_bill_not_wages": N_(
        "{name} looks like {what}: it lists what you bought, not what you were paid. Drop the bill "
        "of the wallet or bank account that your pay arrives in."
    ),
    "file_damaged": N_(
        "{name} is damaged: {rejected} of its {lines} lines cannot be understood, so nothing of it "
        "was stored. Export it again and drop the file unopened: a spreadsheet program may have "
        "changed it."
    ),
    "file_empty": N_("{name} is empty. Export or copy it again."),
    "table_too_large": N_(
        "{name} is too large for one table. Export shorter periods and drop them one by one."
    ),
    "table_columns_unknown": N_(
        "{name} has columns that the GigWallet table {table} does not know, or has twice: "
        "{columns}. Correct or delete them; docs/tables.md lists all columns."
    ),
    "archive_torn": N_(
        "{name} is a torn archive. Download it again. If it opens with a password, check that as "
        "well."
    ),
    "archive_password_needed": N_(
        "{name} opens only with a password. Enter the one that came with it; WeChat sends it as a "
        "message of its own."
    ),
    "archive_password_wrong": N_(
        "The password does not open {name}. Copy it once more from the message that came with the "
        "file; it belongs to this one file only."
    ),
    "archive_too_large": N_(
        "{name} unpacks to more than is sensible, or is packed too many times over, so it was not "
        "opened. Unpack it yourself if you trust it, and drop the files you need."
    ),
    "archive_unsafe": N_(
        "{name} holds a file that wants to land outside its folder, so it was not opened. Get the "
        "archive again from where it was made."
    ),
    "archive_kind_unknown": N_(
        "{name} is packed as {what}, which GigWallet does not open. Unpack it and drop the files."
    ),
    "workbook_locked": N_(
        "{name} is locked with a password. Open it in your spreadsheet program, save it without "
        "the password, and drop the new file."
    ),
    "workbook_torn": N_(
        "{name} cannot be opened as a spreadsheet: it is torn, or of an unusual kind. Save it "
        "again as xlsx or csv and drop the new file."
    ),
    "workbook_too_large": N_(
        "{name} has a sheet with too many cells. Save the part you need as csv and drop that."
    ),
}

REASONS = {
    "same_movement_again": N_(
        "The same movement, with the same number, stands in this file twice: it counts once."
    ),
    "other_spending": N_("Spending: not work, its content was not kept."),
    "neutral_transfer": N_("Money moved between own accounts: neither income nor spending."),
    "refund_or_red_packet": N_("A refund or a red packet: not wages."),
    "person_to_person": N_("Money between persons: not counted as wages."),
    "payer_not_confirmed": N_("Income from a payer that you have not confirmed."),
    "total_row": N_("A line of totals: its parts stand in other lines."),
    "rider_data": N_("Trips as a customer: not work."),
    "shared_fare": N_("A shared part of a fare: the trip has its own line."),
    "not_work_state": N_("Time offline: not work."),
    "empty_file": N_("The file is empty, as it was delivered."),
    "unsupported_table": N_("A part of the export that is not read yet."),
    "cut_off_line": N_("The line is cut off."),
    "wrong_column_count": N_("The line has more or fewer cells than the header."),
    "unreadable_characters": N_("The line has characters that cannot be read."),
    "bad_amount": N_("The amount cannot be read."),
    "total_differs": N_(
        "The file's own total does not agree with its lines: an amount in it is damaged, or a line "
        "is missing."
    ),
    "bad_time": N_("The day or time cannot be read, or contradicts another one of its line."),
    "bad_zone": N_("The time zone is not known: write it as Asia/Shanghai or Europe/London."),
    "bad_number": N_("The number cannot be read."),
    "missing_value": N_("A value is missing that the line needs."),
    "unknown_status": N_("The word is none of those that this column may hold."),
    "unknown_engagement": N_(
        "The engagement is not defined: add a line for it to the engagements."
    ),
}
