"""What people start: the command line, and the functions of the Python interface."""
