"""The end of explaining a file: what was shown is kept by its name, and the file is read by it."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.widgets import isolated
from gigwallet.words import _


def keep_and_read(
    context: ShellContext,
    name: str,
    taken: Container[str],
    save: Callable[[Wallet], object],
    path: Path,
    changes: frozenset[str],
) -> None:
    """Nothing is kept where the person does not want to replace what is ``taken`` by that name."""
    if name in taken and not context.confirm(
        _("Replace what you explained before?"),
        _("Something else is called {name} already. What it has read stays.").format(
            name=isolated(name)
        ),
        _("Replace it"),
    ):
        return
    wallet = context.opened
    context.run(
        lambda _job: save(wallet),
        lambda _replaced: context.navigate("inbox", files=[path]),
        changes=changes,
    )
