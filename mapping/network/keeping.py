"""Results that take a while, kept in files beside the snapshot: keyed by the field's revision, so that they survive a
restart and are gone as soon as the field changes (and with it anything that was withdrawn). Another version of the
software works them out anew.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson
from django.conf import settings

MOST = 1_000
"""Results of each name that are kept of a revision; a visitor who asks for every day and filter fills no disk, and who
asks for the chains of everybody takes no place from the numbers of a field."""
PACKAGES = ("collaborations", "mapping")
"""Where results are worked out."""


def folder() -> Path:
    """Where results are kept, in a folder for each revision."""
    return Path(settings.DATA_DIR) / "snapshot" / "results"


@cache
def version_of_software() -> str:
    """A digest of all modules: what they work out may differ from what a version before them kept."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def kept(revision: str, name: str, parameters: object, compute: Callable[[], object]) -> object:
    """What `compute()` gives, as JSON has it; computed once for a revision, a name and parameters.

    `parameters` is anything that JSON can hold and names all that the result depends on beside the field. When nothing
    can be written the result is computed each time.
    """
    asked = orjson.dumps([version_of_software(), name, parameters], option=orjson.OPT_SORT_KEYS)
    digest = hashlib.sha256(asked).hexdigest()[:24]
    path = folder() / revision / f"{name}-{digest}.json"
    with contextlib.suppress(OSError, orjson.JSONDecodeError):
        return orjson.loads(path.read_bytes())
    text = orjson.dumps(compute(), option=orjson.OPT_SERIALIZE_NUMPY)
    with contextlib.suppress(OSError):
        _write(path, text)
    return orjson.loads(text)


def _write(path: Path, text: bytes) -> None:
    """Put a whole file in place, and take away what belongs to other revisions when this one is new."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        for other in folder().iterdir():
            if other != path.parent:
                shutil.rmtree(other, ignore_errors=True)
    name = path.name.rpartition("-")[0]
    alike = (file for file in path.parent.iterdir() if file.name.rpartition("-")[0] == name)
    kept_now = sorted(alike, key=lambda file: file.stat().st_mtime_ns)
    for oldest in kept_now[: max(0, len(kept_now) + 1 - MOST)]:
        oldest.unlink(missing_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(text)
    new.replace(path)
