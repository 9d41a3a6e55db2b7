"""The engine that is shipped has nothing in it that could send anything home."""

from __future__ import annotations

import os
from importlib import metadata
from pathlib import Path

import pytest

from gigwallet.ocr.models import RECOGNITION, session

# The collectors of the maker of the engine; versions after 1.26 carry them and use them unasked.
_COLLECTORS = (b"events.data.microsoft.com", b"OneDsTelemetry", b"vortex.data.microsoft")


def _libraries() -> list[Path]:
    files = metadata.files("onnxruntime") or []
    return [
        Path(str(each.locate()))
        for each in files
        if each.suffix in (".so", ".pyd", ".dll", ".dylib") or ".so." in each.name
    ]


def test_the_engine_holds_no_address_to_send_anything_to() -> None:
    libraries = _libraries()

    assert libraries
    for library in libraries:
        content = library.read_bytes()
        assert not [each for each in _COLLECTORS if each in content], library.name


def test_the_engine_is_told_not_to_collect_before_it_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)

    session(RECOGNITION, 1)

    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
