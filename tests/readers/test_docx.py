from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.docx import Docx

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(build: Callable[[Any], object]) -> bytes:
    """A new document after `build`, as bytes."""
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def of_xml(*paragraphs: str) -> bytes:
    """A document of paragraphs whose inner XML is given."""

    def build(document: Any) -> None:
        for inner in paragraphs:
            xml = f"<w:p {nsdecls('w')} {MC}>{inner}</w:p>"
            document.element.body.insert(-1, parse_xml(xml))

    return saved(build)


def of_text(*paragraphs: str) -> bytes:
    """A document of plain paragraphs."""
    return saved(lambda document: [document.add_paragraph(text) for text in paragraphs])


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def box(text: str) -> str:
    return f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"


XML = {
    "runs, tabs, hyphens": (
        [run("We ") + "<w:r><w:t>press</w:t><w:tab/><w:t>at</w:t><w:noBreakHyphen/><w:t>nine</w:t></w:r>"],
        [(None, "We press\tat-nine", 1)],
    ),
    "tracked changes": (
        [run("We press at ")
         + f"<w:ins w:id='1' w:author='B'>{run('nine')}</w:ins>"
         + "<w:del w:id='2' w:author='B'><w:r><w:delText>ten</w:delText></w:r></w:del>"
         + run(".")],
        [(None, "We press at nine.", 1)],
    ),
    "moved words stand once": (
        [f"<w:moveFrom w:id='1' w:author='B'>{run('At nine.')}</w:moveFrom>", run("We press."),
         f"<w:moveTo w:id='2' w:author='B'>{run('At nine.')}</w:moveTo>"],
        [(None, "We press.", 2), (None, "At nine.", 3)],
    ),
    "links, fields and content controls": (
        [f"<w:hyperlink>{run('We')}</w:hyperlink><w:fldSimple w:instr='DATE'>{run(' press')}</w:fldSimple>"
         f"<w:sdt><w:sdtContent>{run(' at nine')}</w:sdtContent></w:sdt>"
         "<w:r><w:instrText>PAGE</w:instrText></w:r>"],
        [(None, "We press at nine", 1)],
    ),
    "a text box, written twice by Word, stands once": (
        [run("We press.")
         + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box('Bring boots.')}</mc:Choice>"
         + f"<mc:Fallback>{box('Bring boots.')}</mc:Fallback></mc:AlternateContent></w:r>",
         run("At nine.")],
        [(None, "We press.", 1), (None, "Bring boots.", 2), (None, "At nine.", 4)],
    ),
    "soft breaks": (
        [run("We press") + "<w:r><w:br/><w:t>at nine,</w:t><w:cr/><w:t>mostly.</w:t></w:r>"],
        [(None, "We press at nine, mostly.", 1)],
    ),
    "a transcript as Teams exports it": (
        [run("Dana Reyes") + run("   0:03") + "<w:r><w:br/><w:t>We press at nine.</w:t></w:r>",
         run("Bo Ek") + run("   0:09") + "<w:r><w:br/><w:t>Which hall?</w:t></w:r>"],
        [("Dana Reyes", "We press at nine.", 1), ("Bo Ek", "Which hall?", 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), XML.values(), ids=XML)
def test_xml(paragraphs, expected, said):
    assert said("notes.docx", of_xml(*paragraphs)) == expected


def test_columns_count_within_the_paragraph(opened):
    data = of_xml(run("We press") + "<w:r><w:br/><w:t> at nine</w:t></w:r>")
    assert [(p.line, p.column) for p in opened("a.docx", data).turns[0].pieces] == [(1, 0), (1, 10)]


def test_paragraphs_are_never_wrapped_lines(said):
    long = "The press in the old hall stops as soon as anybody opens the east door"
    assert said("notes.docx", of_text(long, long, "", f"\t{long}")) == [
        (None, long, 1),
        (None, long, 2),
        (None, long, 4),
    ]


def test_tables_stand_where_they_are(said):
    def build(document: Any) -> None:
        document.add_paragraph("What is to be done")
        table = document.add_table(2, 2)
        for cell, text in zip(
            (cell for row in table.rows for cell in row.cells),
            ("new lock", "Bo", "new door", "Dana"),
            strict=True,
        ):
            cell.text = text
        document.add_paragraph("by June")

    assert [text for _, text, _ in said("notes.docx", saved(build))] == [
        "What is to be done", "new lock", "Bo", "new door", "Dana", "by June",
    ]  # fmt: skip


def test_labels(said):
    assert said("a.docx", of_text("Dana Reyes: At nine.", "Mostly.", "Bo Ek: Fine.")) == [
        ("Dana Reyes", "At nine. Mostly.", 1),
        ("Bo Ek", "Fine.", 3),
    ]


def test_minutes(opened):
    document = opened(
        "minutes.docx",
        of_text(
            "Minutes of the press hall committee",
            "Present: Mr Holm; Ms Ek; the Chair",
            "Mr Holm remarked that the gate sticks. It has stuck since May. Ms Ek added that the "
            "badge fails. She could live with that.",
            "The Chair asked for a list of locks. Mr. Ek of St. Olaf promised it.",
            "The gate is of oak, and it is old.",
        ),
    )
    assert document.form == "minutes"
    assert [(turn.speaker, turn.text, turn.line) for turn in document.turns] == [
        (None, "Minutes of the press hall committee", 1),
        (None, "Present: Mr Holm; Ms Ek; the Chair", 2),
        ("Mr Holm", "Mr Holm remarked that the gate sticks. It has stuck since May.", 3),
        ("Ms Ek", "Ms Ek added that the badge fails. She could live with that.", 3),
        ("The Chair", "The Chair asked for a list of locks. Mr. Ek of St. Olaf promised it.", 4),
        (None, "The gate is of oak, and it is old.", 5),
    ]
    assert [turn.pieces[0].column for turn in document.turns[2:4]] == [0, 63]


def test_title_and_date(opened):
    def build(document: Any) -> None:
        document.core_properties.title = "Press hall"
        document.add_paragraph("At nine.")

    document = opened("notes.docx", saved(build))
    assert document.title == "Press hall"
    assert document.date is None  # the properties tell when it was written, not when they met
    assert opened("b.docx", of_text("At nine.")).title in (None, "")


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The zip `data` with each part changed, or left out where `change` gives None."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


def without(part: str) -> bytes:
    return repacked(of_text("At nine."), lambda name, data: None if name == part else data)


def with_document(xml: bytes) -> bytes:
    return repacked(
        of_text("At nine."), lambda name, data: xml if name == "word/document.xml" else data
    )


def zipped(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def damaged() -> bytes:
    data = bytearray(of_text("At nine. " * 500))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = b"\xff" * 40
    return bytes(data)


BAD = {
    "empty": (b"", "the file is empty"),
    "text": (b"At nine.", "cut off or damaged"),
    "cut off": (of_text("At nine.")[:-300], "cut off or damaged"),
    "some other zip": (zipped(notes="At nine."), "no Word document"),
    "a part missing": (without("word/document.xml"), "no Word document"),
    "no types": (without("[Content_Types].xml"), "no Word document"),
    "XML cut off": (with_document(b"<w:document"), "no Word document"),
    "no body": (
        with_document(f"<w:document {nsdecls('w')}/>".encode()),
        "no Word document",
    ),
    "damaged within": (damaged(), ""),
    "no text": (saved(lambda document: document.add_table(2, 2)), "holds no text"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_bad_files(data, reason):
    with pytest.raises(ReadError) as caught:
        Docx().read(data, "notes.docx")
    assert caught.value.path == "notes.docx"
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_damaged_properties_do_not_hide_the_words():
    data = repacked(
        of_text("At nine."),
        lambda name, data: data.replace(
            b"application/vnd.openxmlformats-package.core-properties+xml", b"application/xml"
        ),
    )
    document = Docx().read(data, "notes.docx")
    assert document.title is None
    assert document.turns[0].text == "At nine."


def test_a_table_of_speakers_and_words_is_a_transcript(opened):
    def build(document: Any) -> None:
        document.add_paragraph("Ms Roth said that this call was long. Mr Ode said so too.")
        table = document.add_table(1, 4)
        for cell, text in zip(table.rows[0].cells, ("Start", "Dur.", "Speaker", "Transcription"), strict=True):  # fmt: skip
            cell.text = text
        for row in (("0:00:01.5", "2s", "Agent", "How can I help?"), ("0:00:04", "3s", "Ines Roth", "We wait.")):  # fmt: skip
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("End of the call.")

    document = opened("call.docx", saved(build))
    assert document.form == "transcript"
    assert [(turn.speaker, turn.text, turn.line, turn.start_s) for turn in document.turns] == [
        (None, "Ms Roth said that this call was long. Mr Ode said so too.", 1, None),
        ("Agent", "How can I help?", 9, 1.5),
        ("Ines Roth", "We wait.", 13, 4.0),
        (None, "End of the call.", 14, None),
    ]


def test_comments_headers_footers_and_deletions(opened):
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Yard meeting, 14 June 2016"
        document.sections[0].footer.paragraphs[0].text = "Confidential"
        paragraph = document.add_paragraph("We press at nine.")
        document.add_comment(paragraph.runs, text="They also want a list.", author="Dana Reyes")
        deleted = "<w:del w:id='2' w:author='B'><w:r><w:delText>ten</w:delText></w:r></w:del>"
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{run('At the gate.')}{deleted}</w:p>"))  # fmt: skip

    document = opened("notes.docx", saved(build))
    assert [(turn.speaker, turn.text, turn.line) for turn in document.turns] == [
        (None, "We press at nine.", 1),
        (None, "At the gate.", 2),
        ("Dana Reyes", "They also want a list.", 3),
        (None, "Yard meeting, 14 June 2016", 4),
        (None, "Confidential", 5),
    ]
    assert document.head.startswith("Yard meeting, 14 June 2016\nWe press")
    assert document.left_out["deleted text"] == 3


def test_entities_are_refused_and_never_opened(tmp_path):
    (tmp_path / "secret").write_text("secret")
    for value in ('"lol" >', f'SYSTEM "file://{tmp_path}/secret">'):
        xml = (
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a {value}]>'
            f"<w:document {nsdecls('w')}><w:body><w:p>{run('&a;&a;')}</w:p></w:body></w:document>"
        )
        with pytest.raises(ReadError, match="entities of its own"):
            Docx().read(with_document(xml.encode()), "notes.docx")


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = with_document(b"<x>" + b" " * 5 * 2**20)
    with pytest.raises(ReadError, match="would unpack to"):
        Docx().read(data, "notes.docx", Limits(unpacked_mb=2))
