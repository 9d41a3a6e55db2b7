"""PDFs that are locked: their passwords are asked for, tried, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.documents.exhibits.parts import Stored
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import ExhibitChoices

_LOCKED, _WRONG = "pdf_encrypted", "pdf_password_wrong"


def refuse_locked(files: Sequence[ExhibitFile], looks: Mapping[str, Stored]) -> None:
    """Refuses with ``bundle_paper_locked`` where a PDF needs a password and none was given, unless
    it is to have a page that says so, and with ``bundle_paper_password_wrong`` where none of those
    given opens it. Both name the file: whoever asks the person can try again with an answer."""
    for file in files:
        look = looks.get(file.sha256)  # it may be of another part
        said = look.refused if look else ""
        if said == _WRONG:
            raise GigWalletError("bundle_paper_password_wrong", name=file.name)
        if said == _LOCKED and not file.choices.locked_unshown:
            raise GigWalletError("bundle_paper_locked", name=file.name)


def still_looks_so(look: Stored, choices: ExhibitChoices) -> bool:
    """Whether a look that was found before holds under these choices; a locked PDF may have been
    given its password since."""
    return look.choices == choices and look.refused not in (_LOCKED, _WRONG)
