"""A session with marked names, in a home of its own: nothing of them is left or shown outside.

Looked at: the titles and spoken names of every window and question, what the process prints, and
every file that was made or changed outside the vault, lists of recent files and small pictures of
desktops among them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from PIL import Image

from tests.app.people import bill, bill_line, put
from tests.journeys.command_line import Home
from tests.journeys.leaks import files_with

PASSPHRASE = "PASSCANARY horse rides forty-two"
WORKER, FIRM, FILE, PICTURE = "工人CANARY", "FIRMCANARY 配送", "FILECANARY账单.csv", "PICCANARY.jpg"
PAYER = "PAYERCANARY"
CANARIES = (PASSPHRASE, WORKER, FIRM, "FILECANARY", "PICCANARY", PAYER)

_SESSION = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from gigwallet.app import keep_settings
from gigwallet.app.records import keep_worker
from gigwallet.app.vaults import known_vaults
from gigwallet.domain.worker import Worker
from gigwallet.gui import start
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import screen

work, passphrase, worker, firm = Path(sys.argv[1]), *sys.argv[2:5]
keep_settings.harden()
start.application()
window, context = start.build("zh")
window.show()
seen = set()
kinds = set()

def look():
    for each in QApplication.topLevelWidgets():
        if each.isVisible():
            kinds.add(type(each).__name__)
        seen.update([each.windowTitle(), each.accessibleName(), each.accessibleDescription(),
                     each.windowFilePath(), each.windowIconText(), each.windowRole()])
    for each in QGuiApplication.topLevelWindows():
        seen.update([each.title(), each.filePath()])
    seen.add(QGuiApplication.applicationDisplayName())

def rest():
    settle(context)
    look()

def answer(question):
    def close():
        look()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
    QTimer.singleShot(50, close)
    question()

unlock = window.widget_of("unlock")
page = unlock.create_page
page.folder.set_folder(work / "vault")
page.passphrase.line.setText(passphrase)
page.again.line.setText(passphrase)
page.ask()
while unlock.page is not unlock.code_page:
    rest()
unlock.code_page.written_down.emit()
look()
unlock.confirm_page.confirmed.emit()
unlock.work_page.firm.setText(firm)
unlock.work_page.city.setText("CITYCANARY")
unlock.work_page.ask()
rest()
keep_worker.put_worker(context.opened, Worker(name=worker, phone="PHONECANARY"))
context.tell_changed(frozenset({"worker"}))
rest()
context.navigate("inbox", files=sorted((work / "originals").iterdir()))
rest()
inbox = window.widget_of("inbox")
from gigwallet.app.intake import import_files
outcome = import_files.import_files(context.opened, sorted((work / "originals").iterdir()),
    __import__("gigwallet.domain.job", fromlist=["Job"]).Job(), payers=frozenset([sys.argv[5]]))
context.tell_changed(outcome.changed)
print(json.dumps({"stored": sum(each.error is None for each in outcome.files)}))
for name in [each.name for each in screen.discover() if each.needs_vault]:
    context.navigate(name)
    rest()
window._switching.ask()
rest()
for each in QApplication.topLevelWidgets():
    if type(each).__name__ == "Switcher":
        each.reject()
window.show_help()
rest()
window.show_crash(KeyError(worker))
rest()
answer(lambda: context.choose_files("?"))
answer(lambda: context.choose_folder("?"))
answer(lambda: context.choose_target("?", "letter.pdf"))
answer(lambda: context.ask_secret("?", "", "ok"))
answer(lambda: context.confirm("?", "", "ok"))
QGuiApplication.clipboard().setText(worker)
known_vaults.remember(context.opened)
context.set_language("en")
rest()
context.lock()
rest()
left = [QGuiApplication.clipboard().text()]
left += [each.text() for each in window.findChildren(QWidget)
         if hasattr(each, "text") and callable(each.text)]
window.close()
print(json.dumps({"seen": sorted(filter(None, seen)), "kinds": sorted(kinds), "left": left}))
"""


Session = tuple[Home, dict[str, Any]]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    home = Home(tmp_path_factory.mktemp("session"))
    originals = home.work / "originals"
    put(originals, FILE, bill(bill_line("2025-09-10 20:00:00", PAYER, "3000.00")))
    Image.effect_noise((240, 400), 60).convert("RGB").save(originals / PICTURE)
    kept = home.folder / "home"
    surroundings = home.surroundings | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(kept / "data"),
        "XDG_STATE_HOME": str(kept / "state"),
        "XDG_RUNTIME_DIR": "",
    }
    done = subprocess.run(
        [sys.executable, "-P", "-c", _SESSION, str(home.work), PASSPHRASE, WORKER, FIRM, PAYER],
        env=surroundings,
        cwd=home.work,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        said |= json.loads(line)
    said["printed"] = [done.stderr]
    return home, said


def test_the_session_went_through_all_of_it(session: Session) -> None:
    home, said = session

    assert said["stored"] == 2
    assert {
        "MainWindow",
        "Switcher",
        "HelpDialog",
        "CrashDialog",
        "QFileDialog",
        "Question",
    } <= set(said["kinds"])
    assert files_with(["FILECANARY"], home.work / "originals") == []  # the search itself works:
    assert files_with([PAYER], home.work / "originals") == [f"{FILE}: {PAYER}"]


def test_no_window_and_no_question_is_titled_or_spoken_by_a_name(
    session: Session,
) -> None:
    _home, said = session

    assert "GigWallet" in said["seen"]
    assert [each for each in said["seen"] if "CANARY" in each] == []


def test_nothing_is_left_in_the_locked_window_or_on_the_clipboard(
    session: Session,
) -> None:
    _home, said = session

    assert said["left"][0] == ""
    assert [each for each in said["left"] if "CANARY" in each] == []


def test_nothing_is_printed(session: Session) -> None:
    _home, said = session

    assert [each for each in CANARIES if each in "".join(said["printed"])] == []


def test_no_file_outside_the_vault_says_a_name_or_a_word(
    session: Session,
) -> None:
    home, _said = session
    made = [
        str(path.relative_to(home.folder))
        for path in home.folder.rglob("*")
        if path.is_file() and home.work not in path.parents
    ]

    assert files_with(CANARIES, home.folder, but=[home.work / "originals"]) == []
    assert [each for each in made if "CANARY" in each] == []
    assert sorted(made) == ["home/config/gigwallet/settings.json"]


def test_the_settings_know_no_more_than_the_folder_that_was_to_be_remembered(
    session: Session,
) -> None:
    home, _said = session
    kept = json.loads((home.folder / "home/config/gigwallet/settings.json").read_text("utf-8"))

    assert kept["vaults"] == [str(home.work / "vault")]
    assert set(kept) == {"language", "theme", "vaults", "vault_home", "lock_after"}
