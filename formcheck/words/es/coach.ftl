# Lo que dice la guía durante la sesión: breve, amable, en imperativo, sobre el movimiento y nunca sobre la persona.
# `cue-` se lee desde lejos; su `say-` se dice en voz alta: cinco palabras como mucho.

## Se ve o no se ve

cue-lost-person = No le veo.
say-lost-person = No le veo.
cue-lost-knee = No veo su rodilla.
say-lost-knee = No veo su rodilla.
cue-lost-foot = No veo su pie.
say-lost-foot = No veo su pie.
cue-lost-head = No veo su cabeza.
say-lost-head = No veo su cabeza.
cue-lost-leg = No veo su pierna.
say-lost-leg = No veo su pierna.
cue-lost-hip = No veo su cadera.
say-lost-hip = No veo su cadera.
cue-lost-outside =
    { $part ->
        [head] Su cabeza
        [shoulder] Su hombro
        [hip] Su cadera
        [knee] Su rodilla
       *[foot] Su pie
    } queda fuera de la imagen.
say-lost-outside = Fuera de la imagen.
cue-lost-askew = Póngase de lado a la cámara, por favor.
say-lost-askew = Póngase de lado.
cue-lost-other-person = Hay alguien en medio.
say-lost-other-person = Hay alguien en medio.
cue-lost-picture-still = La imagen está parada.
say-lost-picture-still = La imagen está parada.
cue-found = Ya le veo otra vez.
say-found = Ya le veo otra vez.
cue-waiting = Aquí le espero.
say-waiting = Aquí le espero.
# Un sensor sujeto a la pierna: cuál, como «espinilla izquierda».
cue-trouble-lost = No llegan lecturas del sensor: { $place }.
say-trouble-lost = Un sensor no responde.
cue-trouble-upright-axis = No se tumbe de lado, por favor: { $place }.
say-trouble-upright-axis = No de lado, por favor.
cue-trouble-not-seated = Siéntese para seguir, por favor.
say-trouble-not-seated = Siéntese, por favor.

## El movimiento

cue-toes-up = Punta del pie arriba.
say-toes-up = Punta del pie arriba.
cue-point-foot = Estire la punta del pie.
say-point-foot = Estire la punta del pie.
cue-straighter = Un poco más recta.
say-straighter = Un poco más recta.
cue-bend-more = Doble un poco más.
say-bend-more = Doble un poco más.
cue-leg-higher = Pierna un poco más arriba.
say-leg-higher = Pierna un poco más arriba.
cue-leg-lower = Pierna un poco más abajo.
say-leg-lower = Pierna un poco más abajo.
cue-all-the-way-back = Vuelva hasta el inicio.
say-all-the-way-back = Vuelva hasta el inicio.
cue-slower = Más despacio.
say-slower = Más despacio.
cue-turn-back = Y vuelva.
say-turn-back = Y vuelva.
cue-far-enough = Hasta ahí está bien.
say-far-enough = Hasta ahí está bien.
cue-look-up = Mire arriba al estirar.
say-look-up = Mire arriba al estirar.
cue-head-down = Apoye la cabeza al estirar.
say-head-down = Apoye la cabeza.
cue-chin-down = Baje la barbilla al estirar.
say-chin-down = Baje la barbilla.
cue-head-still = Mantenga quieta la cabeza.
say-head-still = Mantenga quieta la cabeza.
cue-together = Rodilla y pie a la vez.
say-together = Rodilla y pie juntos.
cue-back-still = Mantenga quieta la espalda.
say-back-still = Mantenga quieta la espalda.
cue-thigh-down = Mantenga quieto el muslo.
say-thigh-down = Mantenga quieto el muslo.
cue-no-bounce = Suave, sin rebotes.
say-no-bounce = Suave, sin rebotes.
cue-foot-back = Deje que el pie vuelva del todo.
say-foot-back = Deje volver el pie.
# La repetición cuenta; que no se juzgara toda se debe a la cámara.
cue-head-unseen = Bien. No he podido ver la cabeza.
say-head-unseen = Bien. No vi su cabeza.
cue-joint-unseen = Bien. No se pudo valorar todo.
say-joint-unseen = Bien. No lo vi todo.
cue-good = Bien.
say-good = Bien.

