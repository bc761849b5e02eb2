"""Registers the admin of the questionnaire: its versions, their structure and their texts."""

from authoring.admin import content, questionnaire  # noqa: F401 - registers the model admins
