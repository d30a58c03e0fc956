# El informe de una sesión para el profesional, su gráfico y el vídeo con los ángulos.

report-title = { $count }: { $name }
report-leg-unknown = pierna desconocida
# Cuándo: un día y una hora, como lo dice la grabación.
report-recorded = del { $when }
report-recorded-file = archivo con fecha { $when }; no se sabe cuándo se grabó
report-recorded-unknown = no se sabe cuándo se grabó
report-long = dura { $time }

## Lo que vio la cámara y lo que supone para los números

remark-no-person = No se encontró a nadie: el cuerpo entero, de la cabeza a los pies, debe verse en la imagen.
remark-no-person-sensors = Ningún sensor dijo nada que se pueda medir.
remark-cut-at-start = La grabación empieza en mitad de una repetición: esa no se contó.
remark-cut-at-end = La grabación termina en mitad de una repetición: esa no se contó. Deje de grabar un momento después de la última.
remark-cut-at-end-sensors = La grabación termina en mitad de una repetición: esa no se contó. Pare la grabación un momento después de la última.
# No se contó nada, y por qué: la frase es una de causes.ftl.
remark-not-measured = No se contó nada: en el { $percent } % de las imágenes { $cause }.
remark-not-measured-sensors = No se contó nada: durante el { $percent } % del tiempo { $cause }.
remark-not-measured-both = No se contó nada: durante el { $percent } % del tiempo { $cause }.
remark-not-measured-plain = No se contó nada: { $cause }.
remark-out-of-position = No se contó nada: en el { $percent } % de las imágenes { $cause }. ¿Es el ejercicio correcto, desde su posición inicial?
remark-out-of-position-sensors = No se contó nada: durante el { $percent } % del tiempo { $cause }. ¿Son el ejercicio y la pierna correctos, desde su posición inicial?
remark-out-of-position-both = No se contó nada: durante el { $percent } % del tiempo { $cause }. ¿Es el ejercicio correcto, desde su posición inicial?
remark-out-of-position-plain = No se contó nada: { $cause }. ¿Es el ejercicio correcto, desde su posición inicial?
remark-no-movement = No se contó nada: el mayor movimiento desde el reposo fue de { $number }°, y cuenta desde { $limit }°. Si se movió la otra pierna, grabe desde su lado.
remark-no-movement-sensors = No se contó nada: el mayor movimiento desde el reposo fue de { $number }°, y cuenta desde { $limit }°. Si se movió la otra pierna, ponga en ella los sensores.
remark-seldom-measured = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir en el { $percent } % de las imágenes.
remark-seldom-measured-sensors = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir durante el { $percent } % del tiempo.
remark-seldom-measured-both = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir durante el { $percent } % del tiempo.
# Lo que más lo impidió el resto del tiempo.
remark-seldom-measured-because = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir en el { $percent } % de las imágenes. Lo que más lo impidió: { $cause }.
remark-seldom-measured-because-sensors = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir durante el { $percent } % del tiempo. Lo que más lo impidió: { $cause }.
remark-seldom-measured-because-both = { $part ->
    [pie] El pie se pudo
   *[other] La { $part } se pudo
  } medir durante el { $percent } % del tiempo. Lo que más lo impidió: { $cause }.
remark-not-side-on = La cámara estaba a unos { $angle }° de la vista lateral, { $from ->
    [from-behind] hacia su espalda
   *[from-front] hacia su frente
  }: por eso la incertidumbre es mayor.
remark-not-side-on-far = La cámara estaba a unos { $angle }° de la vista lateral, { $from ->
    [from-behind] hacia su espalda
   *[from-front] hacia su frente
  }: a más de { $limit }° no se mide nada.