## La marcha de la sesión

cue-begin = Empiece cuando quiera.
say-begin = Empiece cuando quiera.
cue-hold-still = No se mueva, con el pie bien apoyado en el suelo.
say-hold-still = Sin moverse, pie apoyado.
cue-hold-still-shin = Pie apoyado, espinilla vertical, y no se mueva.
say-hold-still-shin = Pie apoyado, espinilla vertical.
cue-captured = Ya está.
say-captured = Ya está.
cue-practice = Ahora despacio, hasta donde le resulte cómodo.
say-practice = Despacio y con comodidad.
cue-measured-next = Bien. Ahora tres más, igual que antes.
say-measured-next = Bien. Ahora tres más.
cue-range-set = Su recorrido cómodo está medido.
say-range-set = Su recorrido cómodo está medido.
cue-range-not-set = No pude medir su recorrido; se usan los objetivos prescritos.
say-range-not-set = Uso los objetivos prescritos.
cue-set-done = Serie terminada. Descanse.
say-set-done = Serie terminada. Descanse.
cue-rest-over = Fin del descanso. Vuelva a la posición inicial.
say-rest-over = Fin del descanso.
cue-all-done = Hemos terminado.
say-all-done = Hemos terminado.
cue-paused = En pausa.
say-paused = En pausa.
cue-resumed = Seguimos.
say-resumed = Seguimos.
cue-take-position = Colóquese en la posición inicial.
say-take-position = Colóquese en la posición inicial.

## No cuenta, y por qué, de una vez

cue-not-counted = Esta no cuenta: { $reason }.

# No es lo prescrito, así que sus faltas no lo son.
cue-looks-like = Parecen otro ejercicio, no el de hoy: { $exercise }.
say-looks-like = Parece otro ejercicio.

reason-knee-short = la rodilla paró un poco antes
say-reason-knee-short = La rodilla paró antes.
reason-knee-not-back = la rodilla volvió solo a medias
say-reason-knee-not-back = La rodilla volvió a medias.
reason-foot-short-up = el pie se quedó abajo
say-reason-foot-short-up = El pie se quedó abajo.
reason-foot-short-down = el pie se quedó arriba
say-reason-foot-short-down = El pie se quedó arriba.
reason-leg-short-high = la pierna se quedó baja
say-reason-leg-short-high = La pierna se quedó baja.
reason-leg-short-low = la pierna se quedó alta
say-reason-leg-short-low = La pierna se quedó alta.
reason-knee-bent = la rodilla estaba doblada
say-reason-knee-bent = La rodilla estaba doblada.
reason-late-foot = el pie llegó un poco tarde
say-reason-late-foot = El pie llegó tarde.
reason-foot-wrong-way = el pie fue al revés
say-reason-foot-wrong-way = El pie fue al revés.
reason-head-wrong-way = la cabeza fue al revés
say-reason-head-wrong-way = La cabeza fue al revés.
reason-too-fast = un poco rápido
say-reason-too-fast = Un poco rápido.
reason-held = se detuvo al final
say-reason-held = Se detuvo al final.

# Lo que la cámara no vio es cosa de la cámara.
cue-not-sure = No vi esa con suficiente claridad.
say-not-sure = No la vi con claridad.
cue-not-seen-knee = No pude ver su rodilla.
say-not-seen-knee = No pude ver su rodilla.
cue-not-seen-foot = No pude ver su pie.
say-not-seen-foot = No pude ver su pie.
cue-not-seen-leg = No pude ver su pierna.
say-not-seen-leg = No pude ver su pierna.
cue-left-picture =
    { $part ->
        [head] Su cabeza
        [shoulder] Su hombro
        [hip] Su cadera
        [knee] Su rodilla
       *[foot] Su pie
    } salió de la imagen: no pude valorarla.
