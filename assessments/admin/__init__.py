"""What staff do with questionnaires and see of assessments."""

from assessments.admin import content, numbers, questionnaire  # noqa: F401 - they register themselves
