from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "web"

    def ready(self) -> None:
        from web.text_fields import refuse_control_characters

        refuse_control_characters()
