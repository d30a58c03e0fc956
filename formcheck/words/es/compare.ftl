# Dos sesiones lado a lado.

compare-heading = Lado a lado
compare-intro = La barra espaciadora reproduce ambas, las flechas mueven ambas. El movimiento empieza en 0.
compare-needs-script = Las imágenes y curvas necesitan JavaScript, desactivado en este navegador.
compare-side = Sesión { $name }
compare-session = Sesión { $name }
compare-rep = Repetición de { $name }
compare-median = la intermedia
compare-best = la que llega más lejos
compare-open = Abrir
compare-figure = Figura de { $name }
compare-back = Una imagen atrás
compare-on = Una imagen adelante
compare-play = Reproducir y pausar ambas
compare-slower = Más lento
compare-faster = Más rápido
compare-by-time = Mismo tiempo
compare-by-phase = Misma fase
compare-film = Vídeo
compare-legs = Se compara izquierda con derecha
compare-curves = Curvas
compare-zero = un eje para ambas; la línea a trazos es el inicio del movimiento
compare-differences = En la posición final
compare-refused = No se comparan entre sí:

compare-reading = { $joint }: { $deg }
compare-within = { $joint }: difieren { $deg }, dentro del ruido (±{ $noise }).
compare-edge = { $joint }: difieren { $deg }, en el borde del ruido (±{ $noise }).
compare-beyond = { $joint }: difieren { $deg }, más que el ruido (±{ $noise }).

compare-refused-instrument = Se midieron con medios distintos: { $one } y { $other }.
compare-refused-side = Son de piernas distintas, o no se sabe la pierna: { $one } y { $other }.
compare-refused-view = La cámara estaba de otro modo: { $one } y { $other } respecto a la vista lateral.
compare-refused-view-unknown = No se sabe de ambas cómo estaba la cámara.
compare-refused-exercise = Son ejercicios distintos: { $one } y { $other }.

## Del guion. No eligen entre variantes.

compare-js-not-seen = { $joint } sin ver
compare-js-reading = { $joint }: { $deg }° ± { $error }°
compare-js-plot = { $joint }, de { $low }° a { $high }°
compare-js-making = Haciendo las curvas: { $percent } %
compare-js-reading-record = Leyendo el registro…
