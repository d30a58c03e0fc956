"""How many repetitions are found, missed and made up."""
