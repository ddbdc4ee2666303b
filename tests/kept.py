"""What was built once is put back: the same call in the same world gives the same rows.

Half of the suite brings a case to the same dozen states. The first test of a process that needs one walks
there through the real services; its rows are kept, and the next test that begins in exactly the same world
gets them back as they were. "Exactly" is meant so: every row of every table is compared. Only inside the
transaction of a test, and never in a test that replaces anything of the program (monkeypatch,
settings).
"""

from __future__ import annotations

import functools
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import Model

from tests.worlds import WRITES, Way, read, walk, way_between

MOST = 400  # worlds of one process; the one that was not used for longest goes
IS_ALLOWED = {"now": False}
B = TypeVar("B", bound=Callable[..., Any])


@dataclass(frozen=True)
class Kept:
    """What a call changed, what it returned and left in its owner, and what it wanted done at the commit."""

    way: Way
    result: Any
    attributes: Any
    on_commit: tuple[tuple[Callable[[], Any], bool], ...]
    world: str


class _Watch:
    """Knows the digest of the world as long as nobody has written since it was taken.

    `base` is the last world that was built or put back, "" the one at the beginning of the test; `written`
    are the tables that were written since, "*" when nobody can say which.
    """

    HARMLESS = ("SELECT", "SAVEPOINT", "RELEASE", "SET ", "PREPARE world", "EXECUTE world")

    def __init__(self) -> None:
        self.digest: str | None = None
        self.base = ""
        self.written: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        if not str(sql).startswith(self.HARMLESS):
            self.digest = None
            found = WRITES.match(str(sql))
            self.written.add(found[1] if found else "*")
        return execute(sql, *rest)

    def stand_in(self, world: str) -> None:
        """Every row is as it is in this world."""
        self.digest = self.base = world
        self.written = set()

    def world(self) -> str:
        """The digest of every row there is now."""
        if self.digest is None:
            self.digest = _digest(read())
        return self.digest


_WATCH = _Watch()
_KEPT: OrderedDict[str, Kept] = OrderedDict()


def kept(build: B) -> B:
    """For a method of a story or a function without one: built once in a world, then put back."""

    @functools.wraps(build)
    def call(owner: Any = None, *args: Any, **kwargs: Any) -> Any:
        run = functools.partial(build, *([] if owner is None else [owner]), *args, **kwargs)
        if not IS_ALLOWED["now"] or not connection.in_atomic_block:
            return run()
        said = (
            build.__qualname__,
            _frozen(owner) if isinstance(owner, Model) else "",
            _said_by(owner),
            _frozen(args),
            _frozen(kwargs),
        )
        key = _digest((said, _WATCH.world()))
        if key not in _KEPT:
            before, waiting = read(), len(connection.run_on_commit)
            result = run()
            todos: list[Any] = connection.run_on_commit[waiting:]
            wanted = tuple((todo[1], todo[2]) for todo in todos)
            said_after, after = _said_by(owner), read()
            _WATCH.stand_in(_digest(after))
            way = way_between(before, after)
            _KEPT[key] = Kept(way, _frozen(result), said_after, wanted, _WATCH.base)
            if len(_KEPT) > MOST:
                _KEPT.popitem(last=False)
            return result
        _KEPT.move_to_end(key)
        return _put_back(_KEPT[key], owner)

    return cast("B", call)


@contextmanager
def allowed(is_allowed: bool = True) -> Iterator[None]:
    """Here what was built may be put back, or here it may not."""
    before = IS_ALLOWED["now"]
    IS_ALLOWED["now"] = is_allowed
    _WATCH.digest, _WATCH.base, _WATCH.written = None, "", set()
    try:
        with connection.execute_wrapper(_WATCH):
            yield
    finally:
        IS_ALLOWED["now"] = before


def world_left() -> tuple[str, set[str]]:
    """The last world that was built or put back, and the tables that were written since ("*": any)."""
    return _WATCH.base, _WATCH.written


def forget() -> None:
    """The next call walks."""
    _KEPT.clear()


def _digest(said: Any) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _said_by(owner: Any) -> dict[str, Any]:
    """The fields of a story; a row says everything in the database."""
    return _frozen(vars(owner)) if is_dataclass(owner) else {}


def _put_back(found: Kept, owner: Any) -> Any:
    walk(found.way)
    _WATCH.stand_in(found.world)
    todos: list[Any] = connection.run_on_commit
    for todo, is_robust in found.on_commit:
        todos.append((set(connection.savepoint_ids), todo, is_robust))
    fetched: dict[Any, Model] = {}
    for name, value in found.attributes.items():
        setattr(owner, name, _thawed(value, fetched))
    return _thawed(found.result, fetched)


@dataclass(frozen=True)
class _Row:
    """A row in place of the object that was read from it."""

    model: type[Model]
    pk: Any


def _frozen(value: Any) -> Any:
    if isinstance(value, Model):
        return _Row(type(value), value.pk)
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_frozen(each) for each in value] if isinstance(value, list) else tuple(map(_frozen, value))
    return value


def _thawed(value: Any, fetched: dict[Any, Model]) -> Any:
    if isinstance(value, _Row):
        if value not in fetched:
            fetched[value] = value.model._default_manager.get(pk=value.pk)
        return fetched[value]
    if isinstance(value, dict):
        return {key: _thawed(each, fetched) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_thawed(each, fetched) for each in value)
    return value
