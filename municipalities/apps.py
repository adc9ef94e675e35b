from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"

    def ready(self):
        from municipalities.publication import register_kinds

        register_kinds()