remark-neutral-not-used = El intervalo neutro no se usó: el pie estaba a { $angle }°, demasiado lejos del ángulo recto con la pierna para ser neutro.
remark-other-speed = Todo fue a { $times } veces la velocidad que muestra la grabación: los tiempos son los reales, no los de un reproductor.
remark-file-cut-short = El archivo está incompleto, porque la grabación o la copia se interrumpió: solo se pudieron valorar los primeros { $seconds } s. Si el original es más largo, cópielo de nuevo.
remark-file-cut-short-of = El archivo está incompleto, porque la grabación o la copia se interrumpió: solo se pudieron valorar los primeros { $seconds } s de { $whole } s. Si el original es más largo, cópielo de nuevo.
remark-pictures-missing = Durante { $seconds } s en total no hay imágenes, porque el archivo está dañado o la cámara no dio ninguna: lo que pasó entonces no se vio.
remark-looks-sped-up = ¿Va este vídeo más rápido que en la realidad? Nadie se mueve tan deprisa como se ve. Si se aceleró, o si declara más imágenes por segundo de las que dio la cámara, revíselo de nuevo con --speed { $times } o con lo que usted sepa; aquí todos los tiempos y valoraciones lo toman tal cual.
remark-looks-slowed = ¿Es cámara lenta? Los movimientos duran mucho más de lo prescrito. Si lo es, revíselo de nuevo con --speed { $times } o con lo que usted sepa; aquí todos los tiempos y valoraciones lo toman tal cual.
remark-lighter-model = El modelo full lee una rodilla recta como doblada entre 10 y 20° y acorta el recorrido del tobillo.
# Qué sensor, y cuándo se notó, o cuánto duró.
remark-sensor-lost = { $place }: el sensor no dijo nada durante { $seconds } s; lo que depende de él no se valoró entonces.
remark-sensor-slipped = { $place }: el sensor se desplazó; en { $when } ya no estaba como al calibrarlo, y desde ahí no se usó.
remark-sensor-late = { $place }: las lecturas del sensor llegaban más tarde que las de los otros; sus tiempos se corrigieron.
remark-sensor-upright-axis = { $place }: en { $when } estaba de lado; entonces la gravedad no dice cuánto se dobla la pierna.
remark-sensor-not-seated = { $place }: en { $when } el sensor hablaba de alguien que camina; ahí no se usó.

## Resumen

report-summary = Resumen
# Cuántas salieron bien, de las que se pudieron valorar; lo que no se pudo ver no está en ninguno de los dos números.
answer = { $judged ->
    [0] { $unseen ->
        [0] Ninguna repetición
        [one] 1 repetición, no vista lo bastante bien para valorarla
       *[other] { $unseen } repeticiones, ninguna vista lo bastante bien para valorarla
      }
   *[other] { $good } bien de { $judged } { $judged ->
        [one] valorada
       *[other] valoradas
      }{ $unseen ->
        [0] {""}
        [one] , 1 no se pudo ver
       *[other] , { $unseen } no se pudieron ver
      }
  }
answer-sensors = { $judged ->
    [0] { $unseen ->
        [0] Ninguna repetición
        [one] 1 repetición, no medida lo bastante bien para valorarla
       *[other] { $unseen } repeticiones, ninguna medida lo bastante bien para valorarla
      }
   *[other] { $good } bien de { $judged } { $judged ->
        [one] valorada
       *[other] valoradas
      }{ $unseen ->
        [0] {""}
        [one] , 1 no se pudo medir
       *[other] , { $unseen } no se pudieron medir
      }
  }
answer-both = { $judged ->
    [0] { $unseen ->
        [0] Ninguna repetición
        [one] 1 repetición, no medida lo bastante bien para valorarla
       *[other] { $unseen } repeticiones, ninguna medida lo bastante bien para valorarla
      }
   *[other] { $good } bien de { $judged } { $judged ->
        [one] valorada
       *[other] valoradas
      }{ $unseen ->
        [0] {""}
        [one] , 1 no se pudo medir
       *[other] , { $unseen } no se pudieron medir
      }
  }
