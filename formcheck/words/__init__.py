"""Every sentence of the program, in every language."""
