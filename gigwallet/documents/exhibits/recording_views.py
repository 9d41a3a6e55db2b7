"""A recording is not printed: its facts stand for it, and one picture of a video."""

from __future__ import annotations

import hashlib

from gigwallet import pages
from gigwallet.documents.exhibits.picture_views import jpeg_layer
from gigwallet.documents.exhibits.views import Loaded, Recording, View
from gigwallet.domain.errors import GigWalletError


def show_recording(data: bytes) -> Loaded:
    """Refusal: ``recording_unreadable`` where it is none."""
    facts = pages.describe_recording(data)
    if facts is None:
        raise GigWalletError("recording_unreadable")
    still = pages.still_of(data) if facts.is_video else None
    if still is None:
        return Loaded((), recording=Recording(facts.media_type, facts.milliseconds))
    layer = jpeg_layer(still.jpeg)
    return Loaded(
        (View(layer.height / layer.width, float(layer.width)),),
        stored_as=layer.filter,
        stored_sha256=hashlib.sha256(layer.data).hexdigest(),
        layers=((layer, None),),
        recording=Recording(facts.media_type, facts.milliseconds, still.milliseconds),
    )
