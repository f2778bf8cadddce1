"""`notesnlp send`: the report to those whom rules or the command line name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import (
    NOT_DELIVERED,
    ledger_if_any,
    ledger_option,
    mail_settings,
    settings_option,
)

if TYPE_CHECKING:
    from notesnlp.config import MailSettings
    from notesnlp.delivery.digests import Digest, Draft
    from notesnlp.delivery.outbox import Outbox
    from notesnlp.ledger import Ledger
    from notesnlp.report.results import Results

_MOST_OPENED = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """A digest, its message, and who of its readers have it already.

    Attributes:
        draft: None where there is nothing to report, or everybody has it.
    """

    digest: Digest
    draft: Draft | None
    have_it: tuple[str, ...]


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--to",
    multiple=True,
    metavar="ADDRESS",
    help="Send to this address alone, what the rules say it gets; can be repeated.",
)
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="NAME",
    help="What those of --to get, whatever the rules say: this unit's part; can be repeated.",
)
@click.option("--all-units", is_flag=True, help="What those of --to get: everything.")
@click.option("--again", is_flag=True, help="Send to those too who have this report already.")
@click.option("--dry-run", is_flag=True, help="Send nothing: tell to whom, and open the messages.")
@click.option("--no-open", is_flag=True, help="With --dry-run, only write the messages.")
@settings_option
@ledger_option
def command(
    out: Path,
    to: tuple[str, ...],
    units: tuple[str, ...],
    all_units: bool,
    again: bool,
    dry_run: bool,
    no_open: bool,
    settings_file: Path | None,
    ledger: str | None,
) -> int:
    """Mail the report of the run in OUT, to whom the rules of the settings or --to name.

    Without either nothing is sent to anybody. What cannot be delivered now waits in the outbox of
    OUT and is tried again by the next `send` or `outbox`. Nobody gets the same report twice.

    Exit code 0: everybody named has it; 5: somebody has not, and `notesnlp outbox OUT` says why.
    """
    from notesnlp.cli.outbox import deliver, entry_lines
    from notesnlp.delivery.digests import digests_to, rule_digests, run_key
    from notesnlp.delivery.entry import UNDELIVERED
    from notesnlp.delivery.outbox import open_outbox
    from notesnlp.report.results import load_results
    from notesnlp.report.scope import known_units

    if (units or all_units) and not to:
        raise click.UsageError("--unit and --all-units go with --to")
    if units and all_units:
        raise click.UsageError("give --unit or --all-units")
    mail = mail_settings(out, settings_file)
    results = load_results(out)
    asked = known_units(results, units) if units else None if all_units else "rules"
    digests = digests_to(mail, to, asked) if to else rule_digests(mail)
    if not digests:
        raise click.UsageError(
            "nobody to send to: name somebody with --to, or write [[mail.send]] rules in the settings"
        )
    known = ledger_if_any(out, ledger)  # without one no news can be told
    run = run_key(out)
    with closing(open_outbox(out)) as outbox:
        plans = [_plan(results, run, digest, mail, outbox, known, again) for digest in digests]
        if dry_run:
            _show(plans, out, opens=not no_open)
            return 0
        _check_server(mail)
        numbers = [_put(outbox, plan.draft) for plan in plans if plan.draft]
        for plan in plans:
            for who in plan.have_it:
                click.echo(f"{who}: has this report already (--again sends it again)")
            if not plan.draft and not plan.have_it:
                click.echo(f"{', '.join(plan.digest.addresses)}: nothing to report")
        told = deliver(outbox, mail, known)
        for line in entry_lines(told):
            click.echo(line)
        left = outbox.entries(*UNDELIVERED)
        mine = [item for item in left if item.message in numbers or item.state == "waiting"]
        return NOT_DELIVERED if mine else 0


def _plan(
    results: Results,
    run: str,
    digest: Digest,
    mail: MailSettings,
    outbox: Outbox,
    ledger: Ledger | None,
    again: bool,
) -> _Plan:
    from notesnlp.delivery.digests import digest_key, draft
    from notesnlp.delivery.dispatch import utc_now
    from notesnlp.delivery.news import news_for

    now = utc_now()
    key = digest_key(f"{run} {now.isoformat()}" if again else run, digest)
    have_it = tuple(who for who in digest.addresses if outbox.knows(key, who))
    left = digest.without(have_it)
    if not left.recipients:
        return _Plan(digest, None, have_it)
    news = news_for(ledger, left.addresses, left.scope) if ledger is not None else None
    made = draft(results, left, mail, key=key, news=news, at=now)
    return _Plan(left, made, have_it)


def _put(outbox: Outbox, made: Draft) -> int:
    from notesnlp.delivery.dispatch import utc_now

    return outbox.put(
        made.data,
        digest=made.digest,
        message_id=made.message_id,
        sender=made.sender,
        recipients=made.recipients,
        subject=made.subject,
        at=utc_now(),
    )


def _check_server(mail: MailSettings) -> None:
    """Refuse before anything is put into the outbox what could never be sent."""
    from notesnlp.delivery.password import find_password
    from notesnlp.delivery.smtp import Server

    Server(mail, find_password(mail))


def _show(plans: Sequence[_Plan], out: Path, *, opens: bool) -> None:
    """Who would get what; the messages as files, and on a terminal opened."""
    import sys

    from notesnlp.cli.report import part_folder, scope_words
    from notesnlp.report.results import write_bytes

    paths = []
    for plan in plans:
        click.echo(f"{scope_words(plan.digest.scope)}:")
        for who in plan.have_it:
            click.echo(f"  {who}: has it already")
        if plan.draft is None:
            if not plan.have_it:
                click.echo(f"  {', '.join(plan.digest.addresses)}: nothing to report")
            continue
        path = part_folder(out, plan.digest.scope) / "message.eml"
        write_bytes(path, plan.draft.data)
        paths.append(path)
        click.echo(f"  to       {', '.join(plan.draft.recipients)}")
        click.echo(f"  subject  {plan.draft.subject}")
        click.echo(f"  size     {len(plan.draft.data) / 1000:,.0f} kB")
        click.echo(f"  message  {path}")
    click.echo("nothing was sent")
    if opens and sys.stdout.isatty():
        for path in paths[:_MOST_OPENED]:
            click.launch(str(path))
