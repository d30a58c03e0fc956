# What happens to the program itself, and what to do then.

trouble-program-title = Something unexpected happened in formcheck
trouble-program-text = What was recorded is kept. You can try again. If it happens again, end formcheck and start it again; the window in which it was started tells more.
trouble-disk-title = The session cannot be written down
trouble-disk-text = The disk may be full, or the folder may be gone. Free some space: the session goes on as soon as there is some. Until then movements are not counted.
trouble-sensors-title = Nothing more comes from the sensors
trouble-sensors-text = Your session is kept. End formcheck and start it again to go on with it.
trouble-camera-title = The camera cannot be used
trouble-camera-text = Your session is kept. Check that the camera is plugged in and that no other program uses it. As soon as it shows a picture again you can go on.
trouble-model-title = The pose model cannot be loaded
trouble-model-text = Close other programs, then try again. If that does not help, end formcheck and run: formcheck doctor
trouble-model-slow-title = Loading the pose model takes unusually long
trouble-model-slow-text = You can go on waiting: this page goes on by itself as soon as the model is there. It may help to close other programs. If nothing happens, end formcheck and run: formcheck doctor
trouble-store-title = Your visit is not in the store yet
trouble-store-text = It is complete, and kept in { $folder }. The next time formcheck live is started for you, it is taken in; you need do nothing.
trouble-report-title = A report could not be written
trouble-report-text = The record of your session is complete. It is kept in { $folder }, and your clinician can have the report made from it with: formcheck replay

model-stays = A quicker pose model could not be loaded. Close other programs if the picture is jerky.

failed-title = formcheck cannot show your session
failed-text = What was recorded is kept. Load this page again. If you see this again, end formcheck and start it again.
failed-reload = Load again

js-silent-title = formcheck does not answer
js-silent-text = It may be busy: you can wait, this page goes on by itself. If nothing happens, end formcheck and start it again. What was recorded is kept.