report-helps = Lo que más ayudaría la próxima vez
report-nothing-to-change = Nada que cambiar.
report-unsharp = Lo que no se valoró no se vio con nitidez suficiente para decidir; no se debe a una sola cosa.
report-unsharp-sensors = Sujete bien los sensores, calíbrelos otra vez y déjelos como están hasta la última repetición.
report-none = No se encontraron repeticiones
report-nobody = En este vídeo no se vio a nadie el tiempo suficiente para medir.
report-nobody-sensors = Ningún sensor dijo nada el tiempo suficiente para medir.
report-nobody-both = No se vio a nadie, ni ningún sensor dijo nada, el tiempo suficiente para medir.
report-how-to-film = Cómo grabarlo: { $camera }
report-how-to-strap = Cómo llevarlos: un sensor por fuera del muslo, otro en la espinilla y otro en el empeine, sujetos de modo que no se muevan de su sitio; después, calibre.
report-uncounted = Se movió, pero no se contó:
# Uno de ellos: cuándo, cuántos hubo seguidos y por qué.
uncounted-line = { $span }{ $movements ->
    [one] {""}
   *[other] , { $movements } movimientos
  }: { $why }
uncounted-from-start = el principio
uncounted-too-small = demasiado pequeño para contar
uncounted-too-small-because = demasiado pequeño: { $cause }
uncounted-out-of-position = no donde se hace este ejercicio
uncounted-never-returned = no volvió adonde empezó
uncounted-lost-from-view = se perdió de vista a medio camino
uncounted-lost-from-view-sensors = dejó de medirse a medio camino
uncounted-lost-from-view-both = dejó de medirse a medio camino
uncounted-cut-by-start = cortado por el principio de la grabación
uncounted-cut-by-end = cortado por el final de la grabación
report-over-the-session = En toda la sesión
report-median = mediana
report-lowest = mínimo
report-highest = máximo
report-knee-at-end = Rodilla en la posición final
report-ankle-at-end = Tobillo en la posición final
report-thigh-at-end = Muslo en la posición final
report-knee-range = Recorrido de la rodilla
report-ankle-range = Recorrido del tobillo
report-thigh-range = Recorrido del muslo
report-whole-cycle = Ciclo completo

## Gráfico

report-traces = Ángulos a lo largo del tiempo
report-chart = Ángulos de rodilla y tobillo a lo largo del tiempo, con las bandas de los objetivos, las fases y el veredicto de cada repetición. Los mismos números están en la tabla de abajo.
report-chart-sensors = Los ángulos medidos a lo largo del tiempo, con las bandas de los objetivos, las fases y el veredicto de cada repetición. Los mismos números están en la tabla de abajo.
report-no-scripts = El reproductor necesita scripts, que aquí están desactivados, y también los números del gráfico. Todos los números de las repeticiones están en la tabla de abajo.
report-chart-lines = Las zonas de color son los objetivos. Una línea clara se midió con menos certeza. Donde no se midió nada la línea se corta; los puntos solo guían la vista por huecos de hasta un cuarto de segundo.
report-chart-doubt = La banda sombreada es el movimiento medido de una repetición ± su error estándar.
report-chart-use = Haga clic en una repetición para ir a ella y verla de cerca.
report-chart-stride = Solo se dibuja una muestra de cada { $stride }; los veredictos se apoyan en todas.
report-chart-ailing = Una banda amarilla de borde discontinuo es un tiempo en que a un sensor le pasaba algo.
report-nothing-to-draw = No se midió nada, así que no hay nada que dibujar.
chart-knee = Flexión de rodilla
chart-knee-direction = grados; 0 es recta, doblar es +
chart-ankle = Flexión dorsal del tobillo
chart-ankle-direction = grados; 0 es en ángulo recto con la pierna, punta arriba es +
chart-thigh = Elevación del muslo
chart-thigh-direction = grados; 0 es horizontal, la rodilla por encima de la cadera es +
chart-neck = Flexión del cuello
chart-neck-direction = grados; la barbilla al pecho es +; solo significa algo su cambio
chart-phase = fase
chart-repetition = repetición
chart-time = Tiempo en el vídeo, minutos:segundos
chart-time-sensors = Tiempo en la grabación, minutos:segundos
chart-time-both = Tiempo en la grabación, minutos:segundos
chart-sensor-lost = { $place }: sin lecturas
chart-sensor-slipped = { $place }: desplazado
chart-sensor-late = { $place }: con retraso, corregido
chart-sensor-upright-axis = { $place }: de lado
chart-sensor-not-seated = { $place }: caminando
chart-own-target = objetivo propio, { $window }

