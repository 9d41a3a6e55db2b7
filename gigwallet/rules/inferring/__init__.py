"""The rule behind receipts: the smallest one that explains them, what contradicts it, its changes.

Not part of ``gigwallet.rules`` itself, which is asked by everything and must load fast: this one
needs numpy.
"""

from gigwallet.rules.inferring.doubts import Doubt
from gigwallet.rules.inferring.inference import (
    LEAST_ORDERS,
    Beside,
    Change,
    Contradiction,
    Inference,
    infer,
)
from gigwallet.rules.inferring.receipts import Receipt
from gigwallet.rules.inferring.writing import Head

__all__ = [
    "LEAST_ORDERS",
    "Beside",
    "Change",
    "Contradiction",
    "Doubt",
    "Head",
    "Inference",
    "Receipt",
    "infer",
]
