"""Run by alembic: the steps on the connection that `alembic_config` gave it."""

from alembic import context

from notesnlp.ledger.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
