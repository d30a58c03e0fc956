"""How fast formcheck is on this machine, beside what others take and what is possible at all."""
