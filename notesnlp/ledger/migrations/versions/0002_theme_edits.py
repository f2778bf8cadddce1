"""What people change about themes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "theme_edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("theme_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("undone_on", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_edits")),
    )
    op.create_index(op.f("ix_theme_edits_theme_id"), "theme_edits", ["theme_id"], unique=False)
    op.create_table(
        "theme_edit_findings",
        sa.Column("theme_edit_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"],
            name=op.f("fk_theme_edit_findings_finding_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_edit_id"], ["theme_edits.id"],
            name=op.f("fk_theme_edit_findings_theme_edit_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "theme_edit_id", "finding_id", name=op.f("pk_theme_edit_findings")
        ),
    )  # fmt: skip
    op.create_index(
        op.f("ix_theme_edit_findings_finding_id"),
        "theme_edit_findings",
        ["finding_id"],
        unique=False,
    )
