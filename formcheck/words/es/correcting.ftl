# La sala de revisión: lo que dice un profesional de lo que encontró la máquina. Ambas cosas quedan lado a lado, siempre.

## Lo dicho, como línea del historial. Los tiempos son los de la grabación.

said-none = no es una repetición
said-overruled = En { $at }: { $before }; se juzga { $after }.
said-added = En { $at }: una repetición que faltaba, { $after }.
said-struck = En { $at }: { $before }, y no es ninguna repetición.
said-moved = En { $at }: { $points ->
    [one] un punto movido
   *[other] { $points } puntos movidos
  } en { $frames ->
    [one] una imagen
   *[other] { $frames } imágenes
  }; juzgado así: { $after }.
said-angle = En { $at }: { $mine } con el goniómetro.
said-joint-alone = En { $at }: { $joint } { $mine } con el goniómetro; la máquina no midió nada ahí.
said-joint = En { $at }: { $joint } { $mine } con el goniómetro; la máquina midió { $machine }.
said-rescored = Juzgado con otros límites: opinión { $opinion }.
said-looked-through = Revisada entera: lo que nadie ha cambiado es correcto.
said-undone = Se retiró lo dicho con el número { $number }.

blame-camera = Por la cámara.
blame-point = Porque un punto está en otro sitio.
blame-rule = Por la regla.
blame-other = Por otra razón.

## Recuentos, siempre con quién los hizo

tally = { $good } bien de { $judged } vistas
tally-unseen = { $good } bien de { $judged } vistas, { $unseen } sin ver

## Qué fue de lo enviado

correcting-kept = guardado a las { $at } por { $by }
correcting-changed = { $by } cambió esta sesión a las { $at }. Mire cómo está ahora y guarde lo suyo si aún vale.

## Herramientas, paneles y todo lo dicho

correcting-overrule = Corregir juicio
correcting-missed = Faltó una
correcting-goniometer = Goniómetro
correcting-points = Puntos
correcting-comment = Comentario
correcting-looked = Revisada entera
correcting-looked-title = Sesión revisada entera
correcting-looked-said = He mirado todos los movimientos de esta sesión. Lo que no he cambiado es correcto tal como lo dice la máquina, y no falta nada.
correcting-looked-hint = Solo las sesiones revisadas enteras dicen hasta dónde se puede confiar aquí en la máquina: las correcciones solas no dicen nada de lo que está bien.
correcting-looked-other = La máquina tiene ahora otras repeticiones que las que mostraba esta página. Hay que mirarlas antes.
correcting-looked-open = En { $at } se movieron puntos y desde entonces la máquina dice otra cosa: antes hay que decir qué veredicto es el correcto (O).
correcting-undo = Deshacer
correcting-rescore = Otros límites
correcting-compare = Comparar
correcting-keep = Guardar
correcting-leave = Dejarlo
correcting-mine = Mi juicio
correcting-because = Porque
correcting-blame-camera = la cámara
correcting-blame-point = un punto está en otro sitio
correcting-blame-rule = la regla
correcting-blame-other = otra razón
correcting-reason = En palabras (puede quedar vacío)
correcting-begins = Empieza aquí
correcting-ends = Acaba aquí
correcting-goniometer-hint = Pulse el eje, luego un brazo y luego el otro. Arrastre, o use el tabulador y las flechas (con Mayús, diez píxeles). Las imágenes pasan con coma y punto.
correcting-joint = Se compara con
correcting-no-joint = ninguna articulación, solo el ángulo
correcting-lay = Ponerlo sobre los puntos de la máquina
correcting-again = Ponerlo de nuevo
correcting-note = Una nota (puede quedar vacía)
correcting-points-hint = Arrastre un punto en dos o tres imágenes; entre ellas va recto. Tabulador: punto siguiente; flechas: un píxel, con Mayús diez; coma y punto: imágenes. Lo gris es de la máquina, lo azul es suyo, un anillo a trazos es dudoso.
correcting-which = Punto
correcting-copy = Como en la imagen anterior
correcting-forget = No en esta imagen
correcting-comment-text = Comentario
correcting-log = Lo dicho de esta sesión

