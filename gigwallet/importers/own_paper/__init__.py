"""Payslips of any firm, read as their person once showed: labels, and where the values stand."""

from gigwallet.importers.own_paper.slip import OwnPaper

IMPORTER = OwnPaper()

__all__ = ["IMPORTER"]
