"""Sentences about how pay was paid out: in one sum, with a fee, in cash, from wallet to bank."""

from gigwallet.words.catalogue import N_

STEPS = {
    "pay_lump": N_(
        "It came in one sum for several statements: {lump_money} on {lump_day}. No other few of "
        "the open statements add up to that sum."
    ),
    "pay_payout_fee_flat": N_(
        "Just {fee_money} is missing from each of {payouts} payouts: a fee for paying out is "
        "likely, so it is asked about and not claimed. Ask where this fee is agreed."
    ),
    "pay_payout_fee_line": N_(
        "“{label}” of {fee_day} takes off just the {fee_money} that this payout lacks, so it is "
        "asked about and not claimed. Ask where this fee is agreed."
    ),
    "pay_payout_fee_rate": N_(
        "{fee_money} is {percent} percent of what was to come, as with {payouts} payouts in all: a "
        "fee for paying out is likely, so it is asked about and not claimed. Ask where this fee is "
        "agreed."
    ),
    "pay_held_and_returned": N_(
        "{held_money} was held back and given back on {back_day}, as your files show."
    ),
    "pay_cash_collected": N_(
        "Customers paid you {cash_money} of this in cash, as the statement's own lines show."
    ),
}

REASONS = {
    "paid_in_cash": N_(
        "The customer paid it in cash. What the platform pays out beside that is not listed, so "
        "nothing is called unpaid."
    ),
    "currency_not_known": N_(
        "In which currency it is paid is not known: the file does not say, and no account does."
    ),
    "wallet_to_bank": N_(
        "You moved it from your wallet to your bank: it was received in the wallet before and does "
        "not count twice."
    ),
}
