"""The models, loaded once, and a few invented notes of a timber merchant's IT."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from threadpoolctl import threadpool_limits

from notesnlp.config import Settings
from notesnlp.embed import Encoder, load_encoder
from notesnlp.embed.encoder import Floats
from notesnlp.embed.store import default_models
from notesnlp.model.finding import Finding, Kind, quote
from notesnlp.model.meeting import Form, Meeting, Piece, Side, Turn, UnitKind
from notesnlp.run import Pipeline
from notesnlp.run.folder import Run, run_folders
from notesnlp.themes.space import load_projection

Spoken = tuple[str | None, Side | None, str]

YARD = """\
Dana Reyes: The gate screen was down again all morning and the lorries queued to the main road.
Dana Reyes: We move the whole yard office to the old cannery in January 2017.
Sam Ode: We'll federate the IdP over SAML so the RBAC maps through.
Dana Reyes: What if the drivers could see the queue on their phones before they leave?
Sam Ode: I'll send you the list of numbers by Friday.
Dana Reyes: If it goes on like this we take our loads to Larch and Sons.
"""
STOCK = """\
# Stock room, catch-up

- We count everything by hand twice because the scanner loses the list.
- They wish they could see last week's orders without ringing the office.
- The second stock room opens in May, eight people start there.
- The scanner promised in March has still not come.
- SR will ring the supplier about the scanner on Monday.
"""
CALL = [
    {"start": 0.0, "end": 4.0, "speaker": "Ines Roth", "text": "We wait nine days for a price."},
    {"start": 4.0, "end": 8.0, "speaker": "Ines Roth", "text": "Could we get them the same day?"},
    {"start": 8.0, "end": 12.0, "speaker": "Sam Ode", "text": "I will ask the sales desk today."},
]
SUBTITLES = """\
WEBVTT

00:00:01.000 --> 00:00:05.000
<v Dana Reyes>The new gate screen has been delivered and it works now.

00:00:05.000 --> 00:00:09.000
<v Dana Reyes>We want to cut the time at the scales in half by summer.

