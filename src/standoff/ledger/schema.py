"""The database brought to the version of the tables that this program knows, by the migrations in migrations/."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from standoff.errors import LedgerError
from standoff.ledger.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The newest migration; a test holds it against the folder."""


def bring_up(connection: Connection, where: str) -> bool:
    """Run the migrations that ``connection``'s database hasn't had; ``where`` names it in errors.

    True where the database was of an older version: what it keeps may not be linked yet.

    Raises LedgerError where the database holds something else, or was written by a newer Standoff.
    """
    version = version_of(connection, where)
    if version == HEAD:
        return False
    # Alembic takes 0.3 s to import, and is needed only on the first day of a record and after an upgrade
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise LedgerError(f"{where}: was written by a newer Standoff (version {version} of the tables)")
    command.upgrade(config, "head")
    return version is not None


def version_of(connection: Connection, where: str) -> str | None:
    """The version of the tables, None for an empty database; LedgerError for a database of something else."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found is not None and tables >= {"reports", "events"}:
            return str(found)
    if tables & set(metadata.tables) or tables - {"alembic_version"}:
        raise LedgerError(f"{where}: is a database, but not a Standoff record")
    return None
