"""Rows with their many rows in one query: what a page shows together is read together (a LEFT JOIN)."""

from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

M = TypeVar("M", bound=Model)


def fetch_with(parents: QuerySet[M], many: str, *named: str) -> list[M]:
    """The rows of `parents`, each with its rows of the relation `many` as if they were prefetched.

    Both come in the order of `parents`. `named` are paths from a row of `many`, "member__name": its value
    is the attribute `member_name`. Meant for few of each: a parent's columns come once for every child.
    """
    relation: Any = parents.model._meta.get_field(many)  # noqa: SLF001  Django names it so; it is public
    child = relation.related_model
    columns = [field.attname for field in child._meta.concrete_fields]  # noqa: SLF001  as above
    joined = {f"joined_{name}": F(f"{many}__{name}") for name in (*columns, *named)}
    found: dict[Any, tuple[M, list[Any]]] = {}
    for row in parents.annotate(**joined):
        parent, children = found.setdefault(row.pk, (row, []))
        values = [getattr(row, f"joined_{name}") for name in columns]
        if values[columns.index(child._meta.pk.attname)] is None:  # noqa: SLF001  as above: nobody joined
            continue
        each = child.from_db(row._state.db, columns, values)  # noqa: SLF001  from_db wants the alias
        setattr(each, relation.field.name, parent)
        for path in named:
            setattr(each, path.replace("__", "_"), getattr(row, f"joined_{path}"))
        children.append(each)
    for parent, children in found.values():
        hold(parent, many, children)
    return [parent for parent, _children in found.values()]


def hold(parent: Model, many: str, rows: list[Any]) -> None:
    """Let `parent.<many>.all()` answer with these rows, as after a prefetch."""
    query = getattr(parent, many).all()
    query._result_cache, query._prefetch_done = rows, True  # noqa: SLF001  what prefetch_related does
    known = parent.__dict__.setdefault("_prefetched_objects_cache", {})
    known[many] = query
