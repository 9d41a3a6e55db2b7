"""Sentences about checkpoints and proofs: refused, verified, and what a check found of them."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "record_unknown": N_(
        "Nothing in this vault has this id, or several begin with it. gigwallet search, typed and "
        "exhibits show ids."
    ),
    "entry_unknown": N_(
        "Entry {number} of the log is not about this record. gigwallet history lists its entries."
    ),
    "checkpoint_unreadable": N_(
        "{name} is not a checkpoint whose signature holds. Take the file exactly as it was written "
        "by gigwallet checkpoint."
    ),
    "checkpoint_not_of_this_log": N_(
        "The log of this vault did not grow out of {name}: it is the checkpoint of another vault, "
        "or this one was set back or rewritten. Check the vault against it: gigwallet check VAULT "
        "--against FILE."
    ),
    "original_not_in_proof": N_(
        "{name} is not about an original file, so no file can be compared with it. Ask for the "
        "proof of the exhibit."
    ),
}

STEPS = {
    # A check of a vault.
    "checkpoint_agrees": N_(
        "The log agrees with the checkpoint that you gave, which covers {first} entries: nothing "
        "that stood then was changed since."
    ),
    "checkpoint_contradicted": N_(
        "The log has another past than the checkpoint that you gave, which covers {first} entries: "
        "it was rewritten, or the checkpoint belongs to another vault."
    ),
    "older_than_checkpoint": N_(
        "The vault is older than the checkpoint that you gave: it holds {first} entries, and "
        "{count} more were signed for. An older copy of the folder was put back, or the checkpoint "
        "belongs to another vault."
    ),
    "checkpoint_key_differs": N_(
        "The checkpoint that you gave was signed with another key than this vault has, as after "
        "rebuilding it from an export. Make a new checkpoint and keep it."
    ),
    "checkpoint_false": N_(
        "Checkpoints in the vault that are not what was signed or do not fit the log: {count}, the "
        "first is number {first}."
    ),
    "checkpoint_missing": N_(
        "The header knows checkpoint {first}, and the vault does not hold it: an older vault.db "
        "was put back."
    ),
    "signing_key_lost": N_(
        "The key that signed the checkpoints cannot be opened any more. The next checkpoint will "
        "carry a new one; tell those who keep the old ones."
    ),
    "originals_not_read": N_(
        "Originals that were not read this time, only looked for: {count}. Run the other parts, "
        "or a whole check."
    ),
    "attachment_without_exhibit": N_("Stored originals that no exhibit names: {count}."),
    "row_of_other_kind": N_(
        "Entries that bind rows of another kind: {count}, the first is {first}."
    ),
    # A file that somebody handed over.
    "proof_damaged": N_(
        "This was a checkpoint or a proof of GigWallet and is damaged, so nothing can be shown "
        "with it. Ask for the file once more."
    ),
    "proof_too_new": N_(
        "This proof has version {version}, which this GigWallet does not know yet. Install the "
        "newest one."
    ),
    "checkpoint_holds": N_(
        "The signature holds: whoever has the key {key} signed for a log of {entries} entries. Who "
        "that is and when it was signed, the file alone does not show."
    ),
    "signature_false": N_(
        "The signature of the checkpoint does not hold: it was changed after it was signed, or "
        "never signed by this key. Ask for the file once more."
    ),
    "proof_holds": N_(
        "Shown in this file: {count} of {entries} entries. They existed at or before the moment "
        "at which {key} signed, and are unchanged since. Whether they are true, it does not show."
    ),
    "proof_entry": N_("Entry {entry}, noted {when} by {who}, {what}: {text}"),
    "proof_entry_erased": N_(
        "Entry {entry}, noted {when} by {who}, {what}: what it said has been deleted, only that it "
        "was there is shown."
    ),
    "proof_false": N_(
        "These entries are not what was signed for, or were never in that log: {entries}. Ask for "
        "the file once more."
    ),
    "original_is_this": N_(
        "The file that you gave is the very original, byte for byte (SHA-256 {sha256})."
    ),
    "original_differs": N_(
        "The file that you gave is not the original that the proof is about; its SHA-256 is "
        "{sha256}. The proof itself is unchanged."
    ),
    "original_listed": N_(
        "The file that you gave is the original of exhibit {exhibits} that the bundle lists, byte "
        "for byte (SHA-256 {sha256})."
    ),
    "hidden_listed": N_(
        "The file that you gave is the original of exhibit {exhibits}, which the bundle shows with "
        "parts blacked out; byte for byte (SHA-256 {sha256})."
    ),
    "original_not_listed": N_(
        "The file that you gave is no original that the bundle lists; its SHA-256 is {sha256}. Ask "
        "which exhibit it is said to be, and for that file."
    ),
    "growth_holds": N_(
        "The log of {later} entries that {key} signed grew out of the log of {earlier} entries: "
        "nothing that stood in the earlier one was changed or taken out."
    ),
    "growth_false": N_(
        "The log of {later} entries did not grow out of the log of {earlier} entries: something "
        "was changed or taken out, or they belong to different vaults."
    ),
    "growth_two_keys": N_("The earlier checkpoint was signed with another key, {other}."),
    "checkpoint_known": N_(
        "It leads to the checkpoint of {entries} entries that you have from elsewhere: unchanged "
        "since that one reached you."
    ),
    "checkpoint_contradicts": N_(
        "It contradicts the checkpoint of {entries} entries that you have from elsewhere, although "
        "{key} signed both: that log exists in two versions."
    ),
    "checkpoint_key_known": N_(
        "The checkpoint of {entries} entries that you have from elsewhere was signed with the same "
        "key, {key}. Whether one log grew out of the other, this file does not show: ask its owner "
        "for what gigwallet prove VAULT --since writes for your checkpoint."
    ),
    "checkpoint_key_other": N_(
        "The checkpoint of {entries} entries that you have from elsewhere was signed with another "
        "key, {key}: it says nothing about this file."
    ),
    "only_for_proofs": N_(
        "A sealed PDF is checked by itself; the other file that you gave was not needed."
    ),
}
