"""What a statement's cue commits its speaker to, and how far the report stands behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what is kept has what the coder of its day gave: nothing."""
    cue_class = sa.Column("cue_class", sa.String(length=20), nullable=False, server_default="say")
    op.add_column("statements", cue_class)
    op.add_column("statements", sa.Column("attitude", sa.Boolean(), nullable=False, server_default=sa.false()))
    standing = sa.Column("standing", sa.String(length=10), nullable=False, server_default="claimed")
    op.add_column("statements", standing)
