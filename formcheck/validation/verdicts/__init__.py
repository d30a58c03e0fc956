"""How well repetitions are judged and faults named."""
