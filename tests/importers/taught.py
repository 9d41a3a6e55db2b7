"""What a person taught, for the promises that every importer keeps: one table, one
payslip and the words of one report."""

from __future__ import annotations

from gigwallet.domain.taught import Taught
from gigwallet.importers.own_paper.learning import learn
from gigwallet.pages import read_paper
from tests.importers.generic_table.test_generic_table import RIDES
from tests.importers.own_paper_slips import LESSON, english
from tests.importers.uber_fleet_reports import croatian

TAUGHT = Taught(
    tables=(RIDES,),
    papers=(learn(read_paper(english()), LESSON),),
    reports=(croatian.ALL,),
)
