"""An explanation as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notesnlp.explain import Explanation
    from notesnlp.explain.explanation import Trial, Weighing

_WIDTH = 96
_PARTS = 8
_BAR = 24
"""Characters of the longest bar."""


def lines(
    told: Explanation, *, decision: str | None, models_changed: bool, looked: bool
) -> Iterator[str]:
    """An explanation for the terminal.

    Args:
        told: the explanation.
        decision: what a person decided on the finding.
        models_changed: whether the run had other models.
        looked: whether corpora were at hand.
    """
    place = told.finding.evidence
    yield f"{told.finding.kind} {told.finding.type}, score {told.finding.score:.2f}, id {place.id}"
    yield f"{place.meeting}, line {place.line}, {place.unit or 'unit not known'}, {place.date or 'date not known'}"
    yield ""
    for text in told.before:
        yield from _wrapped(text, "    ")
    yield from _wrapped(f"{place.speaker or 'notes'}: “{place.quote}”", "  > ")
    for text in told.after:
        yield from _wrapped(text, "    ")
    if decision:
        yield ""
        yield f"Decided: {decision}"
    if told.weighing:
        yield from _weighed(told.weighing)
    yield from _trials("Words that carry it", told.words)
    yield from _section("Which it is", [
        f"{choice.question}: " + ", ".join(f"{name} {value:.2f}" for name, value in choice.answers.items())
        for choice in told.choices
    ])  # fmt: skip
    yield from _section("What rules saw", told.rules)
    yield from _trials("What would have changed it", told.trials)
    yield from _section(
        "Nearest annotated examples",
        [f"{item.nearness:.2f}  {item.type}: “{item.quote}” ({item.corpus}, {item.meeting})" for item in told.neighbours]
        or ([] if looked else ["No corpora are at hand; name annotated sets with --corpora."]),
    )  # fmt: skip
    notes = list(told.notes)
    if models_changed:
        notes.append("The run had other models than those installed now.")
    yield from _section("Note", notes)


def _weighed(weighing: Weighing) -> Iterator[str]:
    over = weighing.score >= weighing.level
    yield ""
    yield f"The score: {weighing.score:.2f}, {'at least' if over else 'below'} the {weighing.level:.2f} from which it is reported"
    if weighing.adapted:
        yield f"  ({weighing.shipped:.2f} over all meetings, moved by what this meeting's own scores let expect)"
    yield from _wrapped(f"of the sentence in which it begins: “{weighing.sentence}”", "  ")
    yield f"  {weighing.mean:+6.2f}  log odds of the mean sentence of this meeting"
    shown, rest = weighing.parts[:_PARTS], weighing.parts[_PARTS:]
    longest = max((abs(part.adds) for part in shown), default=1.0) or 1.0
    for part in shown:
        bar = ("+" if part.adds > 0 else "-") * round(_BAR * abs(part.adds) / longest)
        name = "what the encoder reads in its words and their surroundings" if part.name == "encoder" else part.name  # fmt: skip
        words = f" (“{part.words}”)" if part.words else " (less than the mean sentence)" if part.less else ""  # fmt: skip
        yield f"  {part.adds:+6.2f}  {name}{words}  {bar}".rstrip()
    if rest:
        yield f"  {sum(part.adds for part in rest):+6.2f}  {len(rest)} other features together"
    if weighing.denial:
        yield f"  {weighing.denial:+6.2f}  IT's part is denied"


def _trials(title: str, trials: Sequence[Trial]) -> Iterator[str]:
    yield from _section(title, [
        f"{trial.score:.2f}  {trial.change}{'' if trial.reported else ': not reported'}" for trial in trials
    ])  # fmt: skip


def _section(title: str, texts: Sequence[str]) -> Iterator[str]:
    if not texts:
        return
    yield ""
    yield title
    for text in texts:
        yield from _wrapped(text, "  ")


def _wrapped(text: str, lead: str) -> list[str]:
    flat = " ".join(text.split())
    return wrap(
        flat,
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * (len(lead) + 2),
        break_on_hyphens=False,
        break_long_words=False,
    )
