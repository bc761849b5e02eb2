"""Measures files that were changed at random: the processor's time and the memory that each takes.

Runs alone (`make fuzz`): the figures are those of the machine.
"""

import resource
import time
from collections import Counter

import pytest

from tests.spreadsheets.changed_files import change, own_sheet
from tests.spreadsheets.importing import read

pytestmark = pytest.mark.fuzz
FILES = 500
MOST_SECONDS, MOST_MEGABYTES = 2, 150


@pytest.mark.parametrize("periods", [3, 400])
def test_no_changed_file_takes_long_or_much(periods, capsys):
    sheet = own_sheet(periods)
    read("k.xlsx", sheet)
    answers, seconds = Counter(), []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in range(FILES):
        kind, content = change(sheet, seed)
        began = time.process_time()
        found = read("k.xlsx", content)
        seconds.append(time.process_time() - began)
        answers[kind.value, "refused" if isinstance(found, str) else "read"] += 1
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with capsys.disabled():
        print(f"\n{FILES} files from {periods} periods ({len(sheet) // 1024} KB): {dict(answers)}")
        print(f"at most {max(seconds):.2f} s of processor and {megabytes:.0f} MB more in all")
    assert max(seconds) < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
