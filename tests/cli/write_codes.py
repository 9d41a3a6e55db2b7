"""Writes the tables of codes at the end of docs/cli.md: ``python -m tests.cli.write_codes``."""

from __future__ import annotations

from pathlib import Path

from gigwallet.words.sentences import collected

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HEADING = "## Codes"
TABLES = {
    "REFUSALS": ("Refusals", "In `errors[].code`; exit code 2."),
    "REASONS": (
        "Reasons",
        "Why a line was rejected or skipped, an item not judged, or a contribution not counted.",
    ),
    "STEPS": ("Steps", "In `steps`, `findings`, `gaps`, `recognisable` and `left_out`."),
}


def codes() -> str:
    """All codes with their English sentences."""
    parts = [
        f"{HEADING}\n\nCodes are stable: a program may rely on them. The sentences are those of "
        "`--lang en`, with the names of their facts in braces.\n"
    ]
    for table, (title, intro) in TABLES.items():
        rows = [f"| `{code}` | {text} |" for code, text in sorted(collected(table).items())]
        head = [f"### {title}\n", f"{intro}\n", "| code | text |", "|---|---|"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    PAGE.write_text(text[: text.index(HEADING)] + codes(), "utf-8")
