# The moving figure, wherever it is shown.

demo-play = Move
demo-pause = Pause
demo-space = Space, too
demo-about = Drawn from the numbers, at their pace. Dashed: the end. It faces as in a mirror. Feet that turn, toes and the pelvis are not shown, nor judged.
