# Reports and exports of a person, and removing the person.

exporting-title = Report and export
exporting-which = Which visits
exporting-all-visits = all visits
exporting-days = some days
exporting-from = from
exporting-to = to
exporting-one-visit = one visit

exporting-record = One page for the record
exporting-record-about = What was done, how well, how far, whether it hurts, what was prescribed and corrected, and how far to trust it.
exporting-tables = Tables
exporting-tables-about = Visits, repetitions and corrections, with what they rest on; for a spreadsheet or your own computing.
exporting-comma = CSV with ; and decimal comma, as Excel wants it in Spain
exporting-fhir = FHIR R4
exporting-fhir-about = For another health record: what was prescribed and done, what was measured, pain, corrections, and the page.
exporting-movement = Movement for OpenSim
exporting-movement-about = Of each recording the angles (.mot), or body points (.trc) scaled by the height below: a picture has no metres.
exporting-height = Height, as far as you know it
exporting-film = Film with what was measured
exporting-film-about = Skeleton, angles and verdicts drawn on the film, without sound. The face of the person is covered; that of somebody else in the picture is not.
exporting-faces = Show the face: I have the person’s consent
exporting-everything = Everything of this person
exporting-everything-about = Folders that formcheck import takes: to hand over, or to take along to another practice.
exporting-films = With the films, where they are: they show the face
exporting-holds = Contains: pictures { $pictures ->
    [yes] yes
    [chosen] if chosen
   *[no] no
  } · name { $name ->
    [yes] yes
   *[no] no
  } · corrections { $corrections ->
    [yes] yes (machine and clinicians both)
   *[no] no
  }{ $words ->
    [yes] {" "}· comments as they were written
   *[no] {""}
  }

exporting-button-pdf = PDF
exporting-button-html = HTML
exporting-button-xlsx = XLSX
exporting-button-csv = CSV
exporting-button-json = JSON
exporting-button-parquet = Parquet
exporting-button-fhir = FHIR bundle
exporting-button-mot = Angles (.mot)
exporting-button-trc = Points (.trc)
exporting-button-film = Make the film
exporting-button-archive = Pack everything

exporting-form-pdf = Page for the record, PDF
exporting-form-html = Page for the record, HTML
exporting-form-xlsx = Tables, XLSX
exporting-form-csv = Tables, CSV
exporting-form-json = Data, JSON
exporting-form-parquet = Tables, Parquet
exporting-form-fhir = FHIR bundle
exporting-form-mot = Angles for OpenSim
exporting-form-trc = Points for OpenSim
exporting-form-film = Film with what was measured
exporting-form-archive = Everything of this person

exporting-orders = Made for you
exporting-orders-about = You can leave this page; files stay here until you remove them or end the program.
exporting-making = { $percent } %
exporting-fetch = Save { $file }
exporting-failed = Not made, and nothing is left of it:
exporting-unexpected = A fault in formcheck itself: what it says stands in its terminal.
exporting-leave = Cancel
exporting-forget = Remove from the list
exporting-no-movement = { $session }: no record, or nobody measured in it.
exporting-no-film = { $session }: no film where it was, or no record.
exporting-no-films = has no film where it was.
exporting-no-films-next = Open the session: its page says where the film was, and takes where it is now.
exporting-no-movements = holds no movement that could be written.
exporting-no-movements-next = Choose visits that were recorded by a camera, or with their records.
exporting-done = Written: { $path }

## Removing somebody

removing-link = Remove this person…
removing-title = Remove { $person }
removing-goes = This will go:
removing-visits = { $visits ->
    [0] no visits: there are none
    [one] 1 visit, with everything that was recorded, found and said of it
   *[other] { $visits } visits, with everything that was recorded, found and said of them
  }
removing-prescriptions = { $count ->
    [0] no prescriptions: there are none
    [one] 1 prescription
   *[other] { $count } prescriptions
  }
removing-name = the name
removing-live = what live keeps of this person on this computer, films included
removing-stays = This stays: films that lie elsewhere (you will be told where), exports, and back-ups made before. And a line that says when and by whom somebody was removed, not who.
removing-for-ever = It is for ever, at once.
removing-export-first = Pack everything first
removing-export-about = Then it can be brought in again.
removing-type = Type { $person } to say that you mean it:
removing-do = Remove for ever
removing-clinicians = Only a clinician’s account can remove somebody.
removing-not = Keep
removing-other = That is not { $person }. Nothing was removed.
removing-done = Removed
removing-left = These films lie elsewhere and were left. Remove them yourself:
removing-elsewhere = Look for exports and back-ups that you made before: they are not known here.
