"""The card for language and theme; both change at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gigwallet.app import keep_settings
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.speech import OWN_NAMES
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Card, Field, Segments
from gigwallet.words import _


class LookCard(Card):
    """What is chosen is kept on this computer, outside the vault."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self.language = Segments(self)
        self.theme = Segments(self)
        self._language_field = Field(self.language, self)
        self._theme_field = Field(self.theme, self)
        self.body.addWidget(self._language_field)
        self.body.addWidget(self._theme_field)
        self.language.chosen.connect(self._speak)
        self.theme.chosen.connect(self._dress)

    def retranslate(self) -> None:
        self.set_heading(_("Look and language"))
        self._language_field.say(_("Language"))
        self.language.set_choices(list(OWN_NAMES.items()))
        self.language.choose(self._context.language)
        self._theme_field.say(_("Colours"))
        self.theme.set_choices(
            [
                (ThemeChoice.SYSTEM, _("As the computer")),
                (ThemeChoice.LIGHT, _("Light")),
                (ThemeChoice.DARK, _("Dark")),
            ]
        )
        self.theme.choose(self._context.themes.choice)

    def _speak(self, code: str) -> None:
        self._context.set_language(code)
        self._keep()

    def _dress(self, choice: str) -> None:
        self._context.themes.choose(ThemeChoice(choice))
        self._keep()

    def _keep(self) -> None:
        language, theme = self.language.choice(), self.theme.choice()

        def work(_job: object) -> None:
            kept = keep_settings.settings()
            keep_settings.put_settings(replace(kept, language=language, theme=theme))

        self._context.run(work)
