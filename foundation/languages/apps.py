from django.apps import AppConfig

from foundation.values.phrases import speak_with


class LanguagesConfig(AppConfig):
    """Lets phrases speak the language of the page."""

    name = "foundation.languages"

    def ready(self) -> None:
        from foundation.languages.spoken import spoken

        speak_with(spoken)
