"""The snapshot to answer from: built when the field has changed, by one process; others go on with the old one."""

import fcntl
import gc
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .coding import field_json
from .file import Snapshot, Unusable, read_snapshot, write_snapshot
from .revision import State, current_state, one_moment
from .tables import columns_now

STALE_AT_MOST = 60
"""Seconds that a snapshot may be shown after a change that hides nothing, when building is slow."""
QUICK = 0.5
"""Seconds of building that nobody minds: then the field is shown anew after every change."""

_held: dict[Path, tuple[tuple[int, int], Snapshot]] = {}
"""By path, which file was read (inode and time of change) and what was in it."""


def folder() -> Path:
    """Where the snapshot file and its lock are."""
    return Path(settings.DATA_DIR) / "snapshot"


def current_snapshot() -> Snapshot:
    """The snapshot of now; one query while nothing changed.

    After a change that may hide something it waits until the field is built anew. After another one, the first to
    notice builds, and who comes meanwhile gets the old field; a slow building is put off for at most a minute.
    """
    state, held = current_state(), _newest()
    if held and held.state.text == state.text:
        return held
    if held and not state.hides_something_of(held.state):
        if held.seconds > QUICK and time.time() - held.built_at < STALE_AT_MOST:
            return held
        with _lock(wait=False) as ours:
            return _rebuilt() if ours else held
    return refresh()


def refresh(*, anyway: bool = False) -> Snapshot:
    """Build the snapshot if the field has changed since (or anyway); waits for who is building it already."""
    with _lock(wait=True):
        held = _newest()
        if held and not anyway and held.state.text == current_state().text:
            return held
        return _rebuilt()


def _newest() -> Snapshot | None:
    """The snapshot in the file; kept in this process as long as the file is the same."""
    path = folder() / "field"
    held = _held.get(path)
    try:
        number = path.stat().st_ino, path.stat().st_mtime_ns
        if held is None or held[0] != number:
            held = _held[path] = (number, read_snapshot(path))
    except (OSError, Unusable):
        _held.pop(path, None)
        return None
    return held[1]


@contextmanager
def _without_collector():
    """Let the garbage collector rest: building makes millions of tuples and no circles, and it would look at each."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _rebuilt() -> Snapshot:
    begun = time.monotonic()
    with _without_collector(), one_moment():
        state: State = current_state()
        columns = columns_now()
    text = field_json(columns, revision=state.text, today=state.today)
    write_snapshot(
        folder() / "field",
        columns,
        text=text,
        state=state,
        built_at=time.time(),
        clock=lambda: time.monotonic() - begun,
    )
    return _newest()


@contextmanager
def _lock(*, wait: bool):
    """Be the only process that builds; without waiting, False when another one does."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
