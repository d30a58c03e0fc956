"""Columns of a Parquet table, made of the dataclasses that results are, so that none is forgotten when one is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Final, cast, get_args, get_origin, get_type_hints

import pyarrow as pa

_TYPES: Final = {bool: pa.bool_(), int: pa.int32(), float: pa.float64()}


def columns_of(kind: type, without: Iterable[str] = ()) -> list[pa.Field]:
    """Return a column for each field of a dataclass.

    Parameters
    ----------
    kind : type
        The dataclass. What holds fields itself becomes a struct, a sequence a list, a mapping a map; words of a choice
        and times become text.
    without : iterable of str
        Fields that are left out.
    """
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.name not in frozenset(without)]
    return [pa.field(name, _type_of(hints[name]), nullable=NoneType in get_args(hints[name])) for name in names]


def cells_of(document: Mapping[str, object], columns: Iterable[pa.Field]) -> dict[str, object]:
    """Return what stands in a JSON document as cells of such columns; what is missing is null.

    Parameters
    ----------
    document : mapping of str to object
        A dataclass as `pydantic` dumps it for JSON.
    columns : iterable of pyarrow.Field
        The columns, as of `columns_of`.
    """
    return {column.name: _cell(document.get(column.name), column.type) for column in columns}


def _cell(value: object, kind: pa.DataType) -> object:
    if value is None:
        return None
    if pa.types.is_struct(kind):
        return cells_of(cast("Mapping[str, object]", value), kind)
    if pa.types.is_map(kind):
        told = cast("Mapping[str, object]", value)
        return [(key, _cell(one, kind.item_type)) for key, one in told.items()]
    if pa.types.is_list(kind):
        return [_cell(one, kind.value_type) for one in cast("list[object]", value)]
    return value


def _type_of(hint: object) -> pa.DataType:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]
    if get_origin(hint) is Mapping:
        return pa.map_(pa.string(), _type_of(get_args(hint)[1]))
    if get_origin(hint) is tuple:
        return pa.list_(pa.field("item", _type_of(get_args(hint)[0]), nullable=False))
    if len(kinds) == 1 and kinds[0] is not hint:
        return _type_of(kinds[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return pa.struct(columns_of(hint))
    return next((_TYPES[kind] for kind in _TYPES if kind in kinds), pa.string())
