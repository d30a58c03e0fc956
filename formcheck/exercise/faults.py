"""Say in plain words what is wrong with a value: what was found, and what may stand there.

pydantic finds *where* a document departs from its schema; the words come from the JSON Schema at that place, so that
they are the same for every kind of fault and never mention a validator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from pydantic import ValidationError

from formcheck.errors import Allowed, Fault, Rule
from formcheck.printable import cut

Node = Mapping[str, object]

_UNKNOWN_KEY = "unexpected_keyword_argument"  # pydantic's names
_MISSING_KEY = "missing"


def type_faults(error: ValidationError, schema: Node, first: int = 0) -> tuple[Fault, ...]:
    """Translate what pydantic found.

    Parameters
    ----------
    error : ValidationError
        Outcome of validating a document.
    schema : mapping
        JSON Schema of the same document.
    first : int
        What the first entry of a list is counted as.

    Returns
    -------
    tuple of Fault
        One per value that is missing, unknown, of the wrong type or out of range.
    """
    return tuple(
        _type_fault(detail["type"], detail["loc"], detail["input"], schema, first)
        for detail in error.errors(include_url=False, include_context=False)
    )


def _type_fault(kind: str, place: Sequence[int | str], found: object, schema: Node, first: int) -> Fault:
    key = dotted(part + first if isinstance(part, int) else part for part in place)
    if kind == _UNKNOWN_KEY:
        return unknown_key_fault(key, list(_properties(_node_at(schema, place[:-1]))))
    node = _node_at(schema, place)
    if kind == _MISSING_KEY:
        return Fault(key, "nothing", _allowed(node))
    hint = did_you_mean(found, _choices(node)) if isinstance(found, str) else ""
    return Fault(key, shown(found), _allowed(node) + hint, _ruled(node, found))


def _ruled(node: Node, found: object) -> Allowed | None:
    """Return what a number that stands at a schema node must keep to; None of anything else."""
    if node.get("type") not in {"integer", "number"}:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return Allowed(Rule.NUMBER)
    low, high, over = (node.get(key) for key in ("minimum", "maximum", "exclusiveMinimum"))
    low = over if low is None else low
    if not isinstance(low, int | float):
        return None
    if isinstance(high, int | float):
        return Allowed(Rule.WITHIN, (float(low), float(high)))
    return Allowed(Rule.AT_LEAST if over is None else Rule.OVER, (float(low),))


def unknown_key_fault(key: str, known: Sequence[str]) -> Fault:
    """Return the fault of a key that means nothing where it stands.

    Parameters
    ----------
    key : str
        Dotted path of the key.
    known : sequence of str
        Keys that may stand there.
    """
    hint = did_you_mean(key.rpartition(".")[2], known)
    return Fault(key, "an unknown key", (one_of(known) or "no key") + hint)


def dotted(place: Iterable[int | str]) -> str:
    """Return a place in a document as one key.

    Parameters
    ----------
    place : iterable of str or int
        Keys and numbers of list entries, from the outermost on.

    Examples
    --------
    >>> dotted(("evidence", "sources", 0))
    'evidence.sources[0]'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")


def shown(value: object) -> str:
    """Return a value as a TOML file would have it, cut to a readable length.

    Parameters
    ----------
    value : object
        Anything that JSON or TOML can hold.

    Examples
    --------
    >>> shown("left"), shown(True), shown(20.0), shown([1, 2]), shown(None)
    ('"left"', 'true', '20', 'a list', 'nothing')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            text = f'"{value}"'
        case float():
            text = f"{value:g}"
        case Mapping():
            return "a table"
        case Sequence():
            return "a list" if value else "an empty list"
        case _:
            text = str(value)
    return cut(text)


def one_of(words: Sequence[str]) -> str:
    """Return words as a choice.

    Parameters
    ----------
    words : sequence of str
        The choices; of none comes an empty text.

    Examples
    --------
    >>> one_of(["rest", "end", "back"])
    'rest, end or back'
    """
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def did_you_mean(found: str, known: Sequence[str]) -> str:
    """Return a hint at the nearest of the known words, or nothing where none is near.

    Parameters
    ----------
    found : str
        The word that was found.
    known : sequence of str
        The words that may stand there.

    Examples
    --------
    >>> did_you_mean("knee_flexon", ["knee_flexion", "neck"])
    '; did you mean knee_flexion?'
    """
    near = get_close_matches(found, known, n=3)
    return f"; did you mean {one_of(near)}?" if near else ""


def _allowed(node: Node) -> str:
    """Say what a schema node lets stand."""
    if "const" in node:
        return shown(node["const"])
    if choices := _choices(node):
        return one_of([shown(choice) for choice in choices])
    match node.get("type"):
        case "integer" | "number" as kind:
            allowed = ("a whole number" if kind == "integer" else "a number") + _limits(node)
        case "boolean":
            allowed = "true or false"
        case "string":
            allowed = str(node.get("description", "text in quotes" + (", not empty" if node.get("minLength") else "")))
        case "array":
            allowed = _allowed_list(node)
        case _:
            allowed = _allowed_table(node)
    return allowed


def _allowed_list(node: Node) -> str:
    if items := _listed(node.get("prefixItems")):
        return f"a list of {len(items)}"
    kinds = {"string": "texts in quotes", "number": "numbers", "integer": "whole numbers", "array": "lists"}
    kind = kinds.get(str(_mapping(node.get("items")).get("type")), "tables")
    return f"a list of {kind}" + (", at least one" if node.get("minItems") else "")


def _allowed_table(node: Node) -> str:
    keys = list(_properties(node))
    return f"a table of {', '.join(keys)}" if keys else "a table"


def _limits(node: Node) -> str:
    low, high, over = node.get("minimum"), node.get("maximum"), node.get("exclusiveMinimum")
    if over is not None:
        return f" over {shown(over)}" + (f", up to {shown(high)}" if high is not None else "")
    return f" from {shown(low)} to {shown(high)}" if low is not None and high is not None else ""


def _choices(node: Node) -> list[str]:
    choices = node.get("enum")
    return [str(choice) for choice in choices] if isinstance(choices, list) else []


def _properties(node: Node) -> Node:
    return _mapping(node.get("properties"))


def _node_at(schema: Node, place: Sequence[int | str]) -> Node:
    """Return the schema node of a place in a document; an empty one where the schema knows no such place."""
    node = schema
    for part in place:
        others = node.get("additionalProperties", node.get("items"))
        each = _listed(node.get("prefixItems"))
        if isinstance(part, int) and part < len(each):
            others = each[part]
        node = _resolved(_mapping(_properties(node).get(str(part), others)), schema)
    return node


def _resolved(node: Node, schema: Node) -> Node:
    """Follow a reference, and look through "or nothing", which a TOML file cannot say."""
    for option in _listed(node.get("anyOf")):
        if option.get("type") != "null":
            return _resolved(option, schema)
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return node
    return _mapping(_mapping(schema.get("$defs")).get(reference.rpartition("/")[2]))


def _listed(value: object) -> list[Node]:
    return [_mapping(item) for item in value] if isinstance(value, list) else []


def _mapping(value: object) -> Node:
    return value if isinstance(value, Mapping) else {}
