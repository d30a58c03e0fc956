"""Documents of the store read by whoever shows or hands them out, each as far as it is needed."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import RecordError

T = TypeVar("T")


def read_as(form: TypeAdapter[T], content: bytes, where: str) -> T:
    """Return what a document holds of a form; what else it holds is passed over.

    Parameters
    ----------
    form : TypeAdapter
        The form.
    content : bytes
        The document, in JSON.
    where : str
        What to call it in an error.

    Raises
    ------
    RecordError
        It is damaged, or of a version that is not read.
    """
    try:
        return form.validate_json(content)
    except ValidationError as error:
        raise RecordError("is damaged, or was made by another version.", where=where) from error
