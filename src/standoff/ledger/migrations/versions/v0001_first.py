"""The first tables: reports, their entries, who takes part in events, and the history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("coder", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_table(
        "actors",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("sector", sa.String(length=3), nullable=True),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("wikidata", sa.String(length=16), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_actors_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_code"), "actors", ["code"], unique=False)
    op.create_index(op.f("ix_actors_report"), "actors", ["report"], unique=False)
    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_history_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_report"), "history", ["report"], unique=False)
    op.create_table(
        "issues",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_issues_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
    )
    op.create_index(op.f("ix_issues_label"), "issues", ["label"], unique=False)
    op.create_index(op.f("ix_issues_report"), "issues", ["report"], unique=False)
    op.create_table(
        "quantities",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(length=5), nullable=True),
        sa.Column("evidence_begin", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_quantities_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantities")),
    )
    op.create_index(op.f("ix_quantities_report"), "quantities", ["report"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=False),
        sa.Column("stance", sa.String(length=12), nullable=False),
        sa.Column("evidence_begin", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_positions_actor")),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"], name=op.f("fk_positions_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_positions_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
    )
    op.create_index(op.f("ix_positions_report"), "positions", ["report"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("speaker", sa.String(length=20), nullable=False),
        sa.Column("source_begin", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("cue_begin", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sourcing", sa.String(length=10), nullable=False),
        sa.Column("addressee", sa.String(length=20), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["addressee"], ["actors.id"], name=op.f("fk_statements_addressee")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_statements_report")),
        sa.ForeignKeyConstraint(["speaker"], ["actors.id"], name=op.f("fk_statements_speaker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_report"), "statements", ["report"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("act", sa.String(length=10), nullable=True),
        sa.Column("modality", sa.String(length=12), nullable=False),
        sa.Column("trigger_begin", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("evidence_begin", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=True),
        sa.Column("condition_begin", sa.Integer(), nullable=True),
        sa.Column("condition_end", sa.Integer(), nullable=True),
        sa.Column("reply_to", sa.String(length=20), nullable=True),
        sa.Column("same_as", sa.String(length=20), nullable=True),
        sa.Column("statement", sa.String(length=20), nullable=True),
        sa.Column("date_value", sa.String(length=10), nullable=True),
        sa.Column("date_end", sa.String(length=10), nullable=True),
        sa.Column("date_precision", sa.String(length=8), nullable=True),
        sa.Column("date_words_begin", sa.Integer(), nullable=True),
        sa.Column("date_words_end", sa.Integer(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_country", sa.String(length=3), nullable=True),
        sa.Column("place_lat", sa.Float(), nullable=True),
        sa.Column("place_lon", sa.Float(), nullable=True),
        sa.Column("place_words_begin", sa.Integer(), nullable=True),
        sa.Column("place_words_end", sa.Integer(), nullable=True),
        sa.Column("contexts", sa.JSON(), nullable=False),
        sa.Column("intensity", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issues.id"], name=op.f("fk_events_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_events_report")),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_events_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_report"), "events", ["report"], unique=False)
    op.create_index("ix_events_report_number", "events", ["report", "number"], unique=False)
    op.create_index(op.f("ix_events_type"), "events", ["type"], unique=False)
    op.create_table(
        "parties",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=9), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], name=op.f("fk_parties_actor")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_parties_event")),
        sa.PrimaryKeyConstraint("event", "side", "number", name=op.f("pk_parties")),
    )
    op.create_index(op.f("ix_parties_actor"), "parties", ["actor"], unique=False)
