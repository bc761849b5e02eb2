from django.urls import path

from assessments.views import beginning, comparison, history, questionnaire, result

app_name = "assessments"
urlpatterns = [
    path("", history.assessment_list, name="list"),
    path("compare/", comparison.compare_page, name="compare"),
    path("new/", beginning.begin, name="new"),
    path("start/", questionnaire.start, name="start"),
    path("<uuid:assessment_id>/", questionnaire.resume, name="resume"),
    path("<uuid:assessment_id>/sections/<str:section_key>/", questionnaire.section, name="section"),
    path("<uuid:assessment_id>/review/", questionnaire.review, name="review"),
    path("<uuid:assessment_id>/delete/", history.assessment_delete, name="delete"),
    path("<uuid:assessment_id>/result/", result.result_page, name="result"),
    path("<uuid:assessment_id>/result.json", result.result_json, name="result_json"),
]