say-left-picture = Fuera de la imagen.
cue-askew = Esa no la vi de lado.
say-askew = Póngase de lado.
cue-other-person = Había alguien en medio.
say-other-person = Había alguien en medio.
cue-picture-still = La imagen se paró durante esa.
say-picture-still = La imagen se paró.
cue-feet-together = En esa no pude distinguir sus pies.
say-feet-together = Separe los pies.

## Colocar la cámara: lo único que hay que cambiar ahora

see-nobody = Todavía no veo a nadie. Colóquese de lado a la cámara.
say-see-nobody = Todavía no le veo.
see-head-out = Su cabeza queda por encima de la imagen. Incline la pantalla un poco hacia arriba.
say-see-head-out = Incline la pantalla hacia arriba.
see-foot-out-below =
    No veo su pie { $side ->
        [left] izquierdo
       *[right] derecho
    }. Incline la pantalla un poco hacia abajo.
say-see-foot-out-below = Incline la pantalla hacia abajo.
see-head-and-foot-out = La cabeza y el pie no caben a la vez en la imagen. Aléjese un poco.
say-see-head-and-foot-out = Aléjese un poco.
see-out-aside = Está en el borde de la imagen. Lleve la silla hacia el centro.
say-see-out-aside = Póngase en el centro.
see-knee-out = No veo su rodilla. Muévase hasta que se vea toda la pierna.
say-see-knee-out = No veo su rodilla.
see-part-hidden =
    Algo le tapa { $part ->
        [head] la cabeza
        [hip] la cadera
        [knee] la rodilla
       *[foot] el pie
    } a la cámara. Por favor, despeje la vista.
say-see-part-hidden = Despeje la vista, por favor.
see-no-room = La pierna estirada no cabrá en la imagen. Lleve la silla hacia atrás o gire un poco la cámara.
say-see-no-room = La pierna necesita más sitio.
see-too-near = Está cerca de la cámara. Aléjese un poco.
say-see-too-near = Aléjese un poco.
see-too-far = Está lejos de la cámara. Acérquese un poco.
say-see-too-far = Acérquese un poco.
see-not-side-on = Póngase de lado a la cámara.
say-see-not-side-on = Póngase de lado, por favor.
see-wrong-side =
    Dé la vuelta: la pierna { $side ->
        [left] izquierda
       *[right] derecha
    } debe quedar más cerca de la cámara.
say-see-wrong-side = Dé la vuelta, por favor.
see-not-level = La imagen está inclinada. Ponga recta la cámara.
say-see-not-level = Ponga recta la cámara.
see-too-dark = Hay poca luz. Encienda una lámpara.
say-see-too-dark = Más luz, por favor.
see-too-bright = Hay mucha luz. Bájela o corra la cortina.
say-see-too-bright = Un poco menos de luz.
see-light-behind = Hay una luz fuerte detrás de usted. Corra la cortina o apague esa luz.
say-see-light-behind = Hay luz detrás de usted.
see-too-slow = El ordenador está ocupado. Por favor, cierre otros programas.
say-see-too-slow = Cierre otros programas, por favor.
see-wait-rate = Midiendo la velocidad. Un momento, por favor.
say-see-wait-rate = Un momento, por favor.
see-wait-long = El modelo tarda más de lo normal. Puede seguir esperando.
say-see-wait-long = Esto tarda bastante.
see-no-model = No se puede cargar el modelo. Ejecute, por favor: formcheck doctor.
say-see-no-model = Pida ayuda, por favor.
see-all-good = Todo bien. Empezamos.
say-see-all-good = Todo bien. Empezamos.

## Fases: una palabra

phase-ready = Inicio
phase-straighten = Estire
phase-bend = Flexione
phase-up = Arriba
phase-down = Abajo
phase-lift = Suba
phase-lower = Baje
phase-back = Vuelva
phase-hold = Mantenga
phase-lost = Oculto

## Lo que hace el pie sin que la cámara lo vea, con las palabras del archivo del ejercicio; va junto a la palabra «pie»

