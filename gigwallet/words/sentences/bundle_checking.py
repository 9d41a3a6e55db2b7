"""Sentences about what goes with a bundle, and about what a check of it finds."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "digest_unreadable": N_(
        "What was given with --digest is no SHA-256. Give the 64 hexadecimal characters as they "
        "were noted down or sent apart."
    ),
    "sign_needs_seal": N_(
        "{name} is no sealed PDF of GigWallet that is unchanged. Sign the file as it was written."
    ),
    "signed_already": N_(
        "{name} is signed already, and a second signature would change what the first is over. "
        "Sign the file as it was before."
    ),
    "signing_key_unreadable": N_(
        "The file with the certificate cannot be opened: it is no PKCS#12 file with a key, or its "
        "passphrase is another. Export certificate and key together, and try again."
    ),
    "signing_key_kind": N_(
        "The key of this certificate is of a kind that readers of PDFs do not take. Use one with "
        "RSA (2,048 bits or more) or an elliptic curve of NIST."
    ),
    "signature_too_long": N_(
        "Certificates and time stamp are longer than the room in the file. Leave the time stamp "
        "out (without --time), or use another authority."
    ),
    "proof_folder_not_empty": N_(
        "The folder {name} is not empty, and nothing was written. Choose a new or an empty folder "
        "for the PDF and what goes with it."
    ),
    "bundle_without_manifest": N_(
        "{name} carries no list of digests, so nothing can go with it. Give an evidence PDF that "
        "GigWallet wrote."
    ),
}

STEPS = {
    # The whole.
    "of_file": N_("{name}:"),
    "folder_without_bundle": N_(
        "There is no PDF in this folder. Take the folder exactly as you got it."
    ),
    "bundle_not_readable": N_("The PDF cannot be read, though it matches its seal."),
    "pages_differ": N_(
        "The PDF has {pages} pages, and its list of digests speaks of {listed}: pages were taken "
        "out or put in, and the file was sealed again."
    ),
    "manifest_replaced": N_(
        "The list of digests beside the PDF is not the one inside it: one of them was replaced."
    ),
    "manifest_not_in_file": N_(
        "There is a list of digests beside the PDF, and none inside it: it was taken out."
    ),
    "manifest_unreadable": N_("The list of digests is damaged and cannot be read."),
    "exhibits_not_as_listed": N_(
        "The pages of these exhibits do not show what the list of digests names: {exhibits}."
    ),
    "sums_missing": N_("The file SHA256SUMS is missing from the folder."),
    "sums_unreadable": N_("The file SHA256SUMS is damaged."),
    "file_gone": N_("{name} is listed in SHA256SUMS and is not in the folder."),
    "file_not_as_listed": N_("{name} is not the file that SHA256SUMS lists."),
    "file_not_listed": N_("{name} is in the folder and not listed in SHA256SUMS."),
    # What comes from outside.
    "digest_differs": N_(
        "The SHA-256 that reached you another way is not that of this file ({sha256})."
    ),
    "digest_came_apart": N_(
        "This is the very file whose SHA-256 reached you another way ({sha256}): unchanged since "
        "that was sent."
    ),
    "proof_of_another_file": N_(
        "The proof beside the PDF is about another file than this one ({sha256}): the PDF was "
        "changed and sealed again, or swapped."
    ),
    "anchored_since": N_(
        "The file existed at or before {time} and is unchanged since (time stamp of {signer})."
    ),
    "anchored_to_checkpoint": N_(
        "The file stood in the log of the checkpoint that reached you another way ({entries} "
        "entries, {key}), and is unchanged since that was signed."
    ),
    "original_anchored_since": N_(
        "Its original existed at or before {time} and is unchanged since (time stamp of {signer})."
    ),
    "original_anchored_to_checkpoint": N_(
        "Its original stood in the log of the checkpoint that reached you another way ({entries} "
        "entries, {key}), and is unchanged since that was signed."
    ),
    "signature_self_issued": N_(
        "It is signed with a key that vouches for itself ({signer}, SHA-256 of its certificate "
        "{fingerprint}): unchanged since that key signed it. It says nothing about a person."
    ),
    "signature_holds": N_(
        "It is signed with the certificate of {signer} (SHA-256 {fingerprint}), and unchanged "
        "since."
    ),
    "signature_broken": N_("The signature does not hold: it is not over this file."),
    "signature_time_broken": N_(
        "The time stamp in the signature is about something else, or is not signed as it says."
    ),
    "signature_with_changes": N_(
        "Behind the sealed file stands a signature together with other changes, or one that does "
        "not cover all of the file."
    ),
    "signed_by_known": N_(
        "The certificate of {signer}, who signed it, leads to the root that you gave."
    ),
    "anchor_damaged": N_("The proof in {name} is damaged and cannot be read."),
    "anchor_false": N_(
        "The proof in {name} does not hold: it was changed, or belongs to another checkpoint."
    ),
    "anchor_stamp_broken": N_(
        "The time stamp in {name} is about another text than the checkpoint beside it, or is not "
        "signed as it says."
    ),
    "proof_shows": N_(
        "{name} shows {shown} of the {entries} entries that the log had; of the others it shows "
        "nothing but hashes."
    ),
    # Each exhibit.
    "exhibit_seal_lost": N_("Nothing can be said of it: the seal is damaged."),
    "exhibit_not_as_listed": N_(
        "The picture on its pages is not the one that the list of digests names."
    ),
    "exhibit_not_in_proof": N_("The proofs beside the PDF do not speak of its original."),
    "exhibit_is_a_copy": N_(
        "Its pages show a copy without hidden details. Ask for the original, and compare its "
        "SHA-256 with the list of digests."
    ),
    # What the person should know before the folder goes on.
    "folder_exhibits_not_in_log": N_(
        "Of {count} exhibits the vault knows no original, so the folder proves nothing of them."
    ),
    "folder_bundle_not_in_log": N_(
        "The log does not say that this PDF was written out: it comes from another vault, or was "
        "changed since. The folder proves the originals alone."
    ),
}
