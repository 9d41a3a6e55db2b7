"""Sentences of reading bills and bank statements: why a movement is no wage, or not believed."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "day_order_unclear": N_(
        "{name} writes its days like {example}, which may be the month first or the day first, and "
        "no line of it tells which. Export a longer time, so that a day after the 12th is in it, "
        "and drop that file; or choose days like 2026-08-31 where you export."
    ),
    "merchant_figures_not_wages": N_(
        "{name} looks like {what}: it lists what a restaurant or shop sold, not what a courier was "
        "paid. Drop the courier's own export, or the statement of the account that your pay "
        "arrives in."
    ),
    "payer_platform_missing": N_(
        "No platform is named for {name}. Say one, for example meituan, uber, or a word of your "
        "own."
    ),
    "not_account_history": N_(
        "{name} looks like a bank file, but it lists no movements of an account. Export the "
        "account's history or statement, not a payment order or a list of templates."
    ),
}

REASONS = {
    "money_not_moved": N_("Not completed: the money did not move, or not yet."),
    "returned_payment": N_("A payment that came back: not wages."),
    "interest": N_("Interest of the account: not wages."),
    "own_transfer": N_("Money moved between own accounts or pockets: neither income nor spending."),
    "balance_contradicts": N_(
        "The balance of this line does not follow from the others: an amount in it is damaged, or "
        "a line before it is missing."
    ),
    "movement_unreadable": N_("The line of a movement cannot be read."),
    "unknown_field": N_("The line begins like a field that this kind of file does not have."),
    "file_note": N_("A note that the bank adds to its file."),
    "bad_currency": N_("The currency is missing or cannot be read."),
    "parts_contradict": N_("The payments listed inside do not add up to what the line says."),
}

# What bank files print about themselves, as the label of a total.
TOTALS = (
    N_("money in"),
    N_("money out"),
    N_("closing balance"),
    N_("closing balance less opening balance"),
)
