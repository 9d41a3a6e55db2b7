"""``gigwallet summary``: a rider's contribution, and an organiser's table of many."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.summaries import aggregate_summaries, contribute_summary
from gigwallet.app.summaries.aggregate_summaries import PublishedCell
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, refusals

NAME = "summary"
ORDER = 150
HELP = N_("write your rounded totals for a campaign, or add up the files of many riders")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    own = what.add_parser("contribute", help=_("show, and with --out write, your rounded totals"))
    shared.add_common(own)
    shared.add_vault(own)
    own.add_argument("--campaign", required=True, help=_("name of the campaign"))
    own.add_argument(
        "--out", metavar="FILE", type=Path, help=_("the file to write; without it only shown")
    )
    own.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    shared.add_period(own)
    own.set_defaults(action=_contribute)
    many = what.add_parser("aggregate", help=_("add up contributions"))
    shared.add_common(many)
    many.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("contributions"))
    many.add_argument("--out", metavar="DIR", type=Path, required=True, help=_("folder to write"))
    many.add_argument("--campaign", default="", help=_("name of the campaign"))
    many.add_argument("--replace", action="store_true", help=_("write over files of these names"))
    many.set_defaults(action=_aggregate)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _contribute(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    with secrets.opened(arguments, terminal) as wallet:
        shown = contribute_summary.prepare(wallet, arguments.campaign, period, terminal.job())
        if arguments.out is not None:
            contribute_summary.write(wallet, shown, arguments.out, replace=arguments.replace)
    return Reply(
        {
            "campaign": shown.campaign,
            "contribution": json.loads(shown.data),
            "bytes": len(shown.data),
            "file": arguments.out and str(arguments.out),
            "recognisable": [values.step(each) for each in shown.recognisable],
            "left_out": [values.step(each) for each in shown.left_out],
        },
        [
            _("This is every byte of it:"),
            shown.text,
            _("De-identified is not unrecognisable:"),
            *(f"  - {refusals.explain(each)}" for each in shown.recognisable),
            *(refusals.explain(each) for each in shown.left_out),
            _("Written to {name}. Nothing was sent.").format(name=arguments.out)
            if arguments.out
            else _("Nothing was written. Add --out FILE to write it."),
        ],
        exit_code=LOOK if shown.left_out else 0,
    )


def _aggregate(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    report = aggregate_summaries.aggregate(
        arguments.files,
        arguments.out,
        campaign=arguments.campaign,
        replace=arguments.replace,
        job=terminal.job(),
    )
    return Reply(
        {
            "campaign": report.campaign,
            "cells": [_cell(each) for each in report.cells],
            "counted": report.counted,
            "duplicates": report.duplicates,
            "suppressed": report.suppressed,
            "refused": [asdict(each) for each in report.refused],
            "table": str(report.table),
            "report": str(report.report),
        },
        [
            _("{shown} cells are shown in {name}.").format(
                shown=len(report.cells), name=report.table
            ),
            _("For you alone, not for publication: {counted} riders, {suppressed} cells left out.")
            .format(counted=report.counted, suppressed=report.suppressed),
            *(
                f"  {each.file}: {refusals.reason(each.reason)}"
                for each in report.refused
            ),
        ],
        exit_code=LOOK if report.refused else 0,
    )  # fmt: skip


def _cell(cell: PublishedCell) -> values.Json:
    money = ("expected", "stated", "received", "short")
    return {
        "month": cell.month,
        "platform": cell.platform,
        "city": cell.city,
        "currency": cell.currency,
        "contributors": cell.contributors,
        "orders": cell.orders,
        "hours": cell.hours,
    } | {name: values.amount(getattr(cell, name)) for name in money}
