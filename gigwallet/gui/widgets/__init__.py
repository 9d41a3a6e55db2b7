"""Reusable pieces of the window. They know nothing about pay, vaults or files' contents."""

from gigwallet.gui.widgets.bar_rows import BarRow, BarRows
from gigwallet.gui.widgets.buttons import Button, Segments
from gigwallet.gui.widgets.card import Card, FigureCard, Rule
from gigwallet.gui.widgets.chart import BarChart, BarPair
from gigwallet.gui.widgets.chart_frame import LegendEntry
from gigwallet.gui.widgets.columns import Column, Kind
from gigwallet.gui.widgets.dates import DayEdit, MomentEdit, MonthEdit
from gigwallet.gui.widgets.detail import DetailPane, Fact
from gigwallet.gui.widgets.drop import DropArea, dropped_files
from gigwallet.gui.widgets.empty import EmptyState
from gigwallet.gui.widgets.filter_box import FilterBox
from gigwallet.gui.widgets.folding import FoldingSegments
from gigwallet.gui.widgets.form import Field, FormPage
from gigwallet.gui.widgets.grid_card import GridCard
from gigwallet.gui.widgets.header import PageHeader
from gigwallet.gui.widgets.line_chart import LineChart, LineMark, LinePoint
from gigwallet.gui.widgets.long_table import LongTable
from gigwallet.gui.widgets.notice import Glyph, NoticeBar
from gigwallet.gui.widgets.numbers import MoneyEdit, NumberEdit
from gigwallet.gui.widgets.passphrase import PassphraseEdit
from gigwallet.gui.widgets.pill import Pill
from gigwallet.gui.widgets.progress import ProgressStrip
from gigwallet.gui.widgets.scroll import ScrollColumn, scrolled
from gigwallet.gui.widgets.table import DataTable
from gigwallet.gui.widgets.text import Label, isolated, isolated_figure, restyle, shortened

__all__ = [
    "BarChart",
    "BarPair",
    "BarRow",
    "BarRows",
    "Button",
    "Card",
    "Column",
    "DataTable",
    "DayEdit",
    "DetailPane",
    "DropArea",
    "EmptyState",
    "Fact",
    "Field",
    "FigureCard",
    "FilterBox",
    "FoldingSegments",
    "FormPage",
    "Glyph",
    "GridCard",
    "Kind",
    "Label",
    "LegendEntry",
    "LineChart",
    "LineMark",
    "LinePoint",
    "LongTable",
    "MomentEdit",
    "MoneyEdit",
    "MonthEdit",
    "NoticeBar",
    "NumberEdit",
    "PageHeader",
    "PassphraseEdit",
    "Pill",
    "ProgressStrip",
    "Rule",
    "ScrollColumn",
    "Segments",
    "dropped_files",
    "isolated",
    "isolated_figure",
    "restyle",
    "scrolled",
    "shortened",
]