## Tramos y su reproductor

# Qué serie, y cuántas repeticiones de cuántas.
report-looks-like = parece { $exercise }
report-practice = práctica, { $done } { $done ->
    [one] repetición
   *[other] repeticiones
  }
report-set = serie { $number } de { $sets }, { $done } de { $prescribed } repeticiones prescritas
report-set-beyond = serie { $number } con { $sets } { $sets ->
    [one] prescrita
   *[other] prescritas
  }, { $done } de { $prescribed } repeticiones prescritas
player = Reproductor
player-figure = La persona como figura de líneas, en el momento de la línea de los gráficos.
player-figure-sensors = La pierna como figura de líneas, en el momento de la línea de los gráficos.
player-time = Tiempo
player-play = Reproducir o pausar
player-back = Un instante atrás
player-on = Un instante adelante
player-previous = Repetición anterior
player-next = Repetición siguiente
player-half = Media velocidad
player-closer = Mostrar menos tiempo
player-wider = Mostrar más tiempo
player-repetition = Repetición { $number }
player-keys = Espacio reproduce y pausa; ← y → un instante; J y K repeticiones; H media velocidad; + y − tiempo visible.

## Cada repetición

report-repetitions = Cada repetición
report-number = N.º
report-furthest = Punto más lejano
report-verdict = Veredicto y motivo
report-time = Tiempo
report-peak = extremo
report-knee = Rodilla
report-ankle = Tobillo
report-thigh = Muslo
report-neck = Cuello
report-at-the-peak = en el extremo
report-change = cambio
report-neck-change = Cambio del cuello
report-out-hold-back = Ida, parada, vuelta
report-top-speed = Velocidad máxima
report-no-picture = sin imagen
report-picture = Repetición { $number } en su punto más lejano: rodilla { $knee }, tobillo { $ankle }.
report-show = Ir ahí y verlo de cerca
report-show-repetition = Repetición { $number }, { $verdict }: ir ahí
report-signs = Rodilla: 0° es recta, doblar es positivo. Tobillo: 0° es el pie en ángulo recto con la pierna, punta arriba es positivo. Cambio del cuello: del reposo al punto más lejano, la barbilla al pecho es positivo.
report-sign-knee = Rodilla: 0° es recta, doblar es positivo.
report-sign-ankle = Tobillo: 0° es el pie en ángulo recto con la pierna, punta arriba es positivo.
report-sign-neck = Cambio del cuello: del reposo al punto más lejano, la barbilla al pecho es positivo.
report-plus-minus = ± es un error estándar: el valor real está dentro de él unas dos veces de cada tres, y dentro del doble diecinueve de cada veinte. El de un recorrido (del reposo al máximo) es mayor, porque sus dos extremos son inciertos.
report-range = recorrido
report-reading = «{ $missing }» quiere decir sin medir.
report-no-rows = No hay ninguna que mostrar.

## Lo que la cámara no pudo ver

