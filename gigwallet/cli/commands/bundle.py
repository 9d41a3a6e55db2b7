"""``gigwallet bundle``: the evidence PDF, sealed."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from gigwallet.app.bundles import build_bundle, proof_folder
from gigwallet.app.bundles.folder import bundle_folder
from gigwallet.app.bundles.proof_folder import ProofFolder
from gigwallet.app.letters import draft_letter
from gigwallet.app.pay.pay_basis import Written
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import (
    bundle_forms,
    disclosing,
    exhibit_choices,
    proof_folders,
    secrets,
    values,
)
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, language, refusals

NAME = "bundle"
ORDER = 80
HELP = N_("write the evidence PDF: cover, index, exhibits, manifest")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_document(parser, vault_needed=False)
    parser.add_argument(
        "--from-folder", type=Path, metavar="DIR",
        help=_("make it of the files in DIR instead, without a vault"),
    )  # fmt: skip
    parser.add_argument(
        "--index", type=Path, metavar="FILE",
        help=_("with --from-folder: a CSV table that names, dates, groups and explains the files"),
    )  # fmt: skip
    parser.add_argument(
        "--title", default="", metavar="TEXT",
        help=_("with --from-folder: the title of the file; else the folder's name"),
    )  # fmt: skip
    parser.add_argument(
        "--letter", metavar="LETTER", default="",
        help=_("put this letter in, its figures proven by the file’s own computations"),
    )  # fmt: skip
    shared.add_answers(parser)
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="ID",
        help=_("leave out the exhibit with this id (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--show-original", action="append", default=[], metavar="ID",
        help=_("show this exhibit as it is, though it is redacted (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--read-pictures", action="store_true",
        help=_("with --from-folder: read the words of pictures and scans first, to be searched; "
               "this takes some seconds for each"),
    )  # fmt: skip
    bundle_forms.add_form(parser)
    exhibit_choices.add_choices(parser)
    parser.add_argument(
        "--with-proof", type=Path, metavar="DIR",
        help=_("make DIR too, with the PDF and all that a stranger needs to check it"),
    )  # fmt: skip
    disclosing.add_yes(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if (arguments.from_folder is None) == (arguments.vault is None):
        raise GigWalletError(
            "usage", what=_("Name a vault, or a folder of files with --from-folder")
        )
    period = shared.period_of(arguments)
    of_vault = (
        period
        or arguments.engagement
        or arguments.leave_out
        or arguments.show_original
        or arguments.letter
    )
    of_folder = (
        arguments.index
        or arguments.title
        or arguments.read_pictures
        or arguments.submitted_by
        or arguments.opponent
    )
    if of_vault if arguments.from_folder else of_folder:
        raise GigWalletError(
            "usage",
            what=_(
                "--index, --title, --submitted-by, --opponent and --read-pictures go with "
                "--from-folder; what chooses out of a vault does not"
            ),
        )
    if arguments.with_proof is not None:
        proof_folder.refuse_taken(arguments.with_proof)
    if arguments.from_folder is not None:
        return _of_folder(arguments, terminal)
    job = terminal.job()
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        draft = build_bundle.prepare(
            wallet,
            known.id,
            period,
            arguments.letter_lang or ("" if arguments.profile else language()),
            job,
            arguments.profile,
        )
        draft = bundle_forms.formed(draft, arguments)
        items = tuple(
            replace(
                each,
                included=each.included and each.exhibit not in arguments.leave_out,
                show_original=each.exhibit in arguments.show_original,
            )
            for each in draft.items
        )
        draft = replace(draft, items=items)
        if arguments.letter:
            letter = draft_letter.prepare(
                wallet,
                known.id,
                draft.period,
                draft.language,
                job,
                arguments.letter,
                evidence=draft,
            )
            letter = draft_letter.edited(letter, shared.answers_of(arguments))
            draft = replace(draft, letter=draft_letter.order_of(letter))
        draft = replace(draft, choices=exhibit_choices.choices_of(arguments))
        held_back = disclosing.before_bundle(wallet, draft, arguments, terminal)
        if held_back is not None:
            return held_back
        written = exhibit_choices.with_passwords(
            arguments,
            terminal,
            lambda passwords: build_bundle.write(
                wallet,
                replace(draft, passwords=passwords),
                arguments.out,
                replace=arguments.replace,
                job=job,
            ),
        )
        around = _proofs(arguments, written, wallet, wallet)
    return Reply(
        {
            **bundle_forms.told(written),
            "exhibits": [
                {"id": each.exhibit, "title": each.title, "lines": len(each.rows)}
                for each in items
                if each.included
            ],
            "gaps": [values.step(each) for each in draft.gaps],
            **_told(around),
        },
        [
            *bundle_forms.spoken(written),
            *(refusals.explain(each) for each in (*draft.gaps, *written.notes)),
            *(proof_folders.spoken(around) if around else ()),
        ],
    )


def _proofs(
    arguments: argparse.Namespace, written: Written, of: Wallet | Surroundings, log: Wallet | None
) -> ProofFolder | None:
    if arguments.with_proof is None:
        return None
    return proof_folder.write_folder(
        written.paths,
        arguments.with_proof,
        resources=of.resources,
        isolation=of.isolation,
        wallet=log,
    )


def _told(around: ProofFolder | None) -> dict[str, object]:
    return {} if around is None else {"proof": proof_folders.told(around)}


def _of_folder(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    around = Surroundings()
    written = exhibit_choices.with_passwords(
        arguments,
        terminal,
        lambda passwords: bundle_folder(
            around.isolation,
            around.resources,
            arguments.from_folder,
            arguments.out,
            index=arguments.index,
            form=bundle_forms.folder_form(arguments, language()),
            cover=bundle_forms.folder_cover(arguments),
            today=around.clock.now().astimezone().date(),
            replace=arguments.replace,
            choices=exhibit_choices.choices_of(arguments),
            passwords=passwords,
            reading=around.aside if arguments.read_pictures else None,
            tell=lambda meaning: terminal.complain(refusals.explain(meaning)),
            job=terminal.job(),
        ),
    )
    made = _proofs(arguments, written, around, None)
    notes = [refusals.explain(each) for each in written.notes]
    return Reply(
        {
            **bundle_forms.told(written),
            **_told(made),
        },
        [
            *bundle_forms.spoken(written),
            *notes,
            *(proof_folders.spoken(made) if made else ()),
        ],
    )
