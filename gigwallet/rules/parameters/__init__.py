"""Numbers of public law: dated values with source, grade and the day of their last check."""

from gigwallet.rules.parameters.parameter import TRUSTED, DatedValue, Gap, Parameter, Traced

__all__ = ["TRUSTED", "DatedValue", "Gap", "Parameter", "Traced"]
