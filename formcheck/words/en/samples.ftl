# People who were made up, to try the pages with.

samples-heading = Samples: made up, counted nowhere
samples-tag = made up
samples-made-up = Made up, to try the pages with: nobody moved like this, and nothing here was measured on a person.
samples-note = A made-up example; nobody was given this.
samples-try = Try with sample sessions
samples-about = Three people who were made up, with visits of the last weeks, judged like any others. It takes about half a minute; one button removes them again.
samples-making = Sample sessions are being made
samples-how-far = { $percent } % done
samples-stop = Stop, and remove them
samples-remove = Remove all samples
