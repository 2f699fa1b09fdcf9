"""The resources of the API, one file each: a module with a ``router``, found by itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> Iterator[APIRouter]:
    """The router of every module here, by name."""
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        router: APIRouter = import_module(f"{__name__}.{module.name}").router
        yield router
