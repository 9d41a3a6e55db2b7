"""Redacted copies: parts of a picture or paper blackened, nothing else changed, nothing left over.

Pure functions on foreign bytes: call them in a worker process. docs/redaction.md says exactly which
bytes are digested.
"""
