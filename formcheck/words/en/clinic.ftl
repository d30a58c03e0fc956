# The pages of the clinic: what they share. Each page has a catalogue of its own.

clinic-title = formcheck clinic
clinic-people = People
clinic-skip = To the content
clinic-refused = This cannot be shown
clinic-folder = FOLDER
