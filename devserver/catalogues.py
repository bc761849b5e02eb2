"""Compiles and checks the translations of the interface, with polib: GNU gettext is not needed.

The catalogue of English is another kind: it rewords sentences of packages, and holds nothing else.
"""

import ast
import os
import re
import string
from pathlib import Path

import polib

SOURCE_LANGUAGE = "en"
COLLECTED = "localization/package_messages*.py"


def compile_all(folder: Path) -> None:
    """Compiles each django.po below the folder that is newer than its django.mo."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Written under another name first, so that no other process reads an incomplete file.
            temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
            polib.pofile(str(source)).save_as_mofile(str(temporary))
            temporary.replace(target)


def placeholders(text: str) -> set[str]:
    """Returns the names of the placeholders in a message: `%(name)s`, `%s` and `{name}`."""
    names = set(re.findall(r"%\(([^)]*)", text))
    if "%s" in text:
        names.add("%s")
    if "{" in text:
        names |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return names


def list_problems(catalogue: polib.POFile) -> list[str]:
    """Lists messages that are obsolete, fuzzy, missing or have other placeholders."""
    problems = []
    for entry in catalogue:
        if entry.obsolete:
            problems.append(f"obsolete: {entry.msgid!r}")
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if "fuzzy" in entry.flags:
            problems.append(f"fuzzy: {entry.msgid!r}")
        if not all(texts):
            problems.append(f"missing: {entry.msgid!r}")
            continue
        expected = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
        optional = expected if entry.msgid_plural else set()
        for text in texts:
            if placeholders(text) - expected or (expected - optional) - placeholders(text):
                problems.append(f"placeholders differ: {entry.msgid!r} / {text!r}")
    return problems


def collected_messages(root: Path) -> set[str]:
    """Returns the texts of packages that the project collects; the modules are not imported."""
    calls = [
        node
        for file in sorted(root.glob(COLLECTED))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    ]
    texts = [
        argument.value
        for call in calls
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]
    return {text for text in texts if isinstance(text, str)}


def list_uncollected(catalogue: polib.POFile, collected: set[str]) -> list[str]:
    """Lists messages of English that no package has: our own are reworded where they stand."""
    present = [entry.msgid for entry in catalogue if not entry.obsolete]
    return [f"in no package: {message!r}" for message in present if message not in collected]


def main(folder: Path, *, check: bool) -> int:
    """Compiles all catalogues; with `check`, prints the problems and returns 1 if there are any."""
    compile_all(folder)
    count = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if check else []:
        catalogue = polib.pofile(str(source))
        problems = list_problems(catalogue)
        if source.parts[-3] == SOURCE_LANGUAGE:
            problems += list_uncollected(catalogue, collected_messages(folder.parent))
        for problem in problems:
            print(f"{source.relative_to(folder.parent)}: {problem}")
            count += 1
    if check:
        print(f"Catalogues: {count} missing, fuzzy, obsolete or broken messages.")
    return 1 if count else 0
