"""Checks that docstrings begin with a verb in the third person, as «Returns the result» does."""

import ast
import re
from pathlib import Path

import pytest

from tests.source_files import NO_APPS, ROOT, app_folders, position, python_files, syntax_tree

FOLDERS = [ROOT / name for name in sorted(NO_APPS)] + app_folders()
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
# One word and a space, perhaps compound («Re-reads»).
VERB = re.compile(r"[A-Z][a-z]*(-[a-z]+)*s(?=[ \n])")
# They end as verbs do, and are none. (Lists, names, groups, answers and scores can be verbs.)
OTHER_WORDS = re.compile(
    r"(Accounts|Across|Addresses|Always|As|Assessments|Benchmarks|Bounds|Browsers|Bytes"
    r"|Cells|Characters|Choices|Classes|Clients|Codes|Columns|Companies|Constraints"
    r"|Conversions|Countries|Currencies|Dates|Days|Decimals|Decisions|Defaults|Definitions"
    r"|Details|Differences|Drafts|Entries|Errors|Fields|Figures|Files|Forms|Formulas"
    r"|Functions|Headers|Inputs|Its|Keys|Languages|Leavers|Lines|Members|Memberships"
    r"|Messages|Models|Months|Numbers|Options|Pages|Pairs|Parameters|Parts|Perhaps|Periods"
    r"|Permissions|Placeholders|Quarters|Questionnaires|Questions|Responses|Results|Roles"
    r"|Rows|Rules|Sections|Sentences|Services|Settings|Sheets|Stages|Statements|Statistics"
    r"|Strings|Tables|Terms|Texts|This|Tickets|Translations|Units|Us|Users|Values|Versions"
    r"|Ways|Words)\b"
)


def wrong_docstrings(file: Path) -> list[str]:
    """Returns the position and first words of each docstring that begins otherwise."""
    wrong = []
    for node in ast.walk(syntax_tree(file)):
        if not isinstance(node, DOCUMENTED):
            continue
        text = ast.get_docstring(node)
        if text is None:
            continue
        first = VERB.match(text)
        if first is None or OTHER_WORDS.match(text):
            line = node.body[0].lineno
            wrong.append(
                f"{position(file, line)} {text.splitlines()[0][:60] if text else '(empty)'}"
            )
    return wrong


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_docstrings_begin_with_a_verb(folder: Path):
    wrong = [line for file in python_files(folder) for line in wrong_docstrings(file)]
    assert not wrong, f"{len(wrong)} docstrings:\n" + "\n".join(wrong)
