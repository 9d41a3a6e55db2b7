"""Redacted copies of exhibits and of loose files."""
