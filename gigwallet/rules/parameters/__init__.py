"""Numbers of public law: dated values with source, grade and the day of their last check."""

from gigwallet.rules.parameters.arrears import rerated
from gigwallet.rules.parameters.folder import Parameters, load_parameters
from gigwallet.rules.parameters.jurisdiction import (
    Compared,
    Floor,
    Jurisdiction,
    Time,
    load_jurisdiction,
)
from gigwallet.rules.parameters.loading import load_parameter, parameter_faults
from gigwallet.rules.parameters.parameter import TRUSTED, DatedValue, Gap, Parameter, Traced

__all__ = [
    "TRUSTED",
    "Compared",
    "DatedValue",
    "Floor",
    "Gap",
    "Jurisdiction",
    "Parameter",
    "Parameters",
    "Time",
    "Traced",
    "load_jurisdiction",
    "load_parameter",
    "load_parameters",
    "parameter_faults",
    "rerated",
]
