"""A PostgreSQL server of Debian's packages for the time of a test run, on a socket of its own."""

import contextlib
import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

INSTALL = "PostgreSQL is not installed: apt-get install postgresql, or put pg_ctl on the PATH"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextlib.contextmanager
def server(bin: Path) -> Iterator[str]:
    """The URL of a running server's database."""
    # The server refuses root, so that it runs as the user of Debian's package there.
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="notesnlp-pg-"))
    as_user: dict[str, object] = {"cwd": folder, "check": True, "capture_output": True}
    if os.geteuid() == 0:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = folder / "data"
    quick = "-c fsync=off -c listen_addresses='' -c max_connections=40"
    try:
        subprocess.run(
            [bin / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"],
            **as_user,
        )
        # The server keeps what it inherits open, so that it must not inherit a pipe.
        subprocess.run(
            [bin / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"{quick} -k {folder}", "start"],
            **(as_user | {"capture_output": False, "stdout": subprocess.DEVNULL}),
        )  # fmt: skip
        yield f"postgresql://tester@/postgres?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            subprocess.run([bin / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **as_user)
        shutil.rmtree(folder, ignore_errors=True)
