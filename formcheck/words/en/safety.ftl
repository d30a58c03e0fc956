# Safety: what to ask, when not to exercise, when to stop, and whom to see.
# Calm, concrete, no blame, no promise. The limits are those of the clinical reference, section 3.2.

## Red flags: one box each, ticked if it is so

red-flag-worsening-weakness = Weakness, numbness or clumsiness in a leg that is getting worse
red-flag-foot-drop = A foot that has lately begun to drop or drag when you walk
red-flag-spreading-numbness = Numbness or pins and needles that are spreading to new places
red-flag-bladder-bowel = New trouble holding or passing urine or stools, or numbness between the legs or around the bottom or genitals
red-flag-night-pain = Pain that wakes you at night and does not ease when you change position
red-flag-fever = Fever or chills
red-flag-hot-swollen-calf = A calf that is hot, swollen, discoloured or tender
red-flag-recent-fracture-surgery = A broken bone or an operation on the back, leg or foot in the last few months
red-flag-diabetic-wound = Diabetes and a wound or sore on the foot
red-flag-infection = An infection or fresh inflammation of the leg or foot
red-flag-spine = A known tumour of the spine or a nerve, an injury or disease of the spinal cord or brain, an unstable spine, or a suspected slipped disc

## Whom to see

refer-red-flag = Please do not do the exercise today. What you ticked should be looked at by a doctor first.
refer-emergency = Please get medical help now: call your emergency number (112 in Europe, 911 in North America) or go to the nearest emergency department.
refer-soon = Please call your doctor today or tomorrow, say what you ticked here, and tell your physiotherapist too. If it quickly gets worse, call your emergency number.
refer-pain-before = Your pain is 6 or more out of 10, so please do not exercise today. Rest in a comfortable position, and ask your physiotherapist or doctor how to go on.
refer-flares = Your symptoms lasted more than a day, or flared up twice in a row. Please contact your physiotherapist or doctor before you go on.

## Stop

stop-pain = Your pain is 4 or more out of 10: please stop here for today.
say-stop-pain = Please stop for today.
stop-pain-rise = Your pain has risen by 2 or more since the start: please stop here for today.
say-stop-pain-rise = Please stop for today.
stop-numb = New numbness or weakness: please stop here for today.
say-stop-numb = Please stop for today.
stop-next = Rest now in a comfortable position. The symptoms should settle within 30 minutes; if they do not, write that down. Contact your physiotherapist before the next session. Call your emergency number if weakness quickly gets worse, if you cannot hold or pass urine or stools, or if it goes numb between your legs.

## Going on

within-limits = Go on only if it feels comfortable, and with a smaller movement.
halved = Last time your symptoms lasted more than 30 minutes. So today it is half the range and half the repetitions.
not-a-diagnosis = formcheck watches a movement. It does not examine you and makes no diagnosis; what is right for you is for your doctor or physiotherapist to say.
