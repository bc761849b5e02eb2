"""Holds the form of docstrings: they begin with a verb in the third person, «Returns the previous result»."""

import ast
import re
from pathlib import Path

import pytest

from tests.source_files import NO_APPS, ROOT, app_folders, position, python_files, syntax_tree

FOLDERS = [ROOT / name for name in sorted(NO_APPS - {"tests"})] + app_folders()
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
# One word, perhaps compound («Re-reads»); `Django's` and `make` in backticks are none.
VERB = re.compile(r"[A-Z][a-z]*(-[a-z]+)*s\b(?![’'-])")
# They end as verbs do, and are none. (Lists, names, groups, answers, scores and the like can be verbs.)
OTHER_WORDS = re.compile(
    r"(Accounts|Across|Addresses|Always|As|Assessments|Bounds|Bytes|Cells|Characters|Choices|Classes"
    r"|Codes|Columns|Companies|Constraints|Currencies|Dates|Days|Decisions|Defaults|Definitions|Details"
    r"|Differences|Entries|Errors|Fields|Figures|Files|Forms|Formulas|Functions|Headers|Inputs|Its|Keys"
    r"|Languages|Members|Memberships|Messages|Models|Months|Numbers|Options|Pages|Pairs|Parameters"
    r"|Perhaps|Periods|Permissions|Placeholders|Quarters|Questionnaires|Questions|Responses|Results"
    r"|Roles|Rows|Rules|Sections|Sentences|Services|Settings|Stages|Statements|Statistics|Strings"
    r"|Tables|Terms|Texts|This|Translations|Units|Us|Users|Values|Versions|Words)\b"
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
