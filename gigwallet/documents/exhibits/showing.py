"""What a file of a person gives to show: a picture, a paper, or the reason why it shows nothing."""

from __future__ import annotations

from dataclasses import replace

from gigwallet import pages
from gigwallet.documents.exhibits.paper_views import show_paper
from gigwallet.documents.exhibits.picture_views import show_heic, show_picture
from gigwallet.documents.exhibits.recording_views import show_recording
from gigwallet.documents.exhibits.views import Loaded
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.paper import Paper
from gigwallet.pages import Media


def show(
    data: bytes,
    media_type: str,
    choices: ExhibitChoices = AS_USUAL,
    *,
    sha256: str = "",
    read: Paper | None = None,
    passwords: tuple[str, ...] = (),
) -> Loaded:
    """The views of a picture or a PDF, whose digest is ``sha256`` where it is known. ``read`` is
    what a program read of it before: its words come to lie behind the pixels. ``passwords`` are
    tried on a PDF that is locked. A file that cannot be shown says why in ``refused``. Call it in a
    worker process: it reads foreign files."""
    if not choices.words:
        read = None
    try:
        if media_type == Media.PDF:
            paper = show_paper(data, passwords, choices.papers, read)
            return _said(paper, data, media_type, choices)
        if media_type in (Media.JPEG, Media.PNG, Media.WEBP):
            return show_picture(data, media_type, choices.keep_metadata, read, sha256)
        if media_type == Media.HEIC:
            return _said(show_heic(data, read), data, media_type, choices)
        if media_type.startswith(("audio/", "video/")):
            return _said(show_recording(data), data, media_type, choices)
    except GigWalletError as refusal:
        return Loaded((), refused=refusal.code)
    return Loaded((), refused="exhibit_kind_not_shown")


def _said(shown: Loaded, data: bytes, media_type: str, choices: ExhibitChoices) -> Loaded:
    """With the device and program that the file names, which are hidden details."""
    maker = pages.maker_of(data, media_type)
    if choices.keep_metadata:
        return replace(shown, device=maker.device, program=maker.program)
    return replace(shown, device_left_out=bool(maker.device or maker.program))
