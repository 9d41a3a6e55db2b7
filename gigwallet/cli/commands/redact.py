"""``gigwallet redact``: a copy of a picture or PDF in which parts are black, and its check."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.redaction import redact_out
from gigwallet.app.redaction.redact_out import Checked, WrittenCopy
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import redacting_exhibits
from gigwallet.cli.redacting_exhibits import box_lines
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.redaction import Mask
from gigwallet.words import N_, _

NAME = "redact"
ORDER = 43
HELP = N_("black out parts of a picture or PDF, or of an exhibit; check such a copy")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE|ID",
        help=_("the picture or PDF; with --check the original and the redacted copy; with --vault "
               "an exhibit, by its id or the beginning of it"),
    )  # fmt: skip
    shared.add_optional_vault(
        parser, why=_("redact an exhibit of this vault; without an exhibit list the redacted ones")
    )
    parser.add_argument(
        "--boxes", type=Path, metavar="FILE",
        help=_("JSON with the boxes to fill; with --check the record of the copy"),
    )  # fmt: skip
    parser.add_argument(
        "--suggest", action="store_true",
        help=_("find telephone numbers, addresses, names, card and identity numbers; "
               "without --out they are only shown"),
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("where the copy goes"))
    parser.add_argument(
        "--not-secret", action="append", default=[], metavar="WORD",
        help=_("a word under a box that may stand elsewhere too (again for more)"),
    )  # fmt: skip
    parser.add_argument("--replace", action="store_true", help=_("replace what is there"))
    parser.add_argument(
        "--check", action="store_true",
        help=_("compare a copy with its original: does anything but the boxes differ?"),
    )  # fmt: skip
    redacting_exhibits.add_arguments(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.vault is not None:
        if arguments.check or arguments.out or arguments.replace:
            raise GigWalletError("usage", what=_("--check, --out and --replace go with files"))
        return redacting_exhibits.run(arguments, terminal)
    if arguments.confirm or arguments.take_back:
        raise GigWalletError("usage", what=_("--confirm and --take-back go with --vault"))
    isolation = Surroundings().isolation
    if arguments.check:
        if len(arguments.files) != 2 or arguments.suggest or arguments.out:
            raise GigWalletError("usage", what=_("--check takes the original and the copy"))
        original, copy = arguments.files
        return _checked(redact_out.check_copy(isolation, original, copy, arguments.boxes))
    if len(arguments.files) != 1 or bool(arguments.boxes) == arguments.suggest:
        raise GigWalletError("usage", what=_("Name one file, and either --boxes or --suggest"))
    (path,) = arguments.files
    masks = _masks(isolation, path, arguments, terminal)
    if arguments.out is None:
        if arguments.boxes:
            raise GigWalletError("usage", what=_("Say with --out where the copy goes"))
        return _suggested(masks)
    written = redact_out.write_copy(
        isolation,
        path,
        masks,
        arguments.out,
        harmless=arguments.not_secret,
        replace=arguments.replace,
        job=terminal.job(),
    )
    return _written(written)


def _masks(
    isolation: Isolation, path: Path, arguments: argparse.Namespace, terminal: Terminal
) -> tuple[Mask, ...]:
    if arguments.boxes:
        return redact_out.masks_in(arguments.boxes)
    return redact_out.suggest_for(isolation, path, terminal.job())


def _suggested(masks: tuple[Mask, ...]) -> Reply:
    return Reply(
        {"boxes": redact_out.boxes_of(masks)},
        box_lines(masks)
        or [_("Nothing was found that has to be hidden. Look at the file yourself.")],
    )


def _written(written: WrittenCopy) -> Reply:
    copy = written.redacted
    return Reply(
        {
            "file": str(written.path),
            "record": str(written.record),
            "media_type": copy.media_type,
            "pages": copy.pages,
            "original_sha256": written.original_sha256,
            "redacted_sha256": written.redacted_sha256,
            "outside_sha256": copy.outside_sha256,
            "resolution": copy.resolution,
            "drawn_by": copy.drawn_by,
            "boxes": redact_out.boxes_of(copy.masks),
        },
        [
            _("The redacted copy is in {name}, its record in {record}.").format(
                name=written.path, record=written.record
            ),
            *box_lines(copy.masks),
            _(
                "Nothing of what could be read under the boxes was found in the copy. Look at it "
                "before you hand it out."
            ),
        ],
    )


def _checked(checked: Checked) -> Reply:
    found = checked.compared
    result = {
        "holds": found.holds,
        "same_pages": found.same_sheets,
        "differing_pixels": found.differing,
        "boxes_not_black": list(found.uncovered),
        "original_sha256": checked.original_sha256,
        "redacted_sha256": checked.redacted_sha256,
        "original_outside_sha256": found.original_outside,
        "redacted_outside_sha256": found.redacted_outside,
    }
    return Reply(result, list(_verdict(checked)), exit_code=DONE if found.holds else LOOK)


def _verdict(checked: Checked) -> list[str]:
    found = checked.compared
    if found.holds:
        return [
            _("The copy differs from this original in nothing but its boxes."),
            _("SHA-256 outside the boxes, of both: {digest}").format(digest=found.original_outside),
        ]
    lines = []
    if not found.same_sheets:
        lines.append(_("The copy has other pages than this original, or of another size."))
    if found.differing:
        lines.append(
            _("{count} pixels outside the boxes differ from this original.").format(
                count=found.differing
            )
        )
    lines += [_("Box {box} is not wholly black.").format(box=each) for each in found.uncovered]
    return lines
