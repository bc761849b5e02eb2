"""Checks that `make messages` sees every message, and that none is translated too early."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_files import NO_APPS, ROOT, app_folders, position, python_files, syntax_tree

FOLDERS = [ROOT / name for name in sorted(NO_APPS - {"tests"})] + app_folders()
# The functions that makemessages tells xgettext, by the names it looks for.
OF_ONE_TEXT = {"gettext", "gettext_lazy", "gettext_noop"}
FUNCTIONS = OF_ONE_TEXT | {
    "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy",
}  # fmt: skip
AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
"""Translate when they are called: while a module is imported, no reader is known."""


def imported(tree: ast.Module) -> dict[str, str]:
    """Returns which function of Django's translation each name of a module stands for."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }


def is_seen(name: str, function: str) -> bool:
    return name == function or (name == "_" and function in OF_ONE_TEXT)


def unseen_names(tree: ast.Module) -> list[int]:
    """Returns the lines where a function gets a name that xgettext does not look for."""
    names = imported(tree)
    hidden = {name for name, function in names.items() if not is_seen(name, function)}
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        and any((alias.asname or alias.name) in hidden for alias in node.names)
    ]
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return lines + [
        node.lineno
        for node in ast.walk(tree)
        if id(node) not in called and name_of(node, names) in FUNCTIONS
    ]


def name_of(node: ast.AST, names: dict[str, str]) -> str:
    """Returns the function of Django's that a name, or an attribute such as `t.gettext`, is."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "") if isinstance(node.ctx, ast.Load) else ""
    return node.attr if isinstance(node, ast.Attribute) else ""


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yields what Python runs while it imports a module: no bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in [*child.decorator_list, child.args]:
                yield part
                yield from run_at_import(part)
        elif not isinstance(child, ast.Lambda):
            yield child
            yield from run_at_import(child)


def early_translations(tree: ast.Module) -> list[int]:
    """Returns the lines where a text is translated while the module is imported."""
    names = imported(tree)
    return [
        node.lineno
        for node in run_at_import(tree)
        if isinstance(node, ast.Call) and name_of(node.func, names) in AT_ONCE
    ]


def places(folder: Path, find) -> list[str]:
    return [
        position(file, line) for file in python_files(folder) for line in find(syntax_tree(file))
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_message_is_extracted(folder):
    assert places(folder, unseen_names) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_translated_before_there_is_a_reader(folder):
    assert places(folder, early_translations) == []


@pytest.mark.parametrize(
    ("line", "unseen"),
    [
        ("from django.utils.translation import gettext as _now", True),
        ("from django.utils.translation import ngettext as _", True),
        ("from django.utils.translation import gettext\nlater = gettext", True),
        ("from django.utils import translation\nlater = translation.gettext", True),
        ("from django.utils.translation import gettext as _\n_('Hello')", False),
        ("from django.utils.translation import pgettext\npgettext('noun', 'Mail')", False),
        ("from django.utils import translation\ntranslation.gettext('Hello')", False),
    ],
)
def test_another_name_is_noticed(line, unseen):
    assert bool(unseen_names(ast.parse(line))) is unseen


@pytest.mark.parametrize(
    ("code", "early"),
    [
        ("NAME = _('Name')", True),
        ("class A:\n    @display(description=_('Name'))\n    def f(self): ...", True),
        ("def f(name=_('Name')): ...", True),
        ("def f():\n    return _('Name')", False),
    ],
)
def test_an_early_translation_is_noticed(code, early):
    tree = ast.parse(f"from django.utils.translation import gettext as _\n{code}")
    assert bool(early_translations(tree)) is early
