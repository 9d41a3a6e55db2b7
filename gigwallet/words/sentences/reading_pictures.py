"""What is said where pictures cannot be read at all."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REFUSALS = {
    "picture_reader_altered": N_(
        "The part of GigWallet that reads pictures is missing or not the one this version was made"
        " with ({name}), so no picture is read. Install GigWallet anew; your vault stays as it is."
    ),
}
