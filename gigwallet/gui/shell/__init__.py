"""The shell: the window, its sidebar, and what every screen is given."""

from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.screen import Screen, ScreenWidget

__all__ = ["Screen", "ScreenWidget", "ShellContext"]
