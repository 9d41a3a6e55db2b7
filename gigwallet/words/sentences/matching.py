"""What is said where it is not sure which pay belongs to which order."""

from gigwallet.words.catalogue import N_

STEPS = {
    "pay_may_be_misread": N_(
        "One digit read otherwise in the picture makes it the expected amount, so nothing is "
        "claimed here: look at the picture and correct the amount if it was misread."
    ),
    "pay_may_be_misread_partly": N_(
        "It was read from a picture. Whichever one digit of it was misread, {least_money} is "
        "missing at the least, and no more is claimed here: look at the picture and correct the "
        "amount if it was misread."
    ),
    "pay_may_go_on": N_(
        "Other pay of about this time belongs to no order yet and may be the rest of this one's, "
        "so nothing is claimed here."
    ),
    "pay_may_be_rounded": N_(
        "The document prints rounded amounts, and rounding explains the difference."
    ),
    "pay_match_unsure": N_(
        "That this pay belongs to this order is likely ({percent} %) but not sure, so nothing is "
        "claimed here."
    ),
}
REASONS = {
    "pay_not_told_apart": N_(
        "Pay of about this time belongs to no order yet and may be this one's, so it is not called "
        "unpaid."
    ),
}
