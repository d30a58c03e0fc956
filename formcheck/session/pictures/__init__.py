"""What the pictures of a session were like, and what is to be said of that."""
