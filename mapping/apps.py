from django.apps import AppConfig


class MappingConfig(AppConfig):
    name = "mapping"

    def ready(self):
        from curation.outbox import performs
        from mapping.snapshot.current import refresh

        performs("snapshot", lambda content: refresh())
