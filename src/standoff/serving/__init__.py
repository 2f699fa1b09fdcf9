"""STAGE 5b: the record in a browser: the API, one file a resource, and the page, which uses nothing else."""

from standoff.serving.app import make_app

__all__ = ["make_app"]
