from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"

    def ready(self):
        from initiatives.projection import register_kinds

        register_kinds()
