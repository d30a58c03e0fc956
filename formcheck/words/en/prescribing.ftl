# Prescribing: the form, what each number means and where it comes from, and the file for the patient’s computer.

## The file

file-about = A prescription for formcheck: what differs from the exercise. The library’s numbers hold for the rest.
file-check = Check it after a change: formcheck exercises check FILE
file-personal = the person’s own ends, as formcheck measured them
file-dose = also the most
file-tempo = seconds; times as docs/conventions.md has them
file-posture = where thigh and trunk must be
file-clear = how large a fault is that nobody would dispute
