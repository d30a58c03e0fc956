"""Sample people: renders exercise clips whose true joint angles are known for every frame."""
