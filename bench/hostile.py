"""What hostile folders cost, and what is told of them: each in a process of its own, with a good file beside it.

    python -m bench.hostile [CASE…]

A case is passed when the good file is read, nothing crashes, and every other file has a reason.
"""

from __future__ import annotations

import io
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

GOOD = "good.txt"
TEXT = "Dana Reyes: The gate screen was down again all morning.\nBo Ek: I will ring them.\n"
NOBODY = 65534


def zip_bomb(folder: Path) -> None:
    """1 GB of zeros in a megabyte."""
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", bytes(100 * 2**20))


def word_bomb(folder: Path) -> None:
    """A Word document whose text unpacks to 600 MB."""
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(600 * 2**20))


def crowded_archive(folder: Path) -> None:
    """An archive of 200,000 empty files."""
    with zipfile.ZipFile(folder / "crowd.zip", "w") as archive:
        for number in range(200_000):
            archive.writestr(f"{number}.txt", "")


def nested_archives(folder: Path) -> None:
    """Archives within archives, ten deep."""
    data, name = TEXT.encode(), "a.txt"
    for depth in range(10):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(name, data)
        data, name = file.getvalue(), f"{depth}.zip"
    (folder / name).write_bytes(data)


def traversal(folder: Path) -> None:
    """Names in an archive that lead out of it."""
    with zipfile.ZipFile(folder / "out.zip", "w") as archive:
        for name in ("../../etc/cron.d/x.txt", "/etc/passwd.txt", "..\\x.txt", "C:\\x.txt"):
            archive.writestr(name, TEXT)


def entities(folder: Path) -> None:
    """Word documents with an entity bomb, and with an entity of a file."""
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    for name, types in {
        "laughs": f'<!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]>',
        "spy": '<!DOCTYPE w [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    }.items():
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        with zipfile.ZipFile(folder / f"{name}.docx", "w") as archive:
            archive.writestr(
                "word/document.xml",
                f'<?xml version="1.0"?>{types}<w:document xmlns:w="{space}"><w:body><w:p><w:r>'
                "<w:t>&l9;</w:t></w:r></w:p></w:body></w:document>",
            )
    (folder / "laughs.html").write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{laughs}]><html><body>&l9; we press</body></html>'
    )


def link_loops(folder: Path) -> None:
    """Links in circles, to themselves, and out of the folder."""
    (folder / "x").mkdir()
    (folder / "x" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "root").symlink_to("/")


def two_gigabytes(folder: Path) -> None:
    """A text of 2 GB."""
    with (folder / "huge.txt").open("wb") as file:
        block = TEXT.encode() * 20_000
        while file.tell() < 2 * 2**30:
            file.write(block)


def long_line(folder: Path) -> None:
    """A line of 10 MB in each kind of text, and one just below the limit."""
    for ending in ("txt", "md", "vtt", "srt", "csv", "eml", "html"):
        (folder / f"long.{ending}").write_text("From: a@b.cd\n\n" * (ending == "eml") + "we press " * 1_100_000)  # fmt: skip
    (folder / "below.txt").write_text("we press at nine " * 14_000)


def million(folder: Path) -> None:
    """1,000,000 tiny files."""
    for outer in range(1000):
        (folder / f"{outer:04}").mkdir()
        for inner in range(1000):
            os.close(os.open(folder / f"{outer:04}" / f"{inner:04}.txt", os.O_CREAT | os.O_WRONLY))


def deep(folder: Path) -> None:
    """3,000 folders within each other."""
    home = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)
        for _ in range(3000):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text(TEXT)
    finally:
        os.fchdir(home)
        os.close(home)


def odd_names(folder: Path) -> None:
    """Line breaks, escape sequences, marks of direction and no UTF-8 in names."""
    for name in ("a\nb.txt", "\x1b[31mred.txt", "\u202etxt.exe.txt", os.fsdecode(b"caf\xe9.txt"), "x" * 250 + ".txt"):  # fmt: skip
        (folder / name).write_text(TEXT)


def devices(folder: Path) -> None:
    """A pipe, a socket, and links to devices that never end."""
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(folder / "socket.txt"))
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "random.md").symlink_to("/dev/urandom")


def forbidden(folder: Path) -> None:
    """A file and a folder that may not be read."""
    (folder / "secret.txt").write_text(TEXT)
    (folder / "closed").mkdir()
    (folder / "closed" / "a.txt").write_text(TEXT)
    (folder / "secret.txt").chmod(0)
    (folder / "closed").chmod(0)


def growing(folder: Path) -> None:
    """A file that is written all the time: see `disturbed`."""
    (folder / "growing.txt").write_text(TEXT)


CASES: dict[str, Callable[[Path], None]] = {
    name.__name__: name
    for name in (
        zip_bomb, word_bomb, crowded_archive, nested_archives, traversal, entities, link_loops,
        two_gigabytes, long_line, million, deep, odd_names, devices, forbidden, growing,
    )
}  # fmt: skip


@contextmanager
def disturbed(folder: Path) -> Iterator[None]:
    """Writes to the growing file, where there is one, until the block ends."""
    path, done = folder / "growing.txt", threading.Event()

    def write() -> None:
        with path.open("a") as file:
            while not done.is_set():
                file.write(TEXT)
                file.flush()
                time.sleep(0.0001)

    thread = threading.Thread(target=write)
    if path.exists():
        thread.start()
    try:
        yield
    finally:
        done.set()
        if thread.ident:
            thread.join()


def look(folder: Path) -> None:
    """Find and read everything in `folder`; print what was read and told as JSON. A child's part."""
    from notesnlp.config import Settings
    from notesnlp.errors import NotesError
    from notesnlp.run.discover import find_notes
    from notesnlp.run.pipeline import read

    read(folder / GOOD, Settings())
    if (folder / "secret.txt").exists() and os.getuid() == 0:
        os.seteuid(NOBODY)  # nothing is forbidden to root
    started = time.perf_counter()
    found = find_notes([folder])
    reasons = Counter(failure.reason for failure in found.failures)
    done = 0
    for note in found.notes:
        try:
            read(note.path, Settings(), name=note.name)
            done += 1
        except NotesError as error:
            reasons[error.reason] += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"read": done, "reasons": reasons, "s": time.perf_counter() - started, "mb": peak}
        )
    )


def main(chosen: list[str]) -> None:
    """Print the table."""
    print("| case | read | told | seconds | peak MB |\n| --- | --- | --- | --- | --- |")
    for name in chosen or CASES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            folder.chmod(0o755)
            (folder / GOOD).write_text(TEXT)
            CASES[name](folder)
            command = [sys.executable, "-c", "import sys; from bench.hostile import look, Path; look(Path(sys.argv[1]))", place]  # fmt: skip
            with disturbed(folder):
                done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"| {name} | CRASH | {done.stderr.strip().splitlines()[-1]} | | |")
            else:
                row = json.loads(done.stdout)
                told = "; ".join(f"{reason} (×{count})" for reason, count in sorted(row["reasons"].items()))  # fmt: skip
                print(f"| {name} | {row['read']} | {told} | {row['s']:.1f} | {row['mb']:.0f} |")
            if name in ("deep", "forbidden"):
                subprocess.run(["chmod", "-R", "u+rwX", place], check=False, capture_output=True)
                subprocess.run(["rm", "-rf", *map(str, folder.iterdir())], check=False)


if __name__ == "__main__":
    main(sys.argv[1:])