report-unseen = Lo que la cámara no pudo ver
report-unseen-sensors = Lo que los sensores no pudieron medir
report-unseen-both = Lo que no se pudo medir
report-unseen-part = Forma parte de este ejercicio, pero no se ve de lado y por eso nunca se juzga:
report-unseen-part-sensors = Forma parte de este ejercicio, pero ninguno de los sensores lo mide y por eso nunca se juzga:
report-unseen-part-both = Forma parte de este ejercicio, pero ni la cámara ni los sensores lo miden y por eso nunca se juzga:
report-no-neck = cómo se mueve la cabeza
report-no-ankle = cómo se mueve el pie
report-no-knee = cómo se dobla la rodilla
report-no-thigh = si el muslo se levanta para ayudar a la rodilla
report-no-trunk = si la espalda se inclina para ayudar a la rodilla
report-pictures = En { $with } de { $all } imágenes se ve a una persona.
report-view = La cámara estaba a unos { $angle } de la vista lateral exacta.
report-angle = Ángulo
report-measured-in = medido en
report-measured-by = medido por
report-origin-camera = cámara
report-origin-sensor = sensores
report-origin-share = { $origin } { $share }
report-typical-error = error típico
report-not-known = no se conoce
report-out-of-sight = Fuera de la vista: { $spans }.
report-out-of-sight-sensors = Sin medir: { $spans }.
report-out-of-sight-both = Sin medir: { $spans }.
report-disputes = La cámara y los sensores no coincidían, por lo que esto no se juzgó: { $spans }.
report-dispute = { $joint }: cámara { $camera }, sensores { $sensors } ({ $span })
report-and-more = y { $count } más

## Hasta dónde fiarse de estos números

report-trust = Hasta dónde fiarse de estos números
report-projections = Los ángulos son proyecciones sobre la imagen, entre centros articulares que estima un modelo: no son la lectura de un goniómetro. Valen para una cámara perpendicular al movimiento.
report-projections-both = Los ángulos medidos por la cámara son proyecciones sobre la imagen, entre centros articulares que estima un modelo. Valen para una cámara perpendicular al movimiento.
report-sensor-angles = Los ángulos son los que forman las partes de la pierna según están los sensores sujetos a ellas: no son la lectura de un goniómetro. Las cintas y la carne se mueven un poco en cada repetición.
report-sensor-angles-both = Los ángulos medidos por sensores son los que forman las partes de la pierna según están los sensores sujetos a ellas. Las cintas y la carne se mueven un poco en cada repetición. Ni unos ni otros son la lectura de un goniómetro.
report-sensor-two = Donde la cámara y los sensores midieron el mismo ángulo, vale el del instrumento con menor error; la tabla de al lado dice cuál.
report-errors = Los errores típicos de al lado son para una buena vista; cada ± es mayor donde la vista era menos buena.
report-errors-sensors = Los errores típicos de al lado son estimaciones: no se han comprobado con una referencia en personas que deslizan un nervio. Cada ± es mayor donde se midió menos.
report-errors-both = Los errores típicos de al lado son para una buena vista y para sensores bien sujetos; los de los sensores no se han comprobado con una referencia en personas que deslizan un nervio.
report-fair = Un defecto se señala solo donde es probable más allá de toda duda razonable: donde lo que falta es más de 1,28 veces su ±. Frente al recorrido propio, medido con el mismo ojo, el ± de un motivo es menor. Un intento que no se pudo medir nunca cuenta en contra del paciente.
report-zero-still-start = El cero del tobillo se tomó del comienzo quieto del vídeo; se restaron { $offset }.
report-zero-interval = El cero del tobillo se tomó de la postura neutra mostrada en el vídeo; se restaron { $offset }.
report-zero-prescription = El cero del tobillo viene de la prescripción; se restaron { $offset }.
report-zero-none = No se captó ninguna postura neutra, así que el cero del tobillo es el del modelo. La línea del talón a la punta no es del todo paralela a la planta, y cambia de una persona a otra y con el calzado. Con la rodilla doblada y el otro pie cerca, un pie estirado se lee menos estirado de lo que está: la posición final es más segura.
report-zero-none-both = Donde la cámara midió el tobillo, su cero es el del modelo, pues no se captó ninguna postura neutra: la línea del talón a la punta no es del todo paralela a la planta.
# Qué dice dónde está el cero de los sensores, y de cuáles.
report-sensor-zero-standing = { $places }: el cero es cómo estuvo de pie la persona al calibrar. Una rodilla que entonces estaba algo doblada se llama recta.
report-sensor-zero-seated = { $places }: el cero viene de cómo se sentó la persona al calibrar, con el muslo tomado por horizontal, la espinilla por vertical y el pie en ángulo recto. Nadie se sienta exactamente así: los ángulos pueden desviarse varios grados, siempre lo mismo.
report-sensor-zero-lying = { $places }: el cero viene de cómo se tumbó la persona al calibrar, con la pierna tomada por recta y horizontal.
report-sensor-zero-own-extension = { $places }: el cero es lo más que la persona pudo estirar la rodilla al calibrar: eso se llama recto, fuera lo que fuera.
report-sensor-zero-typed = { $places }: el cero viene de un ángulo que alguien midió a mano y escribió.
report-sensor-zero-camera = { $places }: el cero viene de lo que midió una cámara al calibrar.
report-thigh-level = El muslo no lleva sensor y se toma por horizontal: cada grado que no lo esté se lee como un grado de rodilla.
report-thigh-in-line = El muslo no lleva sensor y se toma por alineado con la espinilla: una rodilla doblada no se nota.
report-sensor-table = Sensores
report-sensor-kind-unknown = no se conoce
report-lighter = Esta sesión se midió con el modelo más ligero.
report-lighter-why = Con él, una rodilla recta se lee doblada entre 10 y 20° y el movimiento del tobillo sale acortado. Para juzgar el recorrido use el modelo heavy.
report-neck-zero = El cero del cuello cambia de una persona a otra: solo significa algo su cambio.
report-no-diagnosis = Este informe describe un movimiento. No es un diagnóstico, y formcheck no es un producto sanitario.

