"""The kit that reads PDFs and images: thumbnails, rasters, metadata stripping.

Pure functions on bytes. The bytes are foreign: callers run these functions in an isolated worker
process, and treat its death like ``file_unreadable``.
"""

from gigwallet.pages.cutting import cut
from gigwallet.pages.heic import heic_pixels, heic_reader, jpeg_of
from gigwallet.pages.likeness import look_of
from gigwallet.pages.limits import MAX_BYTES, MAX_PAGES, MAX_PIXELS, MAX_RENDER_PIXELS
from gigwallet.pages.makers import Maker, maker_of
from gigwallet.pages.media import Media, sniff
from gigwallet.pages.paper import (
    PaperFacts,
    describe_paper,
    drawn_pages,
    page_count,
    page_text,
    rasterise,
    silent_pages,
)
from gigwallet.pages.paper_words import read_paper
from gigwallet.pages.picture import (
    FlatLayers,
    PictureFacts,
    describe_picture,
    flat_layers,
    pixel_digest,
)
from gigwallet.pages.recording import RecordingFacts, describe_recording, sniff_recording
from gigwallet.pages.stills import Still, still_of
from gigwallet.pages.stripping import strip_metadata
from gigwallet.pages.taking import by_clock, day_is_open, taken_at
from gigwallet.pages.thumbnails import thumbnail

__all__ = [
    "MAX_BYTES",
    "MAX_PAGES",
    "MAX_PIXELS",
    "MAX_RENDER_PIXELS",
    "FlatLayers",
    "Maker",
    "Media",
    "PaperFacts",
    "PictureFacts",
    "RecordingFacts",
    "Still",
    "by_clock",
    "cut",
    "day_is_open",
    "describe_paper",
    "describe_picture",
    "describe_recording",
    "drawn_pages",
    "flat_layers",
    "heic_pixels",
    "heic_reader",
    "jpeg_of",
    "look_of",
    "maker_of",
    "page_count",
    "page_text",
    "pixel_digest",
    "rasterise",
    "read_paper",
    "silent_pages",
    "sniff",
    "sniff_recording",
    "still_of",
    "strip_metadata",
    "taken_at",
    "thumbnail",
]
