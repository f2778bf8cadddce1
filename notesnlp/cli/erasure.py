"""What `notesnlp forget` does in folders and ledgers, and what it tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import (
    LEDGER_FILE,
    about_run,
    has_settings,
    ledger_if_any,
    ledger_of,
    mail_settings,
    run_settings,
)
from notesnlp.cli.terminal import shown

if TYPE_CHECKING:
    from notesnlp.config import MailSettings
    from notesnlp.ledger import Ledger
    from notesnlp.ledger.erasing import Target
    from notesnlp.ledger.forget import Forgotten

_UNFINISHED = (
    "no run has been finished here: there are no results, and nothing tells which of the kept "
    "analyses hold it, or which notes do"
)
_NO_LEDGER = "; if the run had a ledger elsewhere, name it with --ledger"


@dataclass(frozen=True, slots=True)
class _Folder:
    """An output folder.

    Attributes:
        out: where it is.
        ledger: of its run; None where the first run was broken off before there was one.
        mail: how its reports look; None where no run has been finished.
    """

    out: Path
    ledger: Ledger | None
    mail: MailSettings | None


def erase(
    target: Target, outs: Sequence[Path], ledger: str | None, *, dry_run: bool, yes: bool
) -> int:
    """Erase `target` from the folders `outs` and from their ledgers, and tell what went.

    Everything is looked through before the first thing goes: what cannot be read, and a name that
    nothing holds, is told while all is still there. Folders come before ledgers, so that the same
    command, given again after an interrupt, finds the name still known.

    Raises:
        OutputError: a folder holds neither results nor anything of a run that was broken off.
        LedgerError: no ledger holds anything of that name.
        ConfigError: the settings of a run cannot be read.
    """
    from notesnlp.ledger.forget import forget

    folders = [_folder(out, ledger) for out in outs]
    named = [item.ledger for item in folders if item.ledger] if outs else [ledger_of(Path(), ledger)]  # fmt: skip
    held = _holding({item.name: item for item in named}, target, folders)
    if target.what == "age":
        click.echo(f"all meetings before {target.name}")
    would = [line for item in folders for line in _in_folder(item, target, dry_run=True)]
    would += [_ledger_line(item, loss, would=True) for item, loss in held]
    if dry_run or not yes:
        for line in would:
            click.echo(shown(line))
    if dry_run:
        return 0
    if not yes:
        click.confirm("Erase all of this for good?", abort=True)
    for folder in folders:
        for line in _in_folder(folder, target):
            click.echo(shown(line))
    files: set[str] = set()
    for item, _ in held:
        loss = forget(item, target)
        files |= set(loss.files)
        click.echo(shown(_ledger_line(item, loss)))
    for folder in folders:
        _tell_news_again(folder, ledger)
    click.echo("forgotten")
    for path in sorted(files):
        if "://" in path or Path(path.rpartition(":")[2]).is_file():
            click.echo(shown(f"still there, and read by the next run: {path}"), err=True)
    return 0


def _folder(out: Path, ledger: str | None) -> _Folder:
    from notesnlp.report.publish import half_written
    from notesnlp.report.results import holds_results, load_results
    from notesnlp.run.shelf import FOLDER

    if holds_results(out):
        return _Folder(out, ledger_of(out, ledger), _looks(out))
    known = ledger_if_any(out, ledger)
    if not ((out / FOLDER).is_dir() or (out / LEDGER_FILE).is_file() or half_written(out)):
        load_results(out)  # says that there are none
    return _Folder(out, known, None)


def _looks(out: Path) -> MailSettings:
    """How the reports of the run in `out` look; what is lost of it is told."""
    mail = mail_settings(out, None)
    settings = about_run(out).get("settings")
    if settings and "mail" not in settings and not has_settings(out):  # of an earlier version
        click.echo(
            shown(
                f"{out}: its settings are not there any more: its reports are made without "
                "templates, locale and List-Id of their own"
            ),
            err=True,
        )
    if mail.templates and not mail.templates.is_dir():
        click.echo(
            shown(
                f"{out}: {mail.templates} is not there any more: its reports are made from the "
                "shipped templates"
            ),
            err=True,
        )
        return mail.model_copy(update={"templates": None})
    return mail


def _holding(
    ledgers: Mapping[str, Ledger], target: Target, folders: Sequence[_Folder]
) -> list[tuple[Ledger, Forgotten]]:
    """The ledgers that hold something of `target`, with what would go; where it is an age, all of them.

    One must, or what a run kept that was broken off before it remembered; of a first run nobody
    can tell.
    """
    from notesnlp.ledger.forget import forget
    from notesnlp.run.clearing import kept_hold

    losses = [
        (item, forget(item, target, dry_run=True, must_hold=False)) for item in ledgers.values()
    ]
    if target.what == "age":
        return losses
    found = [(item, loss) for item, loss in losses if loss.rows or loss.changed]
    known = found or any(item.mail is None or kept_hold(item.out, target) for item in folders)
    if not known:
        forget(next(iter(ledgers.values())), target, dry_run=True)  # says which names there are
    return found


def _ledger_line(ledger: Ledger, loss: Forgotten, *, would: bool = False) -> str:
    from notesnlp.ledger.forget_words import loss_words

    return f"{ledger.name}: {loss_words(loss.rows, loss.changed, would=would)}"


def _in_folder(folder: _Folder, target: Target, *, dry_run: bool = False) -> Iterator[str]:
    """Erase `target` from an output folder; what went."""
    from notesnlp.delivery.erase import erase_deliveries
    from notesnlp.ledger.forget_out import forget_in_folder
    from notesnlp.ledger.forget_words import kept_words, loss_words
    from notesnlp.report.publish import sweep
    from notesnlp.run.clearing import clear_forgotten

    out, left, lost = folder.out, None, True
    if folder.mail is None:
        if not dry_run:
            sweep(out)
        yield f"{out}: {_UNFINISHED}{'' if folder.ledger else _NO_LEDGER}"
    else:
        loss = forget_in_folder(out, target, run_settings(out).terms, folder.mail, dry_run=dry_run)
        left, lost = loss.left, bool(loss.rows or loss.changed)
        yield f"{out}: {loss_words(loss.rows, loss.changed, would=dry_run)}"
    kept = clear_forgotten(out, target, left, dry_run=dry_run)
    if kept.gone or kept.left:
        yield f"{out}: {kept_words(kept.gone, kept.left, would=dry_run)}"
    if not dry_run and (lost or target.what != "age"):
        dropped = erase_deliveries(out)
        if dropped:
            readers = "1 reader" if dropped == 1 else f"{dropped} readers"
            yield f"{out}: what waited in the outbox for {readers} dropped; send again"


def _tell_news_again(folder: _Folder, ledger: str | None) -> None:
    """Make reports that told news tell them again, of what the ledger holds now."""
    from notesnlp.cli.report import told_news
    from notesnlp.report.output import save_reports
    from notesnlp.report.publish import published
    from notesnlp.report.results import load_results
    from notesnlp.report.scope import Scope

    news = told_news(folder.out, Scope(), ledger) if folder.mail else None
    if news is None:
        return
    results = load_results(folder.out)
    with published(folder.out) as stage:
        save_reports(results, stage, folder.mail, before=folder.out, news=news)
