from django.urls import path

from assessments.views import (
    claims,
    comparison,
    downloads,
    history,
    questionnaire,
    result,
    sharing,
    start,
    statement,
    withdrawal,
)

app_name = "assessments"
urlpatterns = [
    path("", history.assessment_list, name="list"),
    path("compare/", comparison.compare_page, name="compare"),
    path("compare.pdf", downloads.comparison_pdf, name="compare_pdf"),
    path("statements/<slug:key>/", statement.statement_history, name="statement"),
    path("export.csv", downloads.history_csv, name="history_csv"),
    path("export.xlsx", downloads.history_xlsx, name="history_xlsx"),
    path("export.json", downloads.history_json, name="history_json"),
    path("new/", start.begin, name="new"),
    path("start/", start.start, name="start"),
    path("claim/", claims.claim, name="claim"),
    path("<uuid:assessment_id>/", questionnaire.resume, name="resume"),
    path("<uuid:assessment_id>/sections/<str:section_key>/", questionnaire.section, name="section"),
    path("<uuid:assessment_id>/review/", questionnaire.review, name="review"),
    path("<uuid:assessment_id>/delete/", history.assessment_delete, name="delete"),
    path("<uuid:assessment_id>/result/", result.result_page, name="result"),
    path("<uuid:assessment_id>/result.json", result.result_json, name="result_json"),
    path("<uuid:assessment_id>/result.csv", downloads.result_csv, name="result_csv"),
    path("<uuid:assessment_id>/result.xlsx", downloads.result_xlsx, name="result_xlsx"),
    path("<uuid:assessment_id>/result.pdf", downloads.result_pdf, name="result_pdf"),
    path("<uuid:assessment_id>/withdraw/", withdrawal.withdraw, name="withdraw"),
    path("<uuid:assessment_id>/put-back/", withdrawal.put_back, name="put_back"),
    path("<uuid:assessment_id>/links/", sharing.links, name="links"),
    path("<uuid:assessment_id>/links/<uuid:link_id>/revoke/", sharing.revoke, name="revoke"),
]
