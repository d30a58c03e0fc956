# People who were made up, to try the pages with.

samples-heading = Samples: made up, counted nowhere
