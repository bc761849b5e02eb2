from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "web"

    def ready(self) -> None:
        from web.log_secrets import mask_log_records
        from web.text_fields import refuse_control_characters

        refuse_control_characters()
        mask_log_records()
