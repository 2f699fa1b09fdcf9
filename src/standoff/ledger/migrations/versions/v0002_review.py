"""A person's reviews, the makers of codings, and a history chained by digests."""

import sqlalchemy as sa
from alembic import op

from standoff.ledger.chain import ORIGIN, digest_of

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the new tables, and chain what the history holds already."""
    op.create_table(
        "makers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_makers")),
    )
    # as one statement, for SQLite can't add the reference to a column that is there
    op.execute("ALTER TABLE reports ADD COLUMN maker VARCHAR(16) CONSTRAINT fk_reports_maker REFERENCES makers (id)")
    op.create_index(op.f("ix_reports_maker"), "reports", ["maker"], unique=False)
    _chain_history()
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("other_report", sa.String(length=80), nullable=True),
        sa.Column("attached", sa.String(length=20), nullable=True),
        sa.Column("made", sa.String(length=20), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["history.number"], name=op.f("fk_reviews_number")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_reviews_report")),
        sa.ForeignKeyConstraint(["other_report"], ["reports.id"], name=op.f("fk_reviews_other_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reviews")),
    )
    for column in ("report", "other_report", "attached", "made"):
        op.create_index(op.f(f"ix_reviews_{column}"), "reviews", [column], unique=False)


def _chain_history() -> None:
    connection = op.get_bind()
    before = connection.execute(sa.text('SELECT at, report, what, "by" FROM history ORDER BY number')).all()
    op.drop_table("history")
    history = op.create_table(
        "history",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("entry", sa.String(length=20), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_history_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_report"), "history", ["report"], unique=False)
    op.create_index(op.f("ix_history_entry"), "history", ["entry"], unique=False)
    chain = op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    digest = ORIGIN
    for number, row in enumerate(before, 1):
        step = {"number": number, **row._mapping, "entry": None, "detail": "{}"}
        digest = digest_of(digest, step)
        connection.execute(sa.insert(history), [{**step, "digest": digest}])
    connection.execute(sa.insert(chain), [{"id": 1, "number": len(before), "digest": digest}])