foot-at-start = Al inicio: { $foot }.
foot-at-end = Al final: { $foot }.
foot-throughout = Todo el tiempo: { $foot }.

## El final: cuántas de cuántas; qué ayudaría más; cuándo la próxima

summary-good =
    { $good ->
        [one] { $good } de { $of } buena.
       *[other] { $good } de { $of } buenas.
    }
# Lo que no se pudo ver no entra en esa cuenta.
summary-unseen = { $unseen ->
    [one] 1 no se pudo ver bien.
   *[other] { $unseen } no se pudieron ver bien.
  }
summary-none = Esta vez no se contó ninguna repetición.
summary-stopped = Ha parado antes. Eso siempre está bien.

summary-looks-like = Algunos de sus movimientos parecían otro ejercicio, no el de hoy: { $exercise }. Mire otra vez cómo es el de hoy.

advice-steady = Siga así, tal como hoy.
advice-knee-short = La próxima vez, estire la rodilla un poco más, hasta donde le resulte cómodo.
advice-knee-not-back = La próxima vez, deje que la rodilla vuelva del todo antes de empezar otra.
advice-foot-short-up = La próxima vez, suba un poco más la punta del pie al final, hasta donde le resulte cómodo.
advice-foot-short-down = La próxima vez, estire un poco más la punta del pie al final, hasta donde le resulte cómodo.
advice-leg-short-high = La próxima vez, suba la pierna un poco más, hasta donde le resulte cómodo.
advice-leg-short-low = La próxima vez, baje la pierna un poco más antes de volver a subirla.
advice-knee-bent = La próxima vez, mantenga la rodilla tan recta como le resulte cómodo.
advice-late-foot = La próxima vez, deje que la rodilla y el pie empiecen a la vez.
advice-foot-wrong-way = La próxima vez, mire de nuevo hacia dónde va el pie antes de empezar.
advice-head-wrong-way = La próxima vez, mire de nuevo hacia dónde va la cabeza antes de empezar.
advice-too-fast = La próxima vez, hágalo más despacio, junto con el punto que se mueve.
advice-held = La próxima vez, vuelva un poco antes al llegar al final.
advice-not-seen = Una parte no se distinguía: la próxima vez, que nada tape la pierna y que tenga buena luz.
advice-not-sure = Una parte no se vio con nitidez suficiente para decidir. No es por nada que usted hiciera.
advice-left-picture = La próxima vez, coloque la cámara de modo que se vea siempre toda la pierna, también estirada.
advice-askew = La próxima vez, póngase de modo que la cámara le vea justo de lado.
advice-other-person = La próxima vez, que nadie pase entre usted y la cámara, ni muy cerca de usted.
advice-picture-still = La imagen se paraba a ratos. La próxima vez, cierre antes otros programas.
advice-feet-together = La próxima vez, separe el otro pie del que se mueve.
advice-far-enough = La próxima vez, quédese dentro de su recorrido cómodo.
advice-back-still = La próxima vez, deje la espalda donde está mientras se mueve la pierna.
advice-thigh-down = La próxima vez, deje el muslo donde está mientras estira la rodilla.
advice-no-bounce = La próxima vez, vaya hasta el final y vuelva con suavidad, sin rebotes.
advice-look-up = La próxima vez, mire hacia arriba al estirar la pierna.
advice-head-down = La próxima vez, apoye la cabeza al estirar la pierna.
advice-chin-down = La próxima vez, baje la barbilla al estirar la pierna.
advice-head-still = La próxima vez, mantenga quieta la cabeza mientras se mueve la pierna.
advice-head-unseen = La próxima vez, coloque la cámara de modo que se vea la cabeza: no se pudo valorar.
advice-joint-unseen = Una parte del movimiento no se pudo medir, y no se valoró.
advice-foot-back = La próxima vez, deje que el pie vuelva del todo al inicio.
advice-slower-warning = La próxima vez, un poco más despacio es aún mejor.
advice-turn-back-warning = La próxima vez, quédese un poco menos al final.

