"""Writes `jgo.lock.toml` anew from `jgo.toml`. For developers who change the version; needs Maven."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

from neo4j_jars import HERE, LOCK, Jar, maven_copy, pom, sha256

HEADER = """# Every jar of `jgo.toml`, as `python ops/neo4j/neo4j_lock.py` found them.
# Written by a program: change jgo.toml instead.
[environment]
name = "neo4j"
min_java_version = 17
"""


def main() -> int:
    """Resolve, hash, write."""
    wanted = tomllib.loads((HERE / "jgo.toml").read_text(encoding="utf-8"))["dependencies"]["coordinates"]
    parts = [coordinate.split(":") for coordinate in wanted]
    jars = [Jar(group, artifact, version, "", "") for group, artifact, version in parts]
    with tempfile.TemporaryDirectory() as folder:
        done = maven_copy(pom(jars, transitive=True), Path(folder), layout=True)
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            return 1
        found = sorted(_jar(path, Path(folder)) for path in Path(folder).rglob("*.jar"))
    LOCK.write_text(HEADER + "".join(map(_entry, found)), encoding="utf-8")
    print(f"{len(found)} jars")
    return 0


def _jar(path: Path, root: Path) -> Jar:
    *group, artifact, version, name = path.relative_to(root).parts
    classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    return Jar(".".join(group), artifact, version, classifier, sha256(path))


def _entry(jar: Jar) -> str:
    classifier = f'classifier = "{jar.classifier}"\n' if jar.classifier else ""
    return (
        f'\n[[dependencies]]\ngroupId = "{jar.group}"\nartifactId = "{jar.artifact}"\nversion = "{jar.version}"\n'
        f'packaging = "jar"\n{classifier}sha256 = "{jar.sha256}"\n'
    )


if __name__ == "__main__":
    sys.exit(main())
