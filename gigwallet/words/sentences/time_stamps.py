"""Sentences about time stamps: why none was kept, and what one is worth."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "authority_unknown": N_(
        "No authority of this name is in this vault. List the authorities and use one of their "
        "names."
    ),
    "no_authority": N_(
        "No authority is chosen in this vault, so nobody can be asked for the time. Add one with "
        "its address first."
    ),
    "authority_nameless": N_(
        "An authority needs a name of 1 to {most} printable characters. Give it one."
    ),
    "bad_algorithm": N_("The digest can be one of these: {known}. Choose one of them."),
    "address_refused": N_(
        "{url} is no address that can be asked for the time. It must begin with http:// or "
        "https:// and must not hold a name or password."
    ),
    "root_unreadable": N_(
        "No certificate can be read in this file. Ask the authority for its root certificate as a "
        ".pem, .crt or .cer file."
    ),
    "root_not_a_root": N_(
        "None of these certificates is a root: a root is signed by itself and may sign others. Ask "
        "the authority for its root certificate."
    ),
    "authority_unreachable": N_(
        "{host} could not be reached. Nothing was stored. Look at the connection and the address, "
        "and send it again later."
    ),
    "authority_not_found": N_(
        "No computer with the name {host} can be found from here. Nothing was sent. Look at the "
        "connection and the address."
    ),
    "authority_silent": N_(
        "{host} did not answer in time. Nothing was stored. Send it again later."
    ),
    "authority_not_proven": N_(
        "{host} does not prove that it is who it says, so nothing was sent. Look at the address; "
        "in a hotel or station, sign in to its network first."
    ),
    "authority_moved": N_(
        "{host} says that it moved to {moved}. Nothing was sent there. If you trust that address, "
        "change the authority's address and send it again."
    ),
    "answer_too_large": N_(
        "The answer of {host} is larger than {most} bytes, so it is no time stamp. Nothing was "
        "stored. Look at the address."
    ),
    "authority_failed": N_(
        "{host} answered with the error {status} and no time stamp. Nothing was stored. Look at "
        "the address, or try again later."
    ),
    "authority_refused": N_(
        "{host} refuses to stamp this digest (status {status}). It says: {words}. Nothing was "
        "stored. Try the other digest, or another authority."
    ),
    "time_stamp_unreadable": N_(
        "What {host} sent is not a time stamp that can be read here. Nothing was stored. Look at "
        "the address."
    ),
    "time_stamp_wrong_digest": N_(
        "{host} stamped another digest than the one that was sent. Nothing was stored. Do not use "
        "this authority until that is explained."
    ),
    "time_stamp_wrong_nonce": N_(
        "The answer of {host} belongs to another request. Nothing was stored. Send it again; if "
        "it happens twice, do not use this authority."
    ),
    "time_stamp_broken": N_(
        "The time stamp of {host} is not signed as it must be: its signature, its certificate's "
        "purpose or its dates do not fit. Nothing was stored. Use another authority."
    ),
    "record_after_stamp": N_(
        "This record came after that time stamp, so the stamp says nothing about it. Stamp the log "
        "again and use the new one."
    ),
    "time_stamp_missing": N_(
        "There is no time stamp with this number in this vault. List them and use one of theirs."
    ),
}

STEPS = {
    "stamp_existed": N_(
        "Signed by {signer}: what was stamped existed at or before {time} and is unchanged since."
    ),
    "stamp_signed": N_("A signer that calls itself {signer} says {time}."),
    "stamp_root_unknown": N_(
        "The authority's root certificate is not known here, so it is not known who signed. Give "
        "the authority its root certificate."
    ),
    "stamp_root_not_reached": N_(
        "The signer's certificates do not lead to the root certificate that was given. Compare its "
        "fingerprint with what the authority publishes."
    ),
    "stamp_readings_differ": N_(
        "Of two independent readings one takes this time stamp and the other does not. Have it "
        "checked by an expert before you rely on it."
    ),
    "stamp_accuracy": N_("The authority gives its time as exact to {seconds} seconds."),
    "stamp_reordered": N_(
        "The certificates in the answer came in an unusual order and were put in the usual one to "
        "be read. What is signed is untouched by that."
    ),
    "stamp_granted_with_changes": N_(
        "The authority granted the request with changes, which the stricter of two readings does "
        "not take."
    ),
    "stamp_unreadable": N_("The file that should be a time stamp cannot be read as one."),
    "stamp_algorithm_unknown": N_(
        "The time stamp is signed in a way that cannot be checked here (SM2, for example). Have it "
        "checked with the authority's own tool."
    ),
    "stamp_wrong_digest": N_(
        "The time stamp is for other bytes than these: the file was changed, or the stamp belongs "
        "to another one."
    ),
    "stamp_wrong_nonce": N_("The time stamp answers another request than the one that is stored."),
    "stamp_wrong_purpose": N_("The signer's certificate is not made for time stamps alone."),
    "stamp_certificate_missing": N_("The signer's certificate is not among those that came."),
    "stamp_certificate_not_named": N_(
        "The signature does not name the certificate that came with it."
    ),
    "stamp_certificate_not_valid_then": N_(
        "The signer's certificate was not valid at the time that it says."
    ),
    "stamp_signature_broken": N_(
        "The signature of the time stamp does not hold: the stamp was changed, or never signed by "
        "this authority."
    ),
    "stamp_covers": N_("The time stamp covers the first {entries} entries of this log."),
    "stamp_not_of_this_log": N_(
        "What was stamped is not this log as it was then: entries were lost or changed, or the "
        "stamp belongs to another vault."
    ),
    "stamp_token_alone": N_("The time stamp itself is sound; it is the log that does not fit it."),
    "stamp_clock_differs": N_(
        "The authority's time and this computer's clock differ by more than ten minutes."
    ),
    "stamp_again_soon": N_(
        "The certificate behind your time stamps ends on {until_day}. Stamp the log again before "
        "that day: the new stamp then vouches for the old ones."
    ),
    "stamp_again_late": N_(
        "The certificate behind your time stamps ended on {until_day}. The stamps stay valid for "
        "their time; stamp the log again, so that a certificate of today vouches for them too."
    ),
}