next-later-today = Próxima sesión: hoy, más tarde.
next-tomorrow = Próxima sesión: mañana.
next-ask = Antes de la próxima sesión, hable con su fisioterapeuta o con su médico.

streak =
    { $days ->
        [one] Primer día
       *[other] { $days } días seguidos
    }
# Cuándo: un día o una hora, como «14:05».
interrupted =
    Serie { $set }, { $good ->
        [one] { $good } buena
       *[other] { $good } buenas
    } hasta ahora, { $when }

verdict-good = buena
verdict-incomplete-range = algo corta
verdict-wrong-order = no a la vez
verdict-rushed = rápida
verdict-held = mantenida
verdict-not-measurable = no vista

## Medir el recorrido propio: primero se practica, después se mide

practice-practice = Práctica
practice-measured = Medición

## Sensores en la pierna en lugar de una cámara

see-sensor-unheard = Todavía no recibo nada de: { $place }.
say-see-sensor-unheard = Falta un sensor.
see-sensor-slow = El sensor ({ $place }) envía muy pocas lecturas. Acérquelo o cierre otras aplicaciones.
say-see-sensor-slow = Un sensor va lento.
see-sensor-moving = Siéntese con comodidad y deje la pierna quieta un momento.
say-see-sensor-moving = Deje la pierna quieta.
see-sensor-wait = Cuento lo que envían los sensores. Un momento, por favor.
say-see-sensor-wait = Un momento, por favor.

cue-calibrate-stand = Póngase de pie, recto, y quédese quieto.
say-calibrate-stand = De pie y quieto.
cue-calibrate-stand-again = Otra vez: de pie, recto y quieto.
say-calibrate-stand-again = Otra vez: de pie, quieto.
cue-calibrate-sit = Bien. Ahora siéntese y quédese quieto.
say-calibrate-sit = Bien. Siéntese y quieto.
cue-calibrate-sit-again = Otra vez: levántese, siéntese y quédese quieto.
say-calibrate-sit-again = Otra vez: siéntese y quieto.
cue-calibrate-extend = Bien. Estire la rodilla y bájela, cuatro veces.
say-calibrate-extend = Estire la rodilla cuatro veces.
cue-calibrate-extend-again = Otra vez: estire la rodilla y bájela, cuatro veces.
say-calibrate-extend-again = Otra vez: la rodilla.
cue-calibrate-toes = Bien. Puntas arriba y abajo, cuatro veces.
say-calibrate-toes = Bien. Puntas arriba.
cue-calibrate-toes-again = Otra vez: puntas arriba y abajo, cuatro veces.
say-calibrate-toes-again = Otra vez: puntas arriba.
cue-sensor-slipped = Un sensor se ha movido. Fíjelo; luego, de pie y quieto.
say-sensor-slipped = Un sensor se movió.

cue-lost-person-sensors = No recibo ningún sensor.
say-lost-person-sensors = No recibo ningún sensor.
cue-lost-knee-sensors = No recibo nada del sensor de la espinilla.
say-lost-knee-sensors = Calla el sensor de espinilla.
cue-lost-foot-sensors = No recibo nada del sensor del pie.
say-lost-foot-sensors = Calla el sensor del pie.
cue-lost-leg-sensors = No recibo nada de los sensores de la pierna.
say-lost-leg-sensors = Callan los sensores.
cue-found-sensors = Vuelvo a recibir los sensores.
say-found-sensors = Vuelvo a recibirlos.
cue-not-sure-sensors = Los sensores no lo han dicho con claridad.
say-not-sure-sensors = No quedó claro.
cue-not-seen-knee-sensors = Los sensores no han dicho nada de su rodilla.
say-not-seen-knee-sensors = Faltó la rodilla.
cue-not-seen-foot-sensors = Los sensores no han dicho nada de su pie.
say-not-seen-foot-sensors = Faltó el pie.
cue-not-seen-leg-sensors = Los sensores no han dicho nada de su pierna.
say-not-seen-leg-sensors = Faltó la pierna.
