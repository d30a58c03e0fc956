# La sala de revisión: una sesión frente a su imagen.

room-title = { $person }, { $heading }
room-no-time = Día desconocido
room-recording = grabación
room-set = serie { $number }
room-practice = práctica
room-older = Visita anterior
room-newer = Visita siguiente
room-parts = Partes de esta visita
room-pain = dolor { $before } → { $after } de 10
room-not-asked = sin preguntar
room-model = modelo { $model }, formcheck { $version }
room-sensors = sensores, formcheck { $version }
room-halt-emergency = sin empezar: una señal de alarma que no puede esperar
room-halt-red-flag = sin empezar: una señal de alarma
room-halt-pain-before = sin empezar: demasiado dolor
room-halt-flares = sin empezar: los síntomas duraron tras las últimas visitas
room-halt-numb = detenida: entumecimiento o debilidad
room-halt-pain = detenida: demasiado dolor
room-halt-pain-rise = detenida: el dolor aumentó

room-picture = Imagen
room-back-ten = Diez fotogramas atrás
room-back = Un fotograma atrás
room-play = Reproducir
room-on = Un fotograma adelante
room-on-ten = Diez fotogramas adelante
room-previous = Repetición anterior
room-next = Repetición siguiente
room-uncertain = Siguiente dudosa
room-loop = Repetir esta
room-slower = Más lento
room-faster = Más rápido
room-view = Película, figura o ambas
room-keys = Teclas
room-needs-script = Las imágenes y las curvas necesitan JavaScript, que está desactivado en este navegador. La tabla está completa.

room-reps = Repeticiones
room-column-number = N.º
room-column-machine = Máquina
room-column-mine = Profesional
room-column-knee = Rodilla
room-column-ankle = Tobillo
room-column-tempo = Tiempo
room-column-why = Por qué
room-none-found = No se encontró ninguna repetición.
room-jump = Ir a la repetición { $number }
room-jump-added = Ir a la repetición añadida
room-sure = seguro { $certainty }
room-struck = descartada
room-again = con los puntos movidos: { $word }
room-machine-count = Máquina
room-mine-count = Con correcciones
room-first-mine-count = Primer resultado con correcciones
room-at = en { $at }
room-moved = Puntos movidos por { $by }, { $at }: en azul, donde se pusieron; en gris, donde los encontró la máquina.

## Cuál de sus resultados se mira

room-results = Resultados de esta sesión
room-first = Primer resultado
room-opinion = Opinión { $number }
room-taken-back = retirada
room-looks-kept = no es el primer resultado, sino juzgado de nuevo y guardado por { $by }, { $at }.
room-looks-undone = no es el primer resultado, sino juzgado de nuevo y guardado por { $by }, { $at }, y retirado después.
room-looks-brought = otro resultado de la misma grabación, distinto del primero, traído por { $by }, { $at }.
room-why = Por qué: { $reason }
room-limit-of = { $of }: { $limit }
room-no-limit = ninguno
room-no-limit-differs = Ningún límite difiere del primer resultado.
room-limits-differ = { $count ->
    [one] Un límite es distinto
   *[other] { $count } límites son distintos
  }
room-limits = Límites
room-limits-changed = cambiaron durante la sesión
room-limits-same = los mismos todo el tiempo
room-made-by = Hecho con
room-leg-unknown = desconocida
room-corrections-of-all = Lo que diga aquí es del movimiento, no de esta opinión: queda junto a todos los resultados.
room-first-found = primer resultado: { $word }
room-first-nothing = primer resultado: nada
room-again-first = puntos movidos, primeros límites: { $word }
room-jump-first = Ir al movimiento que solo tiene el primer resultado

room-curves = Curvas
room-strip-reps = Repeticiones de toda la sesión
room-span-all = Toda la sesión
room-span-minute = Un minuto
room-span-rep = Una repetición
room-curves-hint = Arrastre para repetir un tramo. Gris: un error estándar. Un hueco: sin medir.

room-film-here = La película está donde estaba.
room-film-none = No se guardó película: la figura se dibuja a partir del registro.
room-film-moved = La película no está donde estaba: { $path }. La figura se dibuja a partir del registro.
room-film-other = Donde estaba la película hay otro archivo: { $path }. La figura se dibuja a partir del registro.
room-locate = Localizar la película
room-locate-path = Dónde está ahora: la ruta completa, con todas sus carpetas
room-locate-go = Localizar

room-keys-title = Teclas de esta página
room-keys-close = Cerrar
room-keys-note = Descansan mientras escribe, y ninguna es necesaria: cada una tiene un botón o un clic en las curvas.

## De los scripts. No eligen entre variantes.

room-js-frame = fotograma { $number } · { $time } s
room-js-no-record = No se guardó registro de esta sesión: no hay nada que dibujar. La tabla es lo que se encontró.
room-js-reading = Leyendo el registro…
room-js-making = Preparando las curvas: { $percent } %
room-js-loading = Leyendo el fotograma { $number }…
room-js-checking = Buscando la película y comprobando que es la que se midió…
room-js-no-picture = No se encuentra la imagen del fotograma { $number }. Se muestra la figura.
room-js-not-asked = El servidor no responde. { $told }
room-js-no-play = Este navegador no puede reproducir la película: se reproduce imagen por imagen.
room-js-locating = Mirando el archivo…
room-js-located = Encontrada. Se ha guardado dónde está la película.
room-js-reading-of = { $joint }: { $deg } ± { $error }
room-js-not-seen = { $joint }: no se ve
room-js-view-film = Película
room-js-view-figure = Figura
room-js-view-both = Película y figura
room-js-play = Reproducir
room-js-pause = Pausa
room-js-speed = { $speed } ×
room-js-looping = Repite de { $from } a { $to } s
room-js-loop-off = No repite nada
room-js-no-uncertain = Ninguna es dudosa.
room-js-at-end = Era la última.
room-js-at-begin = Era la primera.
room-js-sure = seguro { $certainty }
room-js-struck = descartada
room-js-jump = Ir a la repetición { $number }
room-js-jump-added = Ir a la repetición añadida
room-js-jump-first = Ir al movimiento que solo tiene el primer resultado
room-js-at-frame = fotograma { $number }
room-js-degrees = { $deg }°
room-js-keys-on = Teclas activadas
room-js-keys-off = Teclas desactivadas
room-js-key-space = Reproducir y pausar
room-js-key-arrows = Un fotograma
room-js-key-ten = Diez fotogramas
room-js-key-phase = Borde de una fase
room-js-key-ends = Primer y último fotograma
room-js-key-reps = Repetición siguiente y anterior
room-js-key-uncertain = Siguiente dudosa
room-js-key-loop = Repetir esta repetición
room-js-key-speed = Más lento y más rápido
room-js-key-view = Película, figura o ambas
room-js-key-help = Esta lista
room-js-key-escape = Dejar una herramienta, dejar de repetir

## Si se ha revisado la sesión entera

room-looked = Revisada entera por { $by }, { $at }
room-looked-open = { $by } la revisó entera, { $at }; después se movieron puntos y nadie ha dicho qué veredicto es el correcto
