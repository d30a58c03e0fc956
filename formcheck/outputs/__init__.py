"""Where results go: tables, records, the overlay video and the report. Each output is one class and one file."""
