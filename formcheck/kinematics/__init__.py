"""From body points to joint angles, and how good they are."""
