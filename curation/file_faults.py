"""Why a file cannot be read or written, in words: the system says so in English only, and not what to do."""

import errno

from django.utils.translation import gettext as _


def why_not(error: OSError | UnicodeDecodeError) -> str:
    """What kept a file from being opened, read or written."""
    if isinstance(error, UnicodeDecodeError):
        return _("it is no text in UTF-8; save it as CSV UTF-8")
    if isinstance(error, FileNotFoundError):
        return _("there is no such file or folder")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("whoever runs this may not open it")
    if error.errno == errno.ENOSPC:
        return _("the disk is full")
    return error.strerror or str(error)
