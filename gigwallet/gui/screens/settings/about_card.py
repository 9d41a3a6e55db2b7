"""The card of what the program is, and of whose work it is made."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QGridLayout, QWidget

import gigwallet
from gigwallet.gui.widgets import Card, Label
from gigwallet.words import _

# What is shipped or installed with the program, and under which licence.
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("Qt, PySide6", "PySide6_Essentials", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "sqlcipher3", "BSD-3-Clause, Zlib"),
    ("cryptography", "cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("pikepdf", "pikepdf", "MPL-2.0"),
    ("pypdfium2", "pypdfium2", "Apache-2.0 OR BSD-3-Clause"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("python-calamine", "python-calamine", "MIT"),
    ("pyzipper", "pyzipper", "MIT"),
    ("Babel", "babel", "BSD-3-Clause"),
    ("keyring", "keyring", "MIT"),
    ("Requests", "requests", "Apache-2.0"),
    ("rfc3161-client", "rfc3161-client", "Apache-2.0"),
    ("pyasn1, pyasn1-modules", "pyasn1", "BSD-2-Clause"),
    ("zxcvbn", "zxcvbn", "MIT"),
)
_ARTS: tuple[tuple[str, str], ...] = (("Noto Sans SC", "OFL-1.1"), ("Lucide", "ISC, MIT"))


def installed(distribution: str) -> str:
    """The installed version, or a dash."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "—"


class AboutCard(Card):
    """Versions as they are installed here, so that a report can name them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._what = Label(wrap=True, parent=self)
        self._promise = Label(role="muted", wrap=True, parent=self)
        self._parts = Label(role="label", parent=self)
        self.body.addWidget(self._what)
        self.body.addWidget(self._promise)
        self.body.addWidget(self._parts)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        lines = [(name, installed(package), terms) for name, package, terms in _PARTS]
        lines += [(name, "", terms) for name, terms in _ARTS]
        for line, cells in enumerate(lines):
            for column, words in enumerate(cells):
                # The terms give way: in the smallest window the card must not be cut.
                label = Label(words, role="muted", wrap=column == 2, parent=self)
                grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)

    def retranslate(self) -> None:
        self.set_heading(_("About GigWallet"))
        self._what.setText(
            f"GigWallet {gigwallet.__version__} · Apache-2.0 · "
            f"Python {platform.python_version()} · Qt {qVersion()}"
        )
        self._promise.setText(
            _(
                "It sends nothing by itself. What leaves this computer is what you export, and the "
                "digest for a time stamp when you send it."
            )
        )
        self._parts.setText(_("Made with"))
