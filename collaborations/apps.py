from django.apps import AppConfig


class CollaborationsConfig(AppConfig):
    name = "collaborations"

    def ready(self):
        from collaborations.projection import register_kinds

        register_kinds()
