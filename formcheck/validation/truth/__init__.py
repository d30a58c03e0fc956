"""What is known of a clip."""
