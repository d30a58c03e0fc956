"""In what a person's data leave; a light module, for the command line."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """In what something leaves."""

    PDF = "pdf"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"
    FHIR = "fhir"
    MOT = "mot"
    TRC = "trc"
    FILM = "film"
    ARCHIVE = "archive"  # everything there is, to hand over or take along
