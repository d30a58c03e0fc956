### What the pictures of a recording were like.

remark-picture-on-its-side = Nothing could be counted: the picture lies on its side. Review the file again with --rotate { $degrees }.
remark-picture-upside-down = Nothing could be counted: the picture is upside down. Review the file again with --rotate { $degrees }.
remark-perhaps-turned = As the picture stands, the posture is not that of the exercise; turned, it would be. If the picture lies on its side, review the file again with --rotate { $degrees }.
remark-was-turned = The picture was turned by { $degrees }° clockwise, because the person in it is upright then. If it was upright before, review the file again with --rotate 0.
remark-perhaps-mirrored = Nothing could be counted: the { $leg } is prescribed, and it is the one away from the camera. Film from its side; or, if the camera mirrored the picture, review the file again with --mirror.
remark-perhaps-stretched = The person looks too wide, as in a picture that was stretched: angles are then read otherwise than they are. If it was, review the file again with --aspect { $shape }.
remark-perhaps-squeezed = The person looks too narrow, as in a picture that was squeezed: angles are then read otherwise than they are. If it was, review the file again with --aspect { $shape }.
remark-bars-cut = The black bars around the picture were cut off.
remark-stood-still = The picture stood still while the leg moved, for { $amount } s in all, first at { $when }: nothing was measured then.
remark-low-rate = There were only { $amount } pictures a second: quick movements are hardly seen. Ten or more are needed.
remark-too-dark = The picture is too dark to be measured well: more light, please.
remark-too-bright = The picture is too bright to be measured well: less light, please.
remark-light-behind = There is a bright light behind the person, who is hard to see in front of it: draw the curtain, or film from elsewhere.
remark-blurred = The picture is blurred: clean the lens, and let the camera focus before you begin.
remark-tilted = The picture is tilted by { $degrees }°: thigh and trunk are read off by as much. Set the camera level.
remark-shaken = The camera moved all the time: put it on something that stands firmly.
