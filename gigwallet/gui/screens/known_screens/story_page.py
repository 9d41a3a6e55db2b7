"""What a file of a screen holds, in plain words, before it is saved or taken in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gigwallet.app.screens.screen_story import ScreenStory
from gigwallet.app.screens.share_screens import Change, Offered, Shared
from gigwallet.gui.screens.known_screens.telling import tell_story
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import DetailPane, isolated
from gigwallet.words import N_, _, screen_words
from gigwallet.words.labels import platform

_WIDE = 1200
_CHANGES = {
    Change.NEW: N_("This screen is not known here yet."),
    Change.LABELS: N_("This screen is known here. The file adds labels to it: {labels}"),
    Change.IN_PLACE_OF_PROGRAMS: N_(
        "GigWallet knows this screen already. If you take this in, it is read as the file says, "
        "until you forget it again."
    ),
    Change.IN_PLACE_OF_TAUGHT: N_(
        "You have taught or taken in this screen before. If you take this in, it is read as the "
        "file says, and what was known before is gone."
    ),
    Change.NOTHING: N_("All that this file says is known here already."),
}


class StoryPage(TaskPage):
    """One button on, one back. ``done`` is what the button does."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown: Shared | Offered | None = None
        self._file = ""
        self.done: Callable[[], object] = lambda: None
        self.pane = DetailPane(_WIDE, self)
        self.content.addWidget(self.pane, 1)
        self.on = self.add_button(lambda: self.done(), "check", "primary")

    @property
    def shown(self) -> Shared | Offered | None:
        return self._shown

    def first(self) -> QWidget:
        return self.back if self.on.isHidden() else self.on

    def retranslate(self) -> None:
        super().retranslate()
        self._say()

    def show_shared(self, shared: Shared) -> None:
        """What would be saved."""
        self._shown, self._file = shared, ""
        self.on.set_icon("save")
        self._say()

    def show_offered(self, offered: Offered, file: str) -> None:
        """What ``file`` would teach."""
        self._shown, self._file = offered, file
        self.on.set_icon("check")
        self._say()

    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.on.setVisible(not (isinstance(shown, Offered) and shown.change is Change.NOTHING))
        if isinstance(shown, Shared):
            self.set_heading(_("This is all that the file will hold"))
            self.lead.setText(
                _(
                    "Words of the app and how its figures are written. No amount, name, number, "
                    "time or picture of yours is in it."
                )
            )
            self.on.setText(_("Save the file..."))
        else:
            labels = _(", ").join(each.label for each in shown.labels)
            self.set_heading(_("What {file} would teach").format(file=isolated(self._file)))
            self.lead.setText(_(_CHANGES[shown.change]).format(labels=isolated(labels)))
            self.on.setText(_("Take it in"))
        self._tell(shown.story)

    def _tell(self, story: ScreenStory) -> None:
        self.pane.clear()
        self.pane.title(
            f"{platform(story.platform)} \N{MIDDLE DOT} {screen_words.about(story.kind)}"
        )
        tell_story(self.pane, story)

    def begin(self) -> None:
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)
