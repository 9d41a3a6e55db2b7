"""What a person chose for one evidence file beside its exhibits, kept in the vault by its case."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.letters.wanted import WantedLetter
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices, Papers
from gigwallet.domain.recorded import CaseId, EngagementId

_KEY = "evidence.file."  # with the case behind it


@dataclass(frozen=True, slots=True)
class FileChoices:
    """As in ``BundleDraft``. Passwords, and that an original is shown after all, are not among
    them: whoever opens the file again is asked for them again.

    They are no evidence and stand in no log, unlike the exhibits of the case: what is tried out
    for a file need not stay for ever.
    """

    profile: str = ""
    choices: ExhibitChoices = AS_USUAL
    matter: str = ""
    case_number: str = ""
    after: tuple[Path, ...] = ()
    volume_pages: int = 0
    volume_mb: int = 0
    letter: WantedLetter | None = None
    office: str = ""

    @classmethod
    def of(cls, draft: BundleDraft, letter: WantedLetter | None) -> FileChoices:
        return cls(
            draft.profile,
            draft.choices,
            draft.matter,
            draft.case_number,
            draft.after,
            draft.volume_pages,
            draft.volume_mb,
            letter,
            draft.office,
        )

    def onto(self, draft: BundleDraft) -> BundleDraft:
        """All but the letter, which must be made for the file, and a form that is not there."""
        return replace(
            draft,
            profile=self.profile or draft.profile,
            choices=self.choices,
            matter=self.matter,
            case_number=self.case_number,
            office=self.office,
            after=self.after,
            volume_pages=self.volume_pages,
            volume_mb=self.volume_mb,
        )


def read(wallet: Wallet, case: CaseId | None) -> FileChoices | None:
    """None where nothing was chosen yet, or it was said in words of another version."""
    text = wallet.vault.settings.get(_KEY + case) if case is not None else ""
    try:
        return _read(json.loads(text)) if text else None
    except (ValueError, TypeError, KeyError):
        return None


def write(wallet: Wallet, case: CaseId, chosen: FileChoices) -> None:
    """The same again stores nothing."""
    if read(wallet, case) != chosen:
        wallet.vault.settings.put(_KEY + case, json.dumps(_said(chosen), ensure_ascii=False))


def _said(chosen: FileChoices) -> dict[str, Any]:  # Any: JSON
    after = [str(each) for each in chosen.after]
    return asdict(replace(chosen, letter=None)) | {"after": after, "letter": _letter(chosen.letter)}


def _letter(wanted: WantedLetter | None) -> dict[str, Any] | None:  # Any: JSON
    return None if wanted is None else asdict(replace(wanted, fields=dict(wanted.fields)))


def _read(said: dict[str, Any]) -> FileChoices:  # Any: JSON that this module wrote
    choices = said["choices"] | {"papers": Papers(said["choices"]["papers"])}
    letter = said["letter"]
    if letter is not None:
        letter |= {"engagement": letter["engagement"] and EngagementId(letter["engagement"])}
    return FileChoices(
        **said
        | {
            "choices": ExhibitChoices(**choices),
            "after": tuple(Path(each) for each in said["after"]),
            "letter": None if letter is None else WantedLetter(**letter),
        }
    )
