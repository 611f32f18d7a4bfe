"""Compiles the data when healthcli is built, or installed for editing."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileData(BuildHookInterface[Any]):
    """Writes healthcli/compiled.bin, which the wheel then takes; fails if the data are broken."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the data with the code beside this file."""
        sys.path.insert(0, self.root)
        from healthcli.catalog import Catalog

        Catalog.compile()
