"""Tables as Parquet: typed, small, for whoever computes with many."""

from __future__ import annotations

import io
from typing import Final

import pyarrow as pa
from pyarrow import parquet as pq

from formcheck.outputs.record.tables import Kind, Table

_TYPES: Final = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    Kind.DAY: pa.date32(),
    Kind.FLAG: pa.bool_(),
}


def parquet_of(table: Table) -> bytes:
    """Return a table as a Parquet file; what is not known is null.

    Parameters
    ----------
    table : Table
        The table.
    """
    schema = pa.schema([(name, _TYPES[kind]) for name, kind in table.columns])
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    arrays = [
        pa.array([str(cell) if kind is Kind.TEXT and cell is not None else cell for cell in cells], _TYPES[kind])
        for cells, (_, kind) in zip(columns, table.columns, strict=True)
    ]
    content = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), content)
    return content.getvalue()
