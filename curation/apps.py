from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "curation"

    def ready(self):
        from curation.publication import register_kinds

        register_kinds()
