from django.apps import AppConfig


class LocalizationConfig(AppConfig):
    name = "localization"
