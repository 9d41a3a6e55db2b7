"""The few settings that live outside any vault: language, theme, and folders if the person asks."""

from __future__ import annotations

import json
import locale
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_LONGEST = 65_536
LOCK_AFTER = (5, 10, 15, 60, 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """``language`` is ``zh``, ``en`` or empty (as the system speaks); ``theme`` is ``system``,
    ``light`` or ``dark``. ``vaults`` holds only folders that the person asked to remember, and
    ``vault_home`` the folder that is looked through for vaults, empty for the usual one.
    ``lock_after`` is in minutes without a touch, 0 for never."""

    language: str = ""
    theme: str = "system"
    vaults: tuple[str, ...] = ()
    vault_home: str = ""
    lock_after: int = 10

    @property
    def spoken(self) -> str:
        """The language to speak: the chosen one, else the system's, else English."""
        return self.language or system_language()


def system_language() -> str:
    """``zh`` where the system speaks Chinese, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def load(file: Path) -> Settings:
    """What is stored; a missing, broken or foreign file gives the defaults."""
    try:
        with file.open("rb") as stored:
            said = json.loads(stored.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(said, dict):
        return Settings()
    vaults = said.get("vaults")
    return Settings(
        language=said["language"] if said.get("language") in ("zh", "en") else "",
        theme=said["theme"] if said.get("theme") in ("light", "dark") else "system",
        vaults=tuple(v for v in vaults if isinstance(v, str)) if isinstance(vaults, list) else (),
        vault_home=said["vault_home"] if isinstance(said.get("vault_home"), str) else "",
        lock_after=_minutes(said.get("lock_after")),
    )


def _minutes(said: object) -> int:
    known = isinstance(said, int) and not isinstance(said, bool) and said in LOCK_AFTER
    return said if known and isinstance(said, int) else Settings().lock_after


def save(file: Path, settings: Settings) -> None:
    """Write all of it or nothing of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
    draft.replace(file)
