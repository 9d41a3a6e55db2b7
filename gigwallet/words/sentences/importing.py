"""What is said about imports as a whole, and about reading files without a vault."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "import_unknown": N_(
        "No import has this id. `gigwallet imports` lists those that can be undone."
    ),
    "import_in_use": N_(
        "You have worked with what this import brought: records that you changed: {changed}, "
        "fields of pictures that you decided on: {decided}, originals that you described or made "
        "others from: {described}, cases that use it: {cases}, pay rules that it proves: {rules}. "
        "Undoing would lose that. `gigwallet imports --undo {id} --force` undoes it all the same."
    ),
}
