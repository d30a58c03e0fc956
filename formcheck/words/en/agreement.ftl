# The machine against the clinicians: how far it is to be trusted here.

clinic-agreement = The machine against you

## Of reports: one sentence, never a share without its number

agreement-sentence = Here, the machine agreed with the clinicians in { $right } of { $of } repetitions ({ $low } to { $high } %).
agreement-sentence-few = Here, the machine agreed with the clinicians in { $right } of { $of } repetitions; too few people or repetitions to tell more.
agreement-sentence-none = Here, no clinician has looked through a session whole yet: nobody can say how far the machine is to be trusted.

## The page

agreement-about = What the machine says, held against what clinicians here say: how far it is to be trusted with these people, in these rooms, before these cameras.
agreement-whole = Sessions looked through whole
agreement-whole-about = The figure to trust. A clinician looked at every movement of these sessions and pressed “Looked through”; what nobody changed is right.
agreement-from = { $repetitions ->
    [one] 1 repetition
   *[other] { $repetitions } repetitions
  } in { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
  } of { $people ->
    [one] 1 person
   *[other] { $people } people
  }
agreement-few = Too few to tell: fewer than { $people } people or { $repetitions } repetitions. The numbers are right, and say little yet.
agreement-few-tag = too few to tell
agreement-none-whole = No session was looked through whole yet.
agreement-range = { $low } to { $high } %
agreement-number = { $count }
agreement-count = { $count } of { $of }
agreement-fate = { $fate ->
    [right] right
    [wrong] wrong
    [withheld] withheld
    [missed] missed
   *[made_up] made up
  }
agreement-fate-about = { $fate ->
    [right] the same verdict
    [wrong] another verdict
    [withheld] the machine could not judge what a clinician could
    [missed] the machine did not find it
   *[made_up] it was found, and is no repetition
  }
agreement-fates = What became of the repetitions
agreement-fates-of = Right, wrong, withheld and missed are shares of the repetitions that there were, by the clinicians; made up is one of those that the machine found. The lines show 95 % intervals: Wilson’s, for as many repetitions as would tell as much if each were of another person.
agreement-kappa = Cohen’s kappa
agreement-kappa-about = Agreement beyond chance, over what both take for a repetition: 1 is all, 0 is chance. Its interval is by the standard error of Fleiss, Cohen and Everitt, taken between people.
agreement-kappa-range = { $kappa } ({ $low } to { $high })
agreement-kappa-none = not defined: only one verdict was said
agreement-disputed = { $count ->
    [one] On 1 movement clinicians do not agree among themselves
   *[other] On { $count } movements clinicians do not agree among themselves
  }; the last verdict counts.

agreement-table = Verdict by verdict
agreement-table-about = Each line: what the machine said. Each column: what the clinicians say. Framed numbers agree; the darker, the more of the line. A number leads to its sessions.
agreement-machine = the machine said
agreement-mine = the clinicians say
agreement-nothing = nothing found
agreement-no-repetition = no repetition
agreement-same = the same
agreement-cell = Machine: { $machine }; clinicians: { $mine }: { $count }
agreement-behind = Sessions behind it
agreement-behind-first = The last { $count } sessions are listed.

agreement-by-exercise = By exercise
agreement-by-instrument = By what measured
agreement-by-instrument-about = Pose models and sensors stand each for itself and are not compared: they saw other people.
agreement-sensors = sensors
agreement-column-name = name
agreement-column-people = people
agreement-column-sessions = sessions
agreement-column-repetitions = repetitions
agreement-column-kappa = kappa
agreement-by-cause = By cause
agreement-by-cause-about = Why the two differ, as the clinicians see it.
agreement-cause = { $blame ->
    [camera] the camera
    [point] a point stands elsewhere
    [rule] the rule
   *[other] another reason
  }

agreement-single = Single opinions in other sessions
agreement-single-about = Only counted. People correct what is wrong and say nothing of what is right, so a share of these would say nothing of the machine.
agreement-single-from = { $sessions ->
    [one] In 1 session
   *[other] In { $sessions } sessions
  } of { $people ->
    [one] 1 person
   *[other] { $people } people
  }:
agreement-single-none = There are none.

agreement-begin = Nothing can be told yet
agreement-begin-about = The machine can be held against you only in sessions of which you have judged every movement.
agreement-begin-open = Open a session of anybody, and go through its repetitions with J and K.
agreement-begin-change = Where the machine is wrong, overrule it (O), add what it missed (M), strike what is no repetition (O, 7).
agreement-begin-look = Then press L, “Looked through”: what you did not change is right. That can be taken back like everything else.
agreement-begin-many = Take sessions as they come, and not those in which you expect something wrong. From { $people } people and { $repetitions } repetitions on, the figures tell something.

agreement-export = Hand it out as a validation set
agreement-export-about = Body points and verdicts of the sessions looked through whole, with new random numbers in place of people and days: no pictures, names, pseudonyms, dates, places of films, nor anything that was written. A way of moving can still tell who somebody is: pass it on only where that is agreed.
agreement-export-button = Download as a zip file
agreement-export-many = There are { $count } sessions; more than { $most } are handed out by a command:
agreement-export-command = On a computer with formcheck:
agreement-export-nothing = No session that was looked through whole has its body points kept.

## Of the commands

agreement-exported = { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
  } of { $people ->
    [one] 1 person
   *[other] { $people } people
  } handed out into { $path }. Hold the machine against them: formcheck validate --corrections { $path }
agreement-left-out = { $count ->
    [one] 1 session looked through whole has no body points, and is left out
   *[other] { $count } sessions looked through whole have no body points, and are left out
  }.
