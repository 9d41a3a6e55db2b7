"""The language of the window: our words, Qt's own dialogs, and how days and numbers are typed."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gigwallet import words

_QT_LOCALES = {"zh": QLocale("zh_CN"), "en": QLocale("en_GB")}
# How a language calls itself: never translated, so that a lost reader finds the way back.
OWN_NAMES = {"zh": "中文", "en": "English"}
_installed: list[QTranslator] = []


def language() -> str:
    return words.language()


def desktop_language() -> str:
    """The first of our languages that the desktop asks for, else English."""
    wanted = [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    return next((name for name in wanted if name in words.LANGUAGES), "en")


def speak(code: str) -> None:
    """Switch gettext, Qt's catalogue and the default locale. Qt then tells every widget."""
    words.set_language(code)
    locale = _QT_LOCALES.get(words.language(), QLocale("en_GB"))
    QLocale.setDefault(locale)
    application = QApplication.instance()
    if application is None:
        return
    for translator in _installed:
        application.removeTranslator(translator)
    _installed.clear()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        application.installTranslator(translator)
        _installed.append(translator)
