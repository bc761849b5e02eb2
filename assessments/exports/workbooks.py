"""Writes results as workbooks in the active language: a summary with charts, and every answer."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _

from accounts.models import Account
from assessments.exports.summary_sheet import history_summary, result_summary
from assessments.presenters import table
from assessments.selectors.results import StoredResult
from localization.languages import current_language
from spreadsheets.sheets import Book, Sheet
from spreadsheets.styles import name_width
from spreadsheets.writers import render_xlsx

ANSWER_WIDTHS = (26, 14, 18, 10, 14, 28, 64, 34, 11, 26, 50)
"""Of the columns of `table.columns`, in characters."""
RESULT_WIDTHS = (14, 18, 10, 12, 20)
"""Of the first columns of `table.overview_columns`."""


def result_workbook(company: str, stored: StoredResult, *, today: date, country: str = "") -> bytes:
    """Returns the workbook of one result, compared with the previous one where that is given."""
    sheets = [
        result_summary(company, stored, today),
        _answers_sheet(company, [stored]),
    ]
    return _render(_("Result"), sheets, company, country)


def history_workbook(account: Account, results: Sequence[StoredResult], *, today: date) -> bytes:
    """Returns the workbook of all results, which are given from the newest to the oldest."""
    columns = table.overview_columns(results)
    sections = columns[len(RESULT_WIDTHS) :]
    overview = Sheet(
        title=_("Results"),
        rows=[columns, *table.overview_rows(results)],
        widths=[*RESULT_WIDTHS, *(name_width(name, lines=2) for name in sections)],
        number_columns={2, 3, *range(len(RESULT_WIDTHS), len(columns))},
        has_filter=True,
    )
    sheets = [
        history_summary(account.name, results, today),
        overview,
        _answers_sheet(account.name, results),
    ]
    return _render(_("Assessments"), sheets, account.name, account.country)


def _render(title: str, sheets: Sequence[Sheet], company: str, country: str) -> bytes:
    return render_xlsx(
        Book(
            title=title,
            subject=company,
            sheets=sheets,
            language=current_language(),
            country=country,
        )
    )


def _answers_sheet(company: str, results: Sequence[StoredResult]) -> Sheet:
    return Sheet(
        title=_("Answers"),
        rows=chain([table.columns()], table.rows(company, results)),
        widths=ANSWER_WIDTHS,
        number_columns={3, 8},
        wraps_text=True,
        has_filter=True,
    )
