"""What a form of a page sends: read here, short and plain, without a library for anything longer."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from formcheck.errors import InputError

MOST_BYTES: Final = 10_000
_MOST_FIELDS: Final = 20
_KIND: Final = "application/x-www-form-urlencoded"
_AGAIN: Final = "Go back, and send it again."


async def read_form(request: Request, most_fields: int = _MOST_FIELDS) -> dict[str, str]:
    """Return the fields of a form by their names, the last of each.

    Parameters
    ----------
    request : Request
        What the browser sent.
    most_fields : int
        So many it has at most.

    Raises
    ------
    InputError
        It is no form, or longer than any of this program's.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise InputError("is no form of this page.", where="what was sent", next_step=_AGAIN)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise InputError("is too long.", where="what was sent", next_step="Write less.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=most_fields)
    except ValueError as error:
        raise InputError("cannot be read.", where="what was sent", next_step=_AGAIN) from error
    return dict(pairs)
