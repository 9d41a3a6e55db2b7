"""What goes along in a bundle without being seen on its pages: told before the file goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.exhibits.parts import Stored
from gigwallet.documents.exhibits.views import Shown
from gigwallet.domain.step import Step


def what_goes_along(spec: BundleSpec, shown: Mapping[str, Shown]) -> Iterator[Step]:
    """Words behind pixels, hidden details of pictures, files inside the file."""
    read = [one for one in spec.held if shown[one.number].read_by]
    if read:
        yield Step("bundle_words_behind", {"count": str(len(read))})
    whole = [one for one in spec.held if one.extract is not None and one.extract.whole]
    if whole:
        yield Step("bundle_files_whole", {"count": str(len(whole))})
    if spec.choices.keep_metadata:
        kept = [
            one
            for one in spec.held
            if shown[one.number].stored_as == "DCTDecode"
            and shown[one.number].copy_sha256 == one.original_sha256
        ]
        yield Step("bundle_metadata_kept", {"count": str(len(kept))})
    sizes = {
        one.original_sha256: one.size
        for one in spec.held
        if isinstance(look := shown[one.number], Stored) and look.attached
    }
    if sizes:
        size = f"{sum(sizes.values()) / 1_000_000:.1f} MB"
        facts = {"count": str(len(sizes)), "size": size}
        yield Step("bundle_originals_attached", facts)
