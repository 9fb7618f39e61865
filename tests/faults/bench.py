"""The programs of bench/, of which the tests here are short runs."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

_BENCH = str(Path(__file__).parents[2] / "bench")


def bench(name: str) -> ModuleType:
    """One of them, as a module."""
    sys.path.insert(0, _BENCH)
    try:
        return import_module(name)
    finally:
        sys.path.remove(_BENCH)
