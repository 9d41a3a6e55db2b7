"""What the build of a wheel does beyond copying files: it compiles the catalogues first."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is private
    """Hatchling finds this class by its base; pyproject.toml names the file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # Any: hatchling's own
        """Called before the files are gathered; translations/ is taken as it lies then."""
        sys.path.insert(0, str(Path(self.root) / "packaging"))
        from setup_translations import compile_all

        compile_all(Path(self.root) / "translations")
