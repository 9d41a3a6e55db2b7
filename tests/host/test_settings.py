"""Settings outside the vault: language, theme, asked-for folders, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gigwallet.host import hardening, paths, settings
from gigwallet.host.isolation import WorkerProcess
from gigwallet.host.settings import Settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    said = Settings(language="zh", theme="dark", vaults=("/a/vault",), lock_after=60)

    settings.save(tmp_path / "new" / "settings.json", said)

    assert settings.load(tmp_path / "new" / "settings.json") == said
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "null",
        json.dumps({"language": 3, "theme": "pink", "vaults": "x", "lock_after": True}),
    ],
)
def test_a_broken_settings_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.json").write_text(text, encoding="utf-8")

    assert settings.load(tmp_path / "s.json") == Settings()


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en")],
)
def test_the_language_of_the_system_is_spoken_until_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], spoken: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert Settings().spoken == spoken
    assert Settings(language="zh").spoken == "zh"


def test_the_resources_are_found() -> None:
    assert (paths.resources() / "fonts").is_dir()


def test_settings_lie_where_the_system_wants_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert paths.settings_file() == tmp_path / "gigwallet" / "settings.json"


def test_hardening_never_fails() -> None:
    isolation = WorkerProcess()

    try:
        isolation.run(hardening.harden)
    finally:
        isolation.close()
