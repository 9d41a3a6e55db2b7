"""Sentences about what opens a vault: passphrases, recovery codes, the system's own keyring."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "last_passphrase": N_(
        "This is the only passphrase of the vault, so it stays. Add another one first, or change "
        "this one."
    ),
    "slot_missing": N_(
        "There is no such way into this vault. List them, and name one by its id or the beginning "
        "of it."
    ),
    "slot_unclear": N_(
        "This vault has several passphrases, and it was opened without any of them. Say which one "
        "is to be changed."
    ),
    "passphrase_in_use": N_(
        "Another passphrase of this vault is the same. Each one is for one person or place: choose "
        "another."
    ),
    "vault_busy": N_(
        "The vault is being read just now, by a check or a backup. Wait until that is done, and "
        "try again."
    ),
    "rekey_needs_room": N_(
        "New keys need {needed_mb} MB of room for a while, and {free_mb} MB are free on this disk. "
        "Free some and try again; nothing was changed."
    ),
    "rekey_pending": N_(
        "A change of all keys was interrupted in this vault. Close it and open it again: then it "
        "is finished or taken back."
    ),
    "too_many_slots": N_(
        "This vault has {most} passphrases already, which is the most it takes. Remove one that is "
        "not needed first."
    ),
    "recovery_code_needed": N_(
        "There is nobody to ask for the recovery code here. Give it with --code-file."
    ),
    "no_recovery_code": N_(
        "This vault has no recovery code now. Make a new one, write it down, and try again."
    ),
    "keyring_unavailable": N_(
        "This computer has no password store that GigWallet trusts (Secret Service, KWallet, the "
        "keychain of macOS, or the credential manager of Windows). The vault opens with its "
        "passphrase."
    ),
    "keyring_blocked": N_(
        "The password store of this computer is locked or did not answer. Unlock it and try again, "
        "or open the vault with its passphrase."
    ),
    "keyring_item_missing": N_(
        "The password store of this computer has nothing that opens this vault: it was removed "
        "there, the store was changed, or it is another computer. Open the vault with its "
        "passphrase, and let it be remembered again."
    ),
    "keyring_slot_missing": N_(
        "This vault was never told to remember its key on this computer. Open it with its "
        "passphrase."
    ),
}

STEPS = {
    "strength_0": N_("Guessed at once: use four or more random words."),
    "strength_1": N_("Too easy to guess: use four or more random words."),
    "strength_2": N_("Fair. Longer is stronger."),
    "strength_3": N_("Good."),
    "strength_4": N_("Very good."),
    "guessable_phrase": N_("It holds a phrase that everybody knows."),
    "guessable_password": N_("It holds a password that many people use."),
    "guessable_word": N_("It holds common words and little else."),
    "guessable_name": N_("It holds a common name."),
    "guessable_keys": N_("It follows the rows of the keyboard."),
    "guessable_repeat": N_("It repeats itself."),
    "guessable_sequence": N_("It counts up or down, like abc or 321."),
    "guessable_date": N_("It holds a date or a year."),
    "guessable_pinyin": N_("Pinyin is guessed as easily as the characters that it spells."),
    "keyring_unavailable": N_(
        "This computer has no password store that GigWallet trusts (Secret Service, KWallet, the "
        "keychain of macOS, or the credential manager of Windows)."
    ),
    "keyring_blocked": N_("The password store of this computer did not answer within 10 seconds."),
    "keyring_item_missing": N_(
        "The password store of this computer has nothing that opens this vault any more."
    ),
    "rekey_finished": N_(
        "A change of all keys was interrupted in this vault and is finished now: only the new "
        "passphrase opens it. Make a new recovery code, since the one that was made then was never "
        "shown."
    ),
    "rekey_undone": N_(
        "A change of all keys was interrupted in this vault before it took hold, and was taken "
        "back: the passphrases and the recovery code from before open it. Start it again if it is "
        "still needed."
    ),
    "rekey_unfinished": N_(
        "A change of all keys is unfinished in this vault. Open it for writing, and it will be "
        "finished or taken back."
    ),
}
