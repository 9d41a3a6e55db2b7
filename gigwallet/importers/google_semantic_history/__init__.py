"""What Google made of a month of a location history: Semantic Location History/2021/2021_JUNE."""

from __future__ import annotations

from gigwallet.importers.google_semantic_history.months import GoogleSemanticHistory

IMPORTER = GoogleSemanticHistory()
