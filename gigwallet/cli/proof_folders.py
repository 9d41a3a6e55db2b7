"""What is said of a folder that was written around a bundle."""

from __future__ import annotations

from gigwallet.app.bundles.proof_folder import ProofFolder
from gigwallet.cli import sayings, values
from gigwallet.words import _, ngettext, refusals


def told(made: ProofFolder) -> dict[str, object]:
    return {
        "folder": str(made.path),
        "files": list(made.files),
        "entries": made.entries,
        "stamps": made.stamps,
        "shows": [sayings.told(each) for each in made.shows],
        "notes": [values.step(each) for each in made.notes],
    }


def spoken(made: ProofFolder) -> list[str]:
    lines = [
        _("{folder} holds the PDF and all that is needed to check it without this program.").format(
            folder=made.path
        )
    ]
    if made.shows:
        shown = _(
            "Of the log of your vault ({entries} entries) it shows the following to whoever has "
            "it, and of the others nothing but hashes:"
        )
        lines.append(shown.format(entries=made.entries))
        lines += [f"    {line}" for each in made.shows for line in sayings.spoken(each)]
        stamps = ngettext(
            "{count} time stamp lies in it.", "{count} time stamps lie in it.", made.stamps
        )
        lines.append(
            stamps.format(count=made.stamps)
            if made.stamps
            else _(
                "No time stamp covers it yet: nothing from outside says since when it is unchanged."
                " Ask for one (gigwallet timestamp), then make the folder anew (gigwallet prove)."
            )
        )
    lines += [refusals.explain(each) for each in made.notes]
    lines.append(_("Check it with: gigwallet verify {folder}").format(folder=made.path))
    return lines
