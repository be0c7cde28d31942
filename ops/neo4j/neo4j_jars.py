"""The jars of the server: which ones (`jgo.lock.toml`), and how they get into a folder with their sums verified."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
LOCK = HERE / "jgo.lock.toml"
PARALLEL = 8
MAVEN_TIMEOUT_S = 900


class Jar(NamedTuple):
    """One line of the lock."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def file_name(self) -> str:
        """Name of the jar in the class path folder."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"

    @property
    def repository_path(self) -> str:
        """Where a Maven repository keeps it."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file_name}"


class FetchError(Exception):
    """The jars could not be had, or are not those of the lock."""


def locked() -> list[Jar]:
    """All jars of the lock."""
    table = tomllib.loads(LOCK.read_text(encoding="utf-8"))
    return [
        Jar(d["groupId"], d["artifactId"], d["version"], d.get("classifier", ""), d["sha256"])
        for d in table["dependencies"]
    ]


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing(folder: Path) -> list[Jar]:
    """Jars that are not in `folder`, or not with the sum of the lock."""
    return [jar for jar in locked() if not _is(folder / jar.file_name, jar)]


def fetch(folder: Path) -> int:
    """Put every jar into `folder`; gives how many had to be fetched. What is there and right stays.

    Maven is used where it is installed and works, else jgo, which needs Python alone. Raises FetchError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    todo = missing(folder)
    wanted = len(todo)
    names = {jar.file_name for jar in locked()}
    for stray in sorted(folder.glob("*.jar")):
        if stray.name not in names:  # of an older lock: two versions of a class must not meet on one class path
            stray.unlink()
    if todo and shutil.which("mvn"):
        _say(f"fetching {len(todo)} jars with Maven")
        _with_maven(todo, folder)
        todo = missing(folder)
    if todo:
        _say(f"fetching {len(todo)} jars with jgo")
        _with_jgo(todo, folder)
        todo = missing(folder)
    if todo:
        raise FetchError(f"{len(todo)} jars are missing or have another sum than the lock, {todo[0].file_name} first")
    return wanted


def maven_copy(pom: str, folder: Path, *, layout: bool = False) -> subprocess.CompletedProcess[str]:
    """Let Maven copy what a POM depends on into `folder`; with `layout`, as a repository."""
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "pom.xml").write_text(pom, encoding="utf-8")
        command = ["mvn", "-q", "-B", "-f", f"{work}/pom.xml", "dependency:copy-dependencies"]
        command += [f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
        command += [f"-Dmdep.useRepositoryLayout={str(layout).lower()}"]
        return subprocess.run(
            [shutil.which("mvn") or "mvn", *command[1:]],
            capture_output=True,
            text=True,
            timeout=MAVEN_TIMEOUT_S,
            check=False,
        )


def pom(jars: Iterable[Jar], *, transitive: bool) -> str:
    """A POM that depends on the jars, and with `transitive` on all that they need."""
    alone = "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>"
    lines = [
        f"<dependency><groupId>{j.group}</groupId><artifactId>{j.artifact}</artifactId><version>{j.version}</version>"
        + (f"<classifier>{j.classifier}</classifier>" if j.classifier else "")
        + ("" if transitive else alone)
        + "</dependency>"
        for j in jars
    ]
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>parkgraph</groupId><artifactId>neo4j-jars</artifactId><version>1</version>"
        f"<packaging>pom</packaging><dependencies>{''.join(lines)}</dependencies></project>"
    )


def _with_maven(jars: list[Jar], folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as staging:
        try:
            done = maven_copy(pom(jars, transitive=False), Path(staging))
        except (OSError, subprocess.TimeoutExpired) as error:
            _say(f"Maven does not work here ({error})")
            return
        if done.returncode:
            _say(f"Maven failed: {(done.stdout + done.stderr).strip().splitlines()[:1]}")
        for jar in jars:
            _take(Path(staging) / jar.file_name, jar, folder)


def _with_jgo(jars: list[Jar], folder: Path) -> None:
    try:
        from jgo.maven import MavenContext
    except ImportError as error:
        raise FetchError("neither Maven nor jgo is here: install Maven, or `pip install jgo`") from error
    repository = folder.parent / "repository"
    context = MavenContext(repo_cache=repository, timeout=60)

    def one(jar: Jar) -> None:
        kept = repository / jar.repository_path
        if kept.exists() and not _is(kept, jar):
            kept.unlink()  # an interrupted download
        if not kept.exists():
            context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier).resolve()
        _take(kept, jar, folder)

    with ThreadPoolExecutor(PARALLEL) as pool:
        for jar, future in [(jar, pool.submit(one, jar)) for jar in jars]:
            try:
                future.result()
            except Exception as error:
                _say(f"{jar.file_name}: {error}")
    shutil.rmtree(repository, ignore_errors=True)


def _take(source: Path, jar: Jar, folder: Path) -> None:
    """Move a jar into the folder, but only the one of the lock; the rename makes it appear whole or not at all."""
    if not source.exists():
        return
    if not _is(source, jar):
        _say(f"{jar.file_name} has another SHA-256 sum than the lock says: refused")
        source.unlink()
        return
    shutil.move(source, folder / f"{jar.file_name}.part")
    (folder / f"{jar.file_name}.part").replace(folder / jar.file_name)


def _is(path: Path, jar: Jar) -> bool:
    return path.is_file() and sha256(path) == jar.sha256


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
