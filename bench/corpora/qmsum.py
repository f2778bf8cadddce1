"""The stand-off annotations of QMSum's meetings and the sets they make with a QMSum checkout.

QMSum (Zhong et al., NAACL 2021; https://github.com/Yale-LILY/QMSum, MIT) holds transcripts of
real meetings. `corpora/qmsum` holds offsets and labels for them and no word of theirs.

python -m bench.corpora.qmsum join CHECKOUT    makes annotated sets of them in corpora/qmsum/joined
python -m bench.corpora.qmsum detach           writes gold findings changed there back to the annotations
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from notesnlp.errors import AnnotationError
from notesnlp.learn.annotations import read_jsonl

FOLDER = Path("corpora/qmsum")
JOINED = FOLDER / "joined"
_READINGS = {"annotations": "", "first": "first-", "second": "second-"}
"""Folders of annotations, and what the names of their sets begin with."""
_MARKS = re.compile(r"\{\w+\}")
"""Marks for noises and broken words, such as {vocalsound}."""
_AGAIN = "clone https://github.com/Yale-LILY/QMSum as it is"

Row = dict[str, Any]


def join(checkout: Path, folder: Path = FOLDER, out: Path = JOINED) -> None:
    """Make annotated sets of the annotations in `folder`, one for each split and reading.

    Args:
        checkout: a QMSum checkout, or a folder with its meetings as ``Speaker: text`` lines
            in files named ``<meeting>.txt``.
        folder: meetings with their digests, and the annotations.
        out: where the sets go: ``train`` and so on, ``first-…`` and ``second-…`` of what was
            annotated twice.

    Raises:
        AnnotationError: a meeting is missing from the checkout, or its text is another.
    """
    sources = _sources(checkout)
    sets: dict[str, list[tuple[Row, str, list[Row]]]] = {}
    for number, about in read_jsonl(folder / "meetings.jsonl"):
        name = str(about["meeting"])
        if name not in sources:
            raise AnnotationError(
                f"there is no meeting {name}", path=checkout, place=f"line {number}", remedy=_AGAIN
            )
        text = transcript(sources[name])
        if digest(text) != about["sha256"]:
            raise AnnotationError(
                "the text is not the one that was annotated", path=sources[name], remedy=_AGAIN
            )
        for reading, prefix in _READINGS.items():
            path = folder / reading / f"{name}.jsonl"
            if path.is_file():
                rows = [row for _, row in read_jsonl(path)]
                sets.setdefault(f"{prefix}{about['split']}", []).append((about, text, rows))
    for name, meetings in sets.items():
        _write_set(out / name, meetings)


def detach(folder: Path = FOLDER, joined: Path = JOINED) -> None:
    """Write the gold findings of the sets in `joined` back as offsets.

    Raises:
        AnnotationError: a quote is not in its meeting.
    """
    readings = {prefix: reading for reading, prefix in _READINGS.items()}
    for path in sorted(joined.glob("*/gold.jsonl")):
        first, dash, _ = path.parent.name.partition("-")
        reading = readings[first + dash if dash else ""]
        rows: dict[str, list[Row]] = {
            Path(about["meeting"]).stem: []
            for _, about in read_jsonl(path.parent / "meetings.jsonl")
        }
        for number, row in read_jsonl(path):
            lines = (path.parent / row["meeting"]).read_text(encoding="utf-8").split("\n")
            before = sum(len(line) + 1 for line in lines[: row["line"] - 1])
            start = before + lines[row["line"] - 1].find(row["quote"])
            if start < before:
                raise AnnotationError(
                    f"the quote is not in line {row['line']} of {row['meeting']}",
                    path=path,
                    place=f"line {number}",
                    remedy="copy it from one turn",
                )
            labels = {
                key: value
                for key, value in row.items()
                if key not in {"meeting", "line", "quote"}
            }
            rows[Path(row["meeting"]).stem].append(
                {"start": start, "end": start + len(row["quote"]), **labels}
            )
        for meeting, found in rows.items():
            write_jsonl(
                folder / reading / f"{meeting}.jsonl",
                sorted(found, key=lambda item: (item["start"], item["end"], item["kind"])),
            )


def transcript(path: Path) -> str:
    """A meeting's text, ``Speaker: words`` a line, without marks for noises."""
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    turns = json.loads(path.read_text(encoding="utf-8"))["meeting_transcripts"]
    return "".join(
        f"{turn['speaker']}: {' '.join(_MARKS.sub(' ', turn['content']).split())}\n"
        for turn in turns
    )


def digest(text: str) -> str:
    """What tells whether a text is the annotated one."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one object a line."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _sources(checkout: Path) -> dict[str, Path]:
    """The file of each meeting by the meeting's name."""
    texts = {path.stem: path for path in checkout.glob("*.txt")}
    return texts or {path.stem: path for path in sorted(checkout.glob("data/ALL/*/*.json"))}


def _write_set(folder: Path, meetings: Sequence[tuple[Row, str, list[Row]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    gold: list[Row] = []
    people: dict[str, Row] = {}
    items: dict[str, str] = {}
    for about, text, rows in meetings:
        name = f"{about['meeting']}.txt"
        (folder / name).write_text(text, encoding="utf-8")
        for line in text.splitlines():
            speaker = line.partition(": ")[0]
            people.setdefault(speaker, {"name": speaker, "role": "", "side": "customer"})
        for row in rows:
            labels = {key: value for key, value in row.items() if key not in {"start", "end"}}
            gold.append(
                {
                    "meeting": name,
                    "line": text.count("\n", 0, row["start"]) + 1,
                    "quote": text[row["start"] : row["end"]],
                    **labels,
                }
            )
            if row["kind"] == "followup":
                stuck = row["type"] == "stuck" or items.get(row["item"]) == "stuck"
                items[row["item"]] = "stuck" if stuck else "open"
    write_jsonl(
        folder / "meetings.jsonl",
        [
            {
                "meeting": f"{about['meeting']}.txt",
                **{key: about[key] for key in ("date", "unit", "unit_kind")},
            }
            for about, _, _ in meetings
        ],
    )
    write_jsonl(folder / "people.jsonl", people.values())
    write_jsonl(folder / "gold.jsonl", gold)
    write_jsonl(
        folder / "followups.jsonl", [{"item": key, "state": state} for key, state in items.items()]
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("join").add_argument("checkout", type=Path)
    commands.add_parser("detach")
    given = parser.parse_args()
    if given.command == "join":
        join(given.checkout)
    else:
        detach()


if __name__ == "__main__":
    main()
