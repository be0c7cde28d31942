"""What README and guides say: their commands run and print what is shown, and nothing is named that does not exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

from parkgraph.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("guide-*.md"))]
OWN = re.compile(r"(?<![\w./-])parkgraph (?!is|reads|takes|your)([a-z]+)((?:[^`#\n]|\"[^\"]*\")*)")


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_readme", ROOT / "docs" / "generate_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_commands_of_the_readme_print_what_it_shows(readme, tmp_path):
    page = readme.README.read_text(encoding="utf-8")
    assert len(readme.commands(page)) >= 8
    found = "".join(readme.differences(page, readme.generate(page, tmp_path)))
    assert not found, f"run `make docs`:\n{found}"


def test_a_failing_command_is_told(readme, tmp_path):
    with pytest.raises(readme.CommandFailedError, match="exit code 3"):
        readme.generate("```console\n$ exit 3\n```", tmp_path)


def test_differing_output_is_found_and_passing_figures_are_not(readme):
    page = 'a\n"confidence": 0.91,\n'
    assert not list(readme.differences(page, page.replace("0.91", "0.73")))
    assert list(readme.differences(page, page.replace("a", "b")))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_name_commands_and_options_that_exist(page):
    group = typer.main.get_group(app)
    named = 0
    for name, rest in OWN.findall(page.read_text(encoding="utf-8")):
        command = group.commands.get(name)
        assert command is not None, f"parkgraph {name}"
        options = {option for parameter in command.params for option in parameter.opts}
        used = re.findall(r"(?<![\w-])--[a-z]+", rest.split("|")[0].split("--cypher")[0])
        assert set(used) <= options, f"parkgraph {name}{rest}"
        named += 1
    assert named >= 3


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_link_to_files_and_targets_that_exist(page):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert link.startswith("https://") or (page.parent / link).exists(), link
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z0-9-]+)|`make ([a-z0-9-]+)`", text, re.MULTILINE)) <= {
        pair for target in targets for pair in ((target, ""), ("", target))
    }
