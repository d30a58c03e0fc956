"""The result for people: page, document, tables."""
