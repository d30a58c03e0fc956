"""Reports and exports of one person: from the store to a file."""
