"""What linked the record; and on PostgreSQL, text in the order of its code points, as SQLite has it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; the key of a linked actor is not kept any more, its name is made of it."""
    op.create_table("linker", sa.Column("id", sa.String(length=16), primary_key=True))
    op.drop_column("linked_actors", "key")
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        found = sa.inspect(connection)
        for table in found.get_table_names():
            for column in found.get_columns(table):
                if isinstance(column["type"], sa.String) and table != "alembic_version":
                    length = f"({column['type'].length})" if column["type"].length else ""
                    kind = f"VARCHAR{length}" if length else "TEXT"
                    op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column["name"]}" TYPE {kind} COLLATE "C"')
