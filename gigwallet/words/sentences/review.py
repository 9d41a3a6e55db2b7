"""Sentences of the reading of pictures in a vault, and of the fields that wait for a person."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "screen_not_read": N_(
        "This picture has not been read yet. Read what waits first: gigwallet screens VAULT --read."
    ),
    "field_unknown": N_(
        "This screen has no field {which}. gigwallet review VAULT lists the fields that wait."
    ),
    "field_has_no_value": N_(
        "Nothing that fits was read of {which}, so there is nothing to confirm. Type what the "
        "picture shows, or say that it does not show it."
    ),
    "field_not_its_form": N_(
        "{text} is not written as this field is. Type it as the picture shows it, an amount with "
        "its decimals: 12.50."
    ),
    "too_many_templates": N_(
        "No more than {most} screens can be taught. Forget one that you no longer need."
    ),
    "screen_not_taught": N_(
        "No screen of this name was taught in this vault. Teach it first, on the page Screenshots."
    ),
    "no_decision_left": N_(
        "There is no decision that could be taken back. gigwallet review VAULT lists what waits."
    ),
}

REASONS = {
    "screen_decided_differently": N_(
        "Two copies of this vault say different things of it. Look once more: the last word counts."
    ),
    "screen_field_not_found": N_(
        "Such a screen always says this, and it was not found here. Type it if the picture shows "
        "it."
    ),
    "screen_of_a_wallet": N_(
        "It looks like a screen of a wallet or a bank. The picture is kept, its text is not: it "
        "also shows what you spend in private. Import the bill of the wallet instead."
    ),
    "screen_unplaced": N_("Several of your engagements fit. Choose the one it belongs to."),
    "screen_unreadable": N_("It could not be read. It is kept, and can be tried once more."),
}