## De los guiones. No eligen entre variantes.

room-js-silent = El servidor no responde. Lo que escribió sigue aquí.
room-js-keeping = Guardando…
room-js-not-kept = Sin guardar. { $told } Intro lo intenta otra vez.
room-js-choose-first = Elija antes una repetición: pulse sobre ella, o use J o K.
room-js-verdict-first = Diga antes qué es: de 1 a 6.
room-js-extent-first = Debe empezar antes de acabar. Vaya a cada extremo y pulse [ y ].
room-js-extent-taken = Aquí la máquina halló una repetición. Corrija esa, o vaya a donde empieza y acaba.
room-js-extent = De { $from } a { $to } s
room-js-missed-title = Una repetición que faltó
room-js-overrule-title = Repetición { $number }
room-js-overrule-added = Una repetición añadida
room-js-overrule-machine = Máquina: { $word } { $sure }. { $why }
room-js-overrule-nothing = La máquina no halló nada aquí.
room-js-overrule-first = Primer resultado: { $word } { $sure }. { $why }
room-js-overrule-first-nothing = El primer resultado no tiene nada aquí.
room-js-nothing-to-strike = El primer resultado no tiene nada aquí que se pueda descartar.
room-js-no-points = La máquina no tiene puntos ahí.
room-js-goniometer-axis = Pulse el eje.
room-js-goniometer-still = Pulse a lo largo del primer brazo.
room-js-goniometer-moving = Pulse a lo largo del segundo brazo.
room-js-goniometer-mine = { $deg }°
room-js-goniometer-machine = La máquina lee { $deg }° ± { $error }°: { $apart }° de diferencia.
room-js-goniometer-agree = Está dentro del doble de su ±.
room-js-goniometer-differ = Es más del doble de su ±.
room-js-goniometer-unread = La máquina no lee nada en esta imagen.
room-js-goniometer-alone = No se compara con ninguna articulación.
room-js-goniometer-first = Ponga antes el eje y ambos brazos.
room-js-points-judging = Juzgando así…
room-js-points-judged = Aún sin guardar. Máquina: { $before }; así: { $after }.
room-js-points-judged-first = Aún sin guardar. Por los límites del primer resultado: antes { $before }; así, { $after }.
room-js-points-nothing = nada
room-js-points-numbers = Rodilla { $was_knee } → { $knee }, tobillo { $was_ankle } → { $ankle }.
room-js-points-frames = Puesto en las imágenes { $frames }.
room-js-points-none = Aún sin mover.
room-js-points-angles = Esta imagen: rodilla { $was_knee } → { $knee }, tobillo { $was_ankle } → { $ankle }
room-js-points-first = Mueva antes un punto.
room-js-point-hip = cadera
room-js-point-knee = rodilla
room-js-point-ankle = tobillo
room-js-point-heel = talón
room-js-point-foot-index = punta del pie
room-js-point-shoulder = hombro
room-js-point-ear = oreja
room-js-point-nose = nariz
room-js-comment-at = sobre este momento, { $time } s
room-js-comment-first = Escriba antes algo.
room-js-nothing-to-undo = No hay nada que retirar.
room-js-nothing-to-redo = No se acaba de retirar nada.
room-js-log-by = { $at }, { $by }
room-js-log-show = Ver
room-js-log-show-of = Ver de qué trata el número { $number }
room-js-log-undo = Retirar
room-js-log-undo-of = Retirar el número { $number }
room-js-key-overrule = Corregir el juicio
room-js-key-verdicts = Juicio, con el panel abierto
room-js-key-missed = Aquí faltó una
room-js-key-extent = Empieza aquí, acaba aquí
room-js-key-goniometer = Goniómetro
room-js-key-points = Puntos
room-js-key-copy = Punto como en la imagen anterior
room-js-key-comment = Comentario
room-js-key-looked = Sesión revisada entera
room-js-key-undo = Retirar lo último
room-js-key-redo = Recuperarlo
