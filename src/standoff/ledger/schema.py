"""The database brought to the version of the tables that this program knows, by the migrations in migrations/."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from standoff.errors import LedgerError
from standoff.ledger.engine import claim_tables
from standoff.ledger.relink import link_all
from standoff.ledger.seal import seal
from standoff.ledger.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0006"
"""The newest migration; a test holds it against the folder."""


def bring_up(opened: Engine, where: str, version: str | None) -> bool:
    """Run the migrations that the database hasn't had, all or none; ``where`` names it in errors.

    ``version`` is the one it was seen to have. False where nothing was to be done. Raises LedgerError where the
    database holds something else, or was written by a newer Standoff.
    """
    if version == HEAD:
        return False
    # Alembic takes 0.3 s to import, and is needed only on the first day of a record and after an upgrade
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with opened.execution_options(writes=True).begin() as connection:
        claim_tables(connection)
        version = version_of(connection, where)  # another process may have been faster
        if version is not None and version not in known:
            raise LedgerError(f"{where}: was written by a newer Standoff (version {version} of the tables)")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if version is not None:
            seal(connection)
        link_all(connection)
    return True


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
