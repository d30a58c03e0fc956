"""Where people, their visits and what a clinician says of them are kept: one SQLite file, or PostgreSQL."""
