"""The linked record: what the reports tell together, with its summaries and the blocks by which neighbours are
found; and what the coder left of the reports that people corrected, whose entries are as they are shown.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; schema.py links what is kept."""
    op.create_table(
        "as_coded",
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_as_coded_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_as_coded")),
    )
    op.create_table(
        "blocks",
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("block", "place", "item", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_item", "blocks", ["item"], unique=False)
    op.create_table(
        "figures",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_told"), "figures", ["told"], unique=False)
    op.create_table(
        "linked_actors",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_actors")),
    )
    op.create_table(
        "linked_acts",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("move", sa.String(length=10), nullable=True),
        sa.Column("issue", sa.String(length=20), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_acts")),
    )
    op.create_index(op.f("ix_linked_acts_day"), "linked_acts", ["day"], unique=False)
    op.create_index("ix_linked_acts_told_move", "linked_acts", ["told", "move"], unique=False)
    op.create_table(
        "linked_issues",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_issues")),
    )
    op.create_index(op.f("ix_linked_issues_parent"), "linked_issues", ["parent"], unique=False)
    op.create_index(op.f("ix_linked_issues_topic"), "linked_issues", ["topic"], unique=False)
    op.create_table(
        "measures",
        sa.Column("actor", sa.String(length=160), nullable=False),
        sa.Column("recipient", sa.String(length=160), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("modality", sa.String(length=12), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=False),
        sa.Column("voice", sa.String(length=160), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.Column("intensity", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint(
            "actor", "recipient", "day", "type", "modality", "issue", "voice", "told", name=op.f("pk_measures")
        ),
    )
    op.create_index("ix_measures_day", "measures", ["day"], unique=False)
    op.create_table(
        "pins",
        sa.Column("left", sa.String(length=20), nullable=False),
        sa.Column("right", sa.String(length=20), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name=op.f("pk_pins")),
    )
    op.create_table(
        "act_days",
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["linked_acts.id"], name=op.f("fk_act_days_act")),
        sa.PrimaryKeyConstraint("act", "told", name=op.f("pk_act_days")),
    )
    op.create_index("ix_act_days_told", "act_days", ["told", "act"], unique=False)
    op.create_table(
        "act_voices",
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("voice", sa.String(length=160), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["linked_acts.id"], name=op.f("fk_act_voices_act")),
        sa.PrimaryKeyConstraint("act", "voice", name=op.f("pk_act_voices")),
    )
    op.create_table(
        "actor_days",
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["linked_actors.id"], name=op.f("fk_actor_days_actor")),
        sa.PrimaryKeyConstraint("actor", "told", name=op.f("pk_actor_days")),
    )
    op.create_table(
        "sources",
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("voice", sa.String(length=160), nullable=False),
        sa.Column("copy_of", sa.String(length=80), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_sources_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_copy_of"), "sources", ["copy_of"], unique=False)
    op.create_index(op.f("ix_sources_place"), "sources", ["place"], unique=False)
    op.create_index(op.f("ix_sources_told"), "sources", ["told"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("entry", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("side", sa.String(length=160), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["linked_actors.id"], name=op.f("fk_appearances_actor")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_appearances_report")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_appearances")),
    )
    op.create_index("ix_appearances_actor_told", "appearances", ["actor", "told"], unique=False)
    op.create_index(op.f("ix_appearances_report"), "appearances", ["report"], unique=False)
    op.create_table(
        "figure_values",
        sa.Column("entry", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("voice", sa.String(length=160), nullable=False),
        sa.Column("figure", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_figure_values_figure")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_figure_values_report")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_figure_values")),
    )
    op.create_index("ix_figure_values_figure_place", "figure_values", ["figure", "place"], unique=False)
    op.create_index(op.f("ix_figure_values_parent"), "figure_values", ["parent"], unique=False)
    op.create_index(op.f("ix_figure_values_report"), "figure_values", ["report"], unique=False)
    op.create_index(op.f("ix_figure_values_told"), "figure_values", ["told"], unique=False)
    op.create_table(
        "issue_entries",
        sa.Column("entry", sa.String(length=20), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["linked_issues.id"], name=op.f("fk_issue_entries_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_issue_entries_report")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_issue_entries")),
    )
    op.create_index("ix_issue_entries_issue_place", "issue_entries", ["issue", "place"], unique=False)
    op.create_index(op.f("ix_issue_entries_report"), "issue_entries", ["report"], unique=False)
    op.create_table(
        "stances",
        sa.Column("entry", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=False),
        sa.Column("side", sa.String(length=160), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("stance", sa.String(length=12), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["linked_issues.id"], name=op.f("fk_stances_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_stances_report")),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_stances")),
    )
    op.create_index("ix_stances_issue_side_told", "stances", ["issue", "side", "told"], unique=False)
    op.create_index(op.f("ix_stances_report"), "stances", ["report"], unique=False)
    op.create_index(op.f("ix_stances_told"), "stances", ["told"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("voice", sa.String(length=160), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("parent", sa.String(length=20), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("move", sa.String(length=10), nullable=True),
        sa.Column("modality", sa.String(length=12), nullable=False),
        sa.Column("issue", sa.String(length=20), nullable=True),
        sa.Column("first", sa.String(length=10), nullable=True),
        sa.Column("last", sa.String(length=10), nullable=True),
        sa.Column("teller", sa.String(length=160), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("same_as", sa.String(length=20), nullable=True),
        sa.Column("deadline", sa.String(length=10), nullable=True),
        sa.Column("disputes", sa.Boolean(), nullable=False),
        sa.Column("unclear", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("intensity", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["linked_acts.id"], name=op.f("fk_tellings_act")),
        sa.ForeignKeyConstraint(["issue"], ["linked_issues.id"], name=op.f("fk_tellings_issue")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_tellings_report")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_tellings")),
    )
    op.create_index("ix_tellings_act_place", "tellings", ["act", "place"], unique=False)
    op.create_index(op.f("ix_tellings_issue"), "tellings", ["issue"], unique=False)
    op.create_index(op.f("ix_tellings_parent"), "tellings", ["parent"], unique=False)
    op.create_index(op.f("ix_tellings_report"), "tellings", ["report"], unique=False)
    op.create_index(op.f("ix_tellings_told"), "tellings", ["told"], unique=False)
    op.create_table(
        "answers",
        sa.Column("reply", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("told", sa.String(length=10), nullable=False),
        sa.Column("telling", sa.String(length=20), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("across", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reply"], ["tellings.event"], name=op.f("fk_answers_reply")),
        sa.PrimaryKeyConstraint("reply", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_telling"), "answers", ["telling"], unique=False)
    op.create_index(op.f("ix_answers_told"), "answers", ["told"], unique=False)
    op.create_table(
        "telling_sides",
        sa.Column("telling", sa.String(length=20), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("side", sa.String(length=160), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["telling"], ["tellings.event"], name=op.f("fk_telling_sides_telling")),
        sa.PrimaryKeyConstraint("telling", "role", "side", name=op.f("pk_telling_sides")),
    )
    op.create_index("ix_telling_sides_side", "telling_sides", ["side", "role", "telling"], unique=False)
