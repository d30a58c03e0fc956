# La figura que se mueve, dondequiera que se muestre.

demo-play = Mover
demo-pause = Pausa
demo-space = también con Espacio
demo-about = Dibujada con los números, a su ritmo. A trazos, el final. Mira como en un espejo. Los giros del pie, los dedos y la pelvis no se muestran ni se juzgan.
