#!/usr/bin/env python
"""Django's command line for Kustlijn, in the language of the terminal."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapping.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.utils.translation import activate

    from mapping.terminal import language_of_terminal

    try:
        django.setup()
        activate(language_of_terminal(os.environ))
    except ImproperlyConfigured:
        pass  # What is missing is told by the command, if it needs it.
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
