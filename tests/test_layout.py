"""Checks the names of modules in apps (decision 0401) and the sizes of files and functions."""

import ast
from pathlib import Path

import pytest

from tests.source_files import NO_APPS, ROOT, app_folders, position, python_files, syntax_tree

LAYERS = {
    "access",
    "models",
    "domain",
    "services",
    "selectors",
    "presenters",
    "charts",
    "forms",
    "views",
    "exports",
    "imports",
    "admin",
    "management",
}
# Names that Django and other packages look for, or that their documentation gives.
FRAMEWORK_NAMES = {
    "__init__",
    "adapter",
    "apps",
    "backends",
    "checks",
    "context_processors",
    "middleware",
    "migrations",
    "receivers",
    "signals",
    "tasks",
    "templatetags",
    "translation",
    "urls",
    "validators",
}
# Libraries of the apps above them: their modules are named for their subject.
LIBRARIES = {"localization", "web"}
# Where the apps above tell an app what they add to its pages.
REGISTRIES = {
    "accounts": {"registry"},
    "content": {"registry"},
}
# Names that say nothing.
REFUSED = {"base", "common", "core", "helpers", "lib", "misc", "shared", "tools", "util", "utils"}
# Folders without modules, beside the layers: texts and figures that a release loads.
SEED_FOLDERS = {"content"}

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
FOLDERS = [ROOT / name for name in sorted(NO_APPS)] + app_folders()


def test_every_package_is_an_app_or_known():
    packages = {file.parent for file in ROOT.glob("*/__init__.py")}
    assert {folder.name for folder in packages - set(app_folders())} == NO_APPS


@pytest.mark.parametrize("app", app_folders(), ids=lambda folder: folder.name)
def test_modules_of_an_app_have_agreed_names(app: Path):
    if app.name in LIBRARIES:
        return
    modules = {
        path.stem
        for path in app.iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))
    }
    assert modules - LAYERS - FRAMEWORK_NAMES - REGISTRIES.get(app.name, set()) == set()
    files = [file for file in app.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    folders = {file.relative_to(app).parts[0] for file in files if file.parent != app}
    assert folders - modules - SEED_FOLDERS == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_module_names_say_something(folder: Path):
    named_for_nothing = [
        position(file, 1)
        for file in python_files(folder)
        if {file.stem, *file.relative_to(folder).parent.parts} & REFUSED
        and file != ROOT / "config" / "settings" / "base.py"  # Django's custom
    ]
    assert named_for_nothing == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files_are_short(folder: Path):
    lengths = {file: len(file.read_text().splitlines()) for file in python_files(folder)}
    long = [
        f"{position(file, 1)} has {lines} lines"
        for file, lines in lengths.items()
        if lines > MOST_LINES_OF_A_FILE
    ]
    assert long == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_functions_are_short(folder: Path):
    long = []
    for file in python_files(folder):
        for node in ast.walk(syntax_tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long.append(f"{position(file, node.lineno)} {node.name} has {lines} lines")
    assert long == []