## Con qué se juzgó

report-limits = Con qué se juzgó
report-phase = Fase
report-told-to = Lo que se pide
report-foot = Pie
report-told-not-judged = se pide, no se juzga
report-stay = Parada
report-stay-limits = aviso / defecto desde
report-any = libre
neck-flexed = flexionado
neck-extended = extendido
neck-neutral = neutro
neck-any = libre
report-rushed = Con prisa: un ciclo completo de menos de { $cycle } s, la parte central de un trayecto de menos de { $stroke } s, o más rápido que { $speed }; un ciclo de menos de { $warning } s es un aviso.
report-own-end = Recorrido final propio de la articulación principal: { $angle }; completo desde { $complete }.
report-own-ankle = Recorrido final propio del tobillo: { $angle }; completo desde { $complete }.
report-dose = Prescrito: { $repetitions } repeticiones, { $sets } { $sets ->
    [one] serie
   *[other] series
  }, { $times } { $times ->
    [one] vez
   *[other] veces
  } al día.
report-evidence = Pruebas de la secuencia: grado { $grade } ({ $meaning }).
grade-a = el resumen de un estudio, un registro de ensayos o una página oficial
grade-b = el folleto de una clínica o una página que cita a otros
grade-m = conocimiento general sin fuente
grade-p = propuesta nuestra, que necesita la conformidad de un profesional
report-made-by = { $program } { $version }, { $estimator } { $estimator_version }, modelo { $model }
report-made-by-sensors = { $program } { $version }, { $sensors ->
    [one] un sensor
   *[other] { $sensors } sensores
  }
report-made-of = ejercicio { $exercise }. Hecho en este ordenador; abrir esta página no envía nada a ningún sitio.

## Vídeo con los ángulos y progreso

count-good = { $good } bien de { $judged }{ $unseen ->
    [0] {""}
   *[other] , { $unseen } sin ver
  }
