"""``gigwallet redact --vault``: redacted copies of exhibits: listed, proposed, confirmed, taken
back."""

from __future__ import annotations

import argparse

from gigwallet.app.records import keep_exhibits
from gigwallet.app.redaction import redact_exhibit, redact_out
from gigwallet.app.wallet import Wallet
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, Redaction
from gigwallet.words import _, labels, ngettext, number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--confirm", action="store_true",
        help=_("with --vault: keep the copy with these boxes, and show it in place of the exhibit"),
    )  # fmt: skip
    parser.add_argument(
        "--take-back", action="store_true",
        help=_("with --vault: show the exhibit itself again; its copy stays in the vault"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    """``arguments.files`` is the exhibit's id, or the beginning of it; nothing lists them all."""
    asked = bool(arguments.boxes) + arguments.suggest + arguments.take_back
    fits = (len(arguments.files), asked) in ((0, 0), (1, 1))
    if not fits or (arguments.confirm and not (arguments.boxes or arguments.suggest)):
        raise GigWalletError(
            "usage",
            what=_("With --vault name one exhibit, and --boxes, --suggest or --take-back; or none"),
        )
    if arguments.boxes and not arguments.confirm:
        raise GigWalletError("usage", what=_("Add --confirm to keep a copy with these boxes"))
    writing = arguments.confirm or arguments.take_back
    with secrets.opened(arguments, terminal, read_only=not writing) as wallet:
        if not arguments.files:
            return _listed(wallet)
        exhibit = keep_exhibits.find_exhibit(wallet, str(arguments.files[0]))
        if arguments.take_back:
            return _taken_back(wallet, exhibit)
        return _redacted(wallet, exhibit, arguments, terminal)


def _listed(wallet: Wallet) -> Reply:
    known = {each.id: each for each in keep_exhibits.exhibits(wallet)}
    held = redact_exhibit.redactions(wallet)
    lost = [each for each in held.values() if not _copy_is_there(each, known)]
    lines = [
        line
        for each in held.values()
        for line in (
            f"{each.exhibit_id}  {_name(known.get(each.exhibit_id))}  {_count(each.masks)}",
            *([f"    {_('Its copy is missing')}"] if each in lost else []),
        )
    ]
    return Reply(
        {"redacted": [_told(each) for each in held.values()]},
        lines or [_("No exhibit is redacted.")],
        exit_code=LOOK if lost else DONE,
    )


def _copy_is_there(redaction: Redaction, known: dict[ExhibitId, KnownExhibit]) -> bool:
    copy = known.get(redaction.copy_id) if redaction.copy_id else None
    return copy is not None and copy.present


def _redacted(
    wallet: Wallet, exhibit: KnownExhibit, arguments: argparse.Namespace, terminal: Terminal
) -> Reply:
    desk = redact_exhibit.begin(wallet, exhibit.id, terminal.job())
    masks = redact_out.masks_in(arguments.boxes) if arguments.boxes else desk.suggested
    if not arguments.confirm:
        now = redact_out.boxes_of(desk.before.masks) if desk.before else []
        return Reply(
            {"id": exhibit.id, "boxes": redact_out.boxes_of(masks), "boxes_now": now},
            box_lines(masks)
            or [_("Nothing was found that has to be hidden. Look at the file yourself.")],
        )
    words = arguments.not_secret
    made = redact_exhibit.make(wallet, desk, masks, harmless=words, job=terminal.job())
    kept = redact_exhibit.confirm(wallet, desk, made, harmless=words)
    said = _("From now on the redacted copy stands for {name}. Look at it before you hand it out.")
    return Reply(_told(kept), [said.format(name=_name(exhibit)), *box_lines(kept.masks)])


def _taken_back(wallet: Wallet, exhibit: KnownExhibit) -> Reply:
    if exhibit.id not in redact_exhibit.redactions(wallet):
        raise GigWalletError("exhibit_not_redacted", name=_name(exhibit))
    redact_exhibit.take_back(wallet, exhibit.id)
    said = _("{name} is shown itself again, with all that was hidden in it.")
    return Reply({"id": exhibit.id, "taken_back": True}, [said.format(name=_name(exhibit))])


def box_lines(masks: tuple[Mask, ...]) -> list[str]:
    """Each box as a person looks for it."""
    said = _("Box {box}, page {page}: {reason}, {width} x {height} pixels at {left}, {top}")
    return [
        said.format(
            box=place,
            page=each.page,
            reason=labels.label(each.reason),
            width=each.box.width,
            height=each.box.height,
            left=each.box.left,
            top=each.box.top,
        )
        for place, each in enumerate(masks, start=1)
    ]


def _told(redaction: Redaction) -> dict[str, object]:
    return {
        "id": redaction.exhibit_id,
        "copy": redaction.copy_id,
        "original_sha256": redaction.original_sha256,
        "redacted_sha256": redaction.redacted_sha256,
        "outside_sha256": redaction.outside_sha256,
        "boxes": redact_out.boxes_of(redaction.masks),
    }


def _count(masks: tuple[Mask, ...]) -> str:
    return ngettext("{count} box", "{count} boxes", len(masks)).format(count=number(len(masks)))


def _name(known: KnownExhibit | None) -> str:
    return "" if known is None else known.exhibit.label or known.exhibit.name
