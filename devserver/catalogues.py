"""Compiles the interface's message catalogues with polib (no gettext needed), and checks that nothing is missing."""

import os
import string
from pathlib import Path

import polib


def compile_all(folder: Path) -> None:
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            part = target.with_name(f".{target.name}.{os.getpid()}.part")
            polib.pofile(str(source)).save_as_mofile(str(part))
            part.replace(target)  # never half a catalogue for a process that is starting


def placeholders(text: str) -> set[str]:
    """`%(name)s`, `%s` and `{name}` of a message."""
    found = {part.split(")")[0] for part in text.split("%(")[1:]}
    found |= {"%s"} if "%s" in text else set()
    if "{" in text:
        found |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return found


def problems(catalogue: polib.POFile) -> list[str]:
    found = []
    for entry in catalogue:
        if entry.obsolete:
            found.append(f"obsolete: {entry.msgid!r}")
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if "fuzzy" in entry.flags:
            found.append(f"fuzzy: {entry.msgid!r}")
        if not all(texts):
            found.append(f"missing: {entry.msgid!r}")
            continue
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
        optional = wanted if entry.msgid_plural else set()
        for text in texts:
            if placeholders(text) - wanted or (wanted - optional) - placeholders(text):
                found.append(f"placeholders differ: {entry.msgid!r} / {text!r}")
    return found


def main(folder: Path, *, check: bool) -> int:
    compile_all(folder)
    count = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if check else []:
        for problem in problems(polib.pofile(str(source))):
            print(f"{source.relative_to(folder.parent)}: {problem}")
            count += 1
    if check:
        print(f"Catalogues: {count} missing, fuzzy, obsolete or broken messages.")
    return 1 if count else 0