00:00:09.000 --> 00:00:12.000
<v Sam Ode>I'll bring the drawings next week.
"""


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    """Small matrices are faster by one thread, many times so on a machine that does other work."""
    import sklearn.linear_model  # noqa: F401 - loads the libraries whose threads are limited

    with threadpool_limits(1, user_api="blas"):
        yield


@pytest.fixture(scope="session")
def models() -> Path:
    return default_models()


@pytest.fixture(scope="session")
def encoder(models: Path) -> Encoder:
    return load_encoder(models, threads=2)


@pytest.fixture(scope="session")
def projection(models: Path) -> Floats:
    """Into the space of themes."""
    return load_projection(models)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(threads=2)


@pytest.fixture(scope="session")
def say() -> Callable[..., Meeting]:
    """A meeting of the lines given as (speaker, side, words), one a line of its file."""

    def build(
        *lines: Spoken | str,
        name: str = "visit.txt",
        form: Form = "transcript",
        date: dt.date | None = dt.date(2016, 3, 8),
        unit: str | None = "Yard",
        unit_kind: UnitKind | None = "internal",
    ) -> Meeting:
        spoken = [(None, None, line) if isinstance(line, str) else line for line in lines]
        turns = tuple(
            Turn(index, speaker, text, (Piece(0, index + 1, 0),), side)
            for index, (speaker, side, text) in enumerate(spoken)
        )
        return Meeting(name, "text", form, turns, (), date, unit, unit_kind)

    return build


@pytest.fixture(scope="session")
def found() -> Callable[..., object]:
    """A finding of the class given, whose quote is a whole turn of a meeting."""

    def build(
        cls: type, meeting: Meeting, turn: int, *, type: str, score: float = 0.9, **own: object
    ) -> object:
        kind: Kind = cls.kind
        spoken = meeting.turns[turn]
        evidence = quote(meeting, spoken, 0, len(spoken.text), kind=kind)
        return cls(evidence=evidence, type=type, score=score, **own)

    return build


def write_notes(folder: Path) -> Path:
    """Notes in several formats with rosters, and files that cannot be read, must not be, or are none."""
    (folder / "yard").mkdir(parents=True)
    (folder / "stock").mkdir()
    (folder / "yard" / "2016-09-05 visit.txt").write_text(YARD, encoding="utf-8")
    (folder / "yard" / "2016-11-07 gate.vtt").write_text(SUBTITLES, encoding="utf-8")
    (folder / "stock" / "2016-03-08 catch-up.md").write_text(STOCK, encoding="utf-8")
    (folder / "2016-10-11 call.json").write_text(json.dumps(CALL), encoding="utf-8")
    minutes = docx.Document()
    for line in (
        "Minutes of the stores meeting, 14 June 2016",
        "Ms Roth said that deliveries to the second store arrive without papers every week.",
        "Mr Ode undertook to send the delivery list by the end of June.",
    ):
        minutes.add_paragraph(line)
    minutes.save(str(folder / "stock" / "minutes.docx"))
    mail = EmailMessage()
    mail["From"], mail["To"] = "Sam Ode <sam@timber.example>", "Dana Reyes <dana@timber.example>"
    mail["Subject"], mail["Date"] = "Yard recap", "Mon, 12 Sep 2016 09:00:00 +0000"
    mail.set_content("Dana,\n\nI will ring the carrier about the line before Thursday.\n\nSam\n")
    (folder / "yard" / "recap.eml").write_bytes(mail.as_bytes())
    (folder / "people.csv").write_text(
        "name,role,side,aliases\nDana Reyes,Yard manager,customer,\n"
        "Sam Ode,Service manager,it,SO\nInes Roth,Buyer,customer,\n",
        encoding="utf-8",
    )
    (folder / "meetings.csv").write_text(
        "meeting,date,unit,unit_kind\n"
        "yard/2016-09-05 visit.txt,2016-09-05,Yard,internal\n"
        "2016-11-07 gate.vtt,2016-11-07,Yard,internal\n"
        "2016-10-11 call.json,2016-10-11,Roth Joinery,external\n"
        "minutes.docx,2016-06-14,Stores,internal\n",
        encoding="utf-8",
    )
    (folder / "README.md").write_text("About these notes.\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".drafts").mkdir()
    (folder / ".drafts" / "secret.txt").write_text(YARD, encoding="utf-8")
    (folder / "stock" / "empty.txt").write_bytes(b"")
    (folder / "stock" / "cut.json").write_text('[{"text": "We wait', encoding="utf-8")
    (folder / "yard" / "scan.docx").write_bytes(b"%PDF-1.4 no Word document")
    return folder


UNREADABLE = {"stock/empty.txt", "stock/cut.json", "yard/scan.docx"}
READABLE = {
    "2016-10-11 call.json",
    "stock/2016-03-08 catch-up.md",
    "stock/minutes.docx",
    "yard/2016-09-05 visit.txt",
    "yard/2016-11-07 gate.vtt",
    "yard/recap.eml",
}


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notes of a timber merchant, not to be changed."""
    return write_notes(tmp_path_factory.mktemp("timber") / "notes")


@pytest.fixture(scope="session")
def new_notes() -> Callable[[Path], Path]:
    """Writes the same notes where a test may change them."""
    return write_notes


@pytest.fixture(scope="session")
def readable_names() -> set[str]:
    return READABLE


@pytest.fixture(scope="session")
def unreadable_names() -> set[str]:
    return UNREADABLE


@pytest.fixture(scope="session")
def run(notes: Path) -> Run:
    """A run over `notes` by one process."""
    return run_folders([notes], Settings())


@pytest.fixture(scope="session")
def write_set() -> Callable[..., Path]:
    """Writes an annotated set: its meetings' texts by file name, and its gold."""

    def write(
        folder: Path, texts: dict[str, str], gold: Iterable[dict[str, object]], people: str = ""
    ) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in gold]
        (folder / "gold.jsonl").write_text("".join(lines), encoding="utf-8")
        if people:
            (folder / "people.csv").write_text(people, encoding="utf-8")
        return folder

    return write


