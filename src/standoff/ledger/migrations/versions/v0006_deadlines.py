"""Tellings by their deadline: what lapsed in a week isn't looked for among all that was ever told."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_tellings_deadline", "tellings", ["deadline"])
