"""Adds an account's results to its export: tables, texts of the questionnaires, and reports."""

import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.registry import ExportFiles, ExportSubject, register_export_files
from accounts.selectors import get_brand
from assessments.exports.pdf import pdf_bytes
from assessments.exports.result_report import result_report
from assessments.exports.workbooks import history_workbook
from assessments.models import Questionnaire
from assessments.presenters import table
from assessments.selectors.account_results import AccountResults
from assessments.selectors.content import QuestionnaireContent, questionnaire_content
from assessments.selectors.results import load_stored_result
from spreadsheets.writers import render_csv

File = tuple[str, Any]


@register_export_files
def assessment_files(subject: ExportSubject) -> Iterator[ExportFiles]:
    """Yields all results as CSV, XLSX and reports, and the texts that their keys stand for."""
    results = AccountResults(subject.account, subject.language, subject.revision)
    name = pgettext("name of a file", "assessments")
    yield _one_file(
        f"csv/{name}.csv",
        _("All completed assessments: overall score, sections and statements, with notes."),
        partial(_write_csv, results=results, subject=subject),
    )
    yield _one_file(
        f"xlsx/{name}.xlsx",
        _("All completed assessments as an Excel workbook, with an overview."),
        partial(_write_xlsx, results=results, subject=subject),
    )
    yield ExportFiles(
        f"pdf/{_report_name('*')}",
        _("The report of each completed assessment, by date."),
        len(results),
        _reports(results, subject),
    )
    yield _one_file(
        "data/questionnaires.json",
        _("The questionnaires that you answered: sections, statements and stages by their keys."),
        partial(_write_questionnaires, subject=subject),
    )


def _one_file(path: str, description: str, write: Any) -> ExportFiles:
    return ExportFiles(path, description, 1, [(path, write)])


def _write_csv(file: IO[bytes], *, results: AccountResults, subject: ExportSubject) -> None:
    file.write(render_csv([table.columns()], subject.language))
    for batch in results.batches():
        rows = table.rows(subject.account.name, batch)
        file.write(render_csv(rows, subject.language).removeprefix(BOM_UTF8))


def _write_xlsx(file: IO[bytes], *, results: AccountResults, subject: ExportSubject) -> None:
    today = timezone.localdate()
    file.write(history_workbook(subject.account, results, today=today))


def _reports(results: AccountResults, subject: ExportSubject) -> Iterator[File]:
    """Yields the report of each result; the second of a day has a number behind the day."""
    brand, days = get_brand(subject.account), Counter[str]()
    for stored in results:
        day = stored.day.isoformat()
        days[day] += 1
        path = _report_name(day if days[day] == 1 else f"{day}-{days[day]}")

        def write(file: IO[bytes], assessment: Any = stored.assessment) -> None:
            result = load_stored_result(
                assessment, subject.language, subject.revision, with_previous=True
            )
            file.write(pdf_bytes(result_report(subject.account.name, result), brand))

        yield f"pdf/{path}", write


def _report_name(day: str) -> str:
    return pgettext("name of a file", "report-%(date)s.pdf") % {"date": day}


def _write_questionnaires(file: IO[bytes], *, subject: ExportSubject) -> None:
    used = Questionnaire.objects.filter(assessments__account=subject.account).distinct()
    data = [
        {
            "questionnaire_id": row.pk,
            "version": row.version,
            **_texts(questionnaire_content(row.pk, subject.language, subject.revision)),
        }
        for row in used.order_by("version")
    ]
    file.write(json.dumps(data, ensure_ascii=False, indent=1).encode())


def _texts(content: QuestionnaireContent) -> dict[str, Any]:
    return {
        "language": content.language,
        "stages": [{"key": stage.key, "name": str(stage.name)} for stage in content.stages],
        "sections": [
            {
                "key": section.key,
                "name": str(section.name),
                "statements": [
                    {"key": each.key, "text": str(each.text)} for each in section.statements
                ],
            }
            for section in content.sections
        ],
    }