_SPOKEN = [
    ("Dana Reyes", "The gate screen at the {a} is down again every morning.", "need", "pain"),
    ("Dana Reyes", "Could we get the price list for the {a} as one file?", "need", "request"),
    ("Dana Reyes", "We must cut the time at the {a} in half by summer.", "need", "goal"),
    ("Dana Reyes", "We stay with you because the {a} crew always rings back.", "need", "loyalty"),
    ("Dana Reyes", "If the {a} stays shut we buy from Larch and Sons.", "need", "churn_risk"),
    ("Sam Ode", "We'll federate the IdP over SAML for the {a}.", "framing", "jargon"),
    ("Sam Ode", "What you want at the {a} is a chatbot.", "framing", "solution_first"),
    ("Sam Ode", "That {a} thing is the business's problem, not ours.", "framing", "it_vs_business"),
    ("Dana Reyes", "We move the {a} office to the old cannery in May.", "dependency", "hidden"),
    ("Dana Reyes", "We might hire nine people for the {a}, and IT knows.", "dependency", "recognised"),
    ("Dana Reyes", "What if drivers at the {a} could see the queue on their phones?", "idea", "idea"),
    ("Sam Ode", "I'll send you the {a} numbers by Friday.", "followup", "action"),
    ("Dana Reyes", "The {a} scanner promised in March has still not come.", "followup", "stuck"),
    ("Dana Reyes", "Lovely weather at the {a} today.", None, None),
    ("Sam Ode", "Coffee at the {a} is on the left.", None, None),
    ("Sam Ode", "Right, who was at the {a} last time?", None, None),
]  # fmt: skip


def _gold_row(meeting: str, line: int, quote: str, kind: str, type: str) -> dict[str, object]:
    row: dict[str, object] = {"meeting": meeting, "line": line, "quote": quote, "kind": kind}
    if kind == "dependency":
        event = "office_move" if type == "hidden" else "hiring"
        return row | {
            "type": event, "event": event, "status": type, "when": None, "tentative": "might" in quote,
        }  # fmt: skip
    if kind == "need":
        customer = "internal" if "yard" in meeting else "external"
        return row | {"type": type, "customer": customer, "theme": "gate"}
    if kind == "followup":
        return row | {"type": type, "owner": None, "due": None, "item": "list"}
    return row | {"type": type}


@pytest.fixture(scope="session")
def tiny_sets(
    tmp_path_factory: pytest.TempPathFactory, write_set: Callable[..., Path]
) -> tuple[Path, Path]:
    """Two small annotated sets that have some of every kind: to learn from, and to choose on."""
    folder = tmp_path_factory.mktemp("sets")
    sets = []
    for name, places in (("learn", ("yard", "gate", "mill")), ("choose", ("quay yard", "shop"))):
        texts, gold = {}, []
        for place in places:
            meeting = f"{place} 2016-03-08.txt"
            lines = [(speaker, text.format(a=place)) for speaker, text, _, _ in _SPOKEN]
            texts[meeting] = "".join(f"{speaker}: {text}\n" for speaker, text in lines)
            gold += [
                _gold_row(meeting, line, text, kind, type)
                for line, ((_, text), (_, _, kind, type)) in enumerate(
                    zip(lines, _SPOKEN, strict=True), 1
                )
                if kind and type
            ]
        people = "name,role,side\nDana Reyes,Yard manager,customer\nSam Ode,Service manager,it\n"
        sets.append(write_set(folder / name, texts, gold, people))
    return sets[0], sets[1]


@pytest.fixture(scope="session")
def rehearsed() -> Callable[[Finding], Finding]:
    """A finding as it is told of a rehearsal."""
    return lambda item: replace(item, evidence=replace(item.evidence, rehearsal=True))
