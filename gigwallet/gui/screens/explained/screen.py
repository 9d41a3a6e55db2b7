"""The screen: a list of all that was explained, the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake import explain_report, keep_taught, manage_taught
from gigwallet.app.intake.explain_report import ReportQuestions
from gigwallet.app.intake.manage_taught import Explained
from gigwallet.app.reading import read_text
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import Lesson
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.explained import wording
from gigwallet.gui.screens.explained.about import About
from gigwallet.gui.screens.explained.tried_card import TriedCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Column, DataTable, Kind, ProgressStrip, isolated
from gigwallet.words import _

CHANGED = frozenset({"taught"})
_LARGEST = 256 * 1024
_PAPERS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".tif", ".tiff"})
_SHARED = "GigWallet (*.json)"


class ExplainedScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset({"taught", "exhibits", "statements", "pay_lines"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._wanted = ""  # the name to choose once the list is there
        self.back = self.header.add_action("chevron-left", lambda: context.navigate("inbox"))
        self.take = self.header.add_action("download", self._take_in)
        self.explain = self.header.add_action("plus", self._explain, primary=True)
        self.progress = ProgressStrip(self)
        self.table = DataTable(
            [
                Column(lambda: _("Its name"), lambda each: each.name, grows=True),
                Column(lambda: _("What it is"), wording.kind),
                Column(lambda: _("For"), wording.pays_for, grows=True, spare=True),
                Column(
                    lambda: _("It read"),
                    wording.read,
                    Kind.STATUS,
                    tone=lambda each: "good" if each.files else "",
                    sort_key=lambda each: each.files or 0,
                ),
            ],
            parent=self,
        )
        self.tried = TriedCard(self)
        self.about = About(self)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.table, 1)
        left.addWidget(self.tried)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.about)
        self.body.addWidget(self.progress)
        self.body.addLayout(row, 1)
        self.table.selected.connect(self._choose)
        self.table.empty.pressed.connect(self._explain)
        self.about.renamed.connect(self._rename)
        self.about.try_wanted.connect(self._try)
        self.about.share_wanted.connect(self._share)
        self.about.forget_wanted.connect(self._forget)
        self.about.hide()

    def retranslate(self) -> None:
        self.header.say(
            _("What I explained"), _("Tables and papers of your own that are read by themselves")
        )
        self.back.setText(_("Back"))
        self.take.setText(_("Take one in..."))
        self.explain.setText(_("Explain a file..."))
        self.progress.retranslate()
        self.table.name(_("What I explained"), _("Search"))
        self.table.empty.say(
            _("Nothing is explained yet"),
            _(
                "A table or a payslip that GigWallet does not know is explained once: you say what "
                "its columns are, or point at what it prints. From then on such files are read "
                "without typing. If somebody explained the same one, take in their file."
            ),
            _("Explain a file..."),
        )
        self.tried.retranslate()
        self.about.retranslate()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: manage_taught.explained(wallet), self._show)

    def _show(self, found: tuple[Explained, ...]) -> None:
        self.table.set_rows(found)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.table.select(lambda each: each.name == wanted)
        elif found and self.table.current() is None:
            self.table.select(lambda each: each == found[0])
        self.about.setVisible(bool(found))
        self._choose(self.table.current())

    def _choose(self, each: Explained | None) -> None:
        self.tried.hide()
        self.about.show_one(each)

    @property
    def _lesson(self) -> Lesson | None:
        each = self.table.current()
        return each.lesson if each is not None else None

    # What can be done ------------------------------------------------------------------------

    def _explain(self) -> None:
        chosen = self.context.choose_files(_("The table or paper to explain"))
        if not chosen:
            return
        path, wallet = chosen[0], self.context.opened
        if path.suffix.casefold() in _PAPERS:
            self.context.navigate("explain_paper", file=path)
            return
        ticket = self.context.run(
            lambda _job: explain_report.ask(
                path, keep_taught.taught(wallet), isolation=wallet.isolation
            ),
            lambda asked: self._explain_report(path, asked),
            refused=lambda _no_report: self.context.navigate("explain_table", file=path),
            lane=Lane.CPU,
        )
        self.progress.follow(ticket, _("Reading files"))

    def _explain_report(self, path: Path, asked: ReportQuestions) -> None:
        """A report of which every word is known needs no explaining: it is read."""
        if asked.lacking or any(each.needed for each in asked.words):
            self.context.navigate("explain_report", file=path)
        else:
            self.context.navigate("inbox", files=[path])

    def _rename(self, name: str) -> None:
        lesson, wallet = self._lesson, self.context.opened
        if lesson is None:
            return
        self.context.run(
            lambda _job: manage_taught.rename(wallet, lesson, name), self._want, changes=CHANGED
        )

    def _want(self, lesson: Lesson) -> None:
        """Choose it in the list, which is on its way."""
        self._wanted = lesson.name

    def _try(self) -> None:
        lesson, wallet = self._lesson, self.context.opened
        chosen = self.context.choose_files(_("A file to try it on")) if lesson else []
        if lesson is None or not chosen:
            return
        path = chosen[0]
        ticket = self.context.run(
            lambda job: manage_taught.try_on(wallet, lesson, path, job),
            self.tried.show_tried,
            refused=lambda refusal: self.tried.say_why_not(path.name, worded(refusal)),
            lane=Lane.CPU,
        )
        self.progress.follow(ticket, _("Reading files"))

    def _share(self) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        target = self.context.choose_target(
            _("Save it for others"), f"{lesson.name}.gigwallet.json", _SHARED
        )
        if target is not None:
            data = manage_taught.exported(lesson).encode()
            self.context.run(lambda _job: write_out(target, data, replace=True), self._tell_shared)

    def _tell_shared(self, path: Path) -> None:
        self.context.notify(
            _("Saved as {name}. It holds none of your data.").format(name=isolated(path.name))
        )

    def _take_in(self) -> None:
        chosen = self.context.choose_files(_("A file that somebody shared"), _SHARED)
        if chosen:
            self._take(chosen[0], over=False)

    def _take(self, path: Path, over: bool) -> None:
        wallet = self.context.opened

        def take(_job: object) -> Lesson:
            return manage_taught.take_in(wallet, read_text(path, most=_LARGEST), over=over)

        self.context.run(
            take, self._tell_taken, changes=CHANGED, refused=self._ask_over(path, over)
        )

    def _ask_over(self, path: Path, over: bool) -> Callable[[GigWalletError], None]:
        def ask(refusal: GigWalletError) -> None:
            if over or refusal.code != "taught_name_taken":
                self.context.explain(refusal)
            elif self.context.confirm(
                _("Replace what you explained before?"),
                _("Something else is called {name} already. What it has read stays.").format(
                    name=isolated(str(refusal.facts["name"]))
                ),
                _("Replace it"),
            ):
                self._take(path, over=True)

        return ask

    def _tell_taken(self, lesson: Lesson) -> None:
        self._want(lesson)
        self.context.notify(
            _("{name} is known now. Try it on a file of yours first.").format(
                name=isolated(lesson.name)
            )
        )

    def _forget(self) -> None:
        lesson, wallet = self._lesson, self.context.opened
        if lesson is None or not self.context.confirm(
            _("Forget {name}?").format(name=isolated(lesson.name)),
            _("Such files are not read any more. What was read before stays."),
            _("Forget it"),
            danger=True,
        ):
            return
        self.context.run(lambda _job: manage_taught.forget(wallet, lesson), changes=CHANGED)
