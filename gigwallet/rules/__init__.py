"""Dated pay rules: load them, look them up at a day, evaluate them exactly, and keep the trace."""

from gigwallet.rules.deductions import Counted, DeductionVerdict, Standing, judge_deduction
from gigwallet.rules.expected import (
    Detail,
    Expected,
    MeasureFound,
    PeriodExpected,
    Piece,
    pieces_of,
    sum_of,
)
from gigwallet.rules.form import (
    DistancePrice,
    FlatPrice,
    FormBand,
    FormDeduction,
    FormPrice,
    FormWindow,
    SchemeForm,
    TierPrice,
    read_form,
    read_forms,
    write_scheme,
)
from gigwallet.rules.given import Given
from gigwallet.rules.loading import faults_in, load_scheme
from gigwallet.rules.pay_scheme import AskedOfPerson, PayScheme
from gigwallet.rules.scheme import DeductionRule, PayDay, Version
from gigwallet.rules.spans import span_of
from gigwallet.rules.starting import StartPrice

__all__ = [
    "AskedOfPerson",
    "Counted",
    "DeductionRule",
    "DeductionVerdict",
    "Detail",
    "DistancePrice",
    "Expected",
    "FlatPrice",
    "FormBand",
    "FormDeduction",
    "FormPrice",
    "FormWindow",
    "Given",
    "MeasureFound",
    "PayDay",
    "PayScheme",
    "PeriodExpected",
    "Piece",
    "SchemeForm",
    "Standing",
    "StartPrice",
    "TierPrice",
    "Version",
    "faults_in",
    "judge_deduction",
    "load_scheme",
    "pieces_of",
    "read_form",
    "read_forms",
    "span_of",
    "sum_of",
    "write_scheme",
]
