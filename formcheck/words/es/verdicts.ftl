# Lo juzgado, en palabras: breve, amable, sobre el movimiento y nunca sobre la persona. Lo que la cámara no vio es cosa de la cámara.

## El juicio de un intento, como lo nombran el informe, el vídeo y el terminal; sirven para una y para varias

judged-good = bien
judged-incomplete-range = recorrido incompleto
judged-wrong-order = en otro orden
judged-rushed = con prisa
judged-held = con parada
judged-not-measurable = sin medir

## De qué trata una observación y cuánto pesa

kind-incomplete-range = recorrido incompleto
kind-wrong-order = otro orden
kind-rushed = prisa
kind-held = parada
kind-not-measurable = sin medir
kind-trunk-lean = inclinación del tronco
kind-thigh-lift = elevación del muslo
kind-bouncing = rebotes
kind-overshoot = exceso de recorrido
kind-neck-still = cuello quieto
kind-foot-still = pie quieto
kind-not-judged = sin valorar
kind-uncalibrated = rango propio sin medir

severity-fault = defecto
severity-compensation = compensación
severity-warning = aviso

## Articulaciones: dónde se mide un ángulo, y la parte del cuerpo como la llama un paciente

joint-knee-flexion = rodilla
joint-ankle-dorsiflexion = tobillo
joint-thigh-elevation = muslo
joint-trunk-lean = tronco
joint-neck-flexion = cuello

body-knee-flexion = rodilla
body-ankle-dorsiflexion = pie
body-thigh-elevation = muslo
body-trunk-lean = espalda
body-neck-flexion = cabeza

leg = { $side ->
    [left] pierna izquierda
   *[right] pierna derecha
  }

## Las fases, por los nombres que les dan los ejercicios

posture-start = inicio
posture-extend = estirar
posture-return = volver
posture-pull-up = punta arriba
posture-point = punta abajo
posture-low = abajo
posture-high = arriba
posture-low-again = abajo otra vez

## Una frase para cada observación. Los ángulos y los tiempos llegan como números escritos.

flag-not-measurable = No se cuenta: la cámara no pudo ver bien su { $part }.
flag-not-sharp = No se cuenta: se vio su { $part }, pero no con nitidez suficiente para decidir.
flag-not-sharp-when = No se cuenta: no se vio con nitidez suficiente cuándo se movió: { $part }.
flag-uncalibrated = Mida primero su propio rango: comparando con él se habría podido valorar su { $part }.
flag-not-judged = La cámara no pudo ver su { $part }: no se valoró cómo se movió.
# En lugar de estas, cuando se sabe por qué; la frase es una de causes.ftl.
flag-not-measurable-because = No se cuenta: { $cause }.
flag-not-sharp-because = No se cuenta: su { $part } no se vio con nitidez suficiente para decidir, porque { $cause }.
flag-not-sharp-when-because = No se cuenta: no se vio con nitidez suficiente cuándo se movió su { $part }, porque { $cause }.
flag-not-sharp-because-sensors = No se cuenta: su { $part } no se midió con exactitud suficiente para decidir, porque { $cause }.
flag-not-sharp-because-both = No se cuenta: su { $part } no se midió con exactitud suficiente para decidir, porque { $cause }.
flag-not-sharp-when-because-sensors = No se cuenta: no se midió con exactitud suficiente cuándo se movió su { $part }, porque { $cause }.
flag-not-sharp-when-because-both = No se cuenta: no se midió con exactitud suficiente cuándo se movió su { $part }, porque { $cause }.
flag-not-judged-because = No se valoró cómo se movió su { $part }: { $cause }.
# En lugar de estas, donde no miró ninguna cámara, o midieron tanto una cámara como sensores.
flag-not-measurable-sensors = No se cuenta: los sensores no pudieron medir lo bastante bien: { $part }.
flag-not-measurable-both = No se cuenta: ni la cámara ni los sensores pudieron medir lo bastante bien: { $part }.
flag-not-sharp-sensors = No se cuenta: se midió su { $part }, pero no con exactitud suficiente para decidir.
flag-not-sharp-both = No se cuenta: se midió su { $part }, pero no con exactitud suficiente para decidir.
flag-not-sharp-when-sensors = No se cuenta: no se midió con exactitud suficiente cuándo se movió: { $part }.
flag-not-sharp-when-both = No se cuenta: no se midió con exactitud suficiente cuándo se movió: { $part }.
flag-not-judged-sensors = Ningún sensor mide su { $part }: no se valoró cómo se movió.
flag-not-judged-both = Su { $part } no se pudo medir: no se valoró cómo se movió.
flag-no-sensor = Sin valorar (allí no hay sensor): { $parts }.

flag-head-down = La cabeza bajó al mover la pierna; en este ejercicio va arriba.
flag-head-up = La cabeza subió al mover la pierna; en este ejercicio va abajo.
flag-foot-late = Rodilla y pie a la vez: el pie llegó { $seconds } s después que la rodilla.
flag-foot-pointed = Al mover la pierna, suba la punta del pie: esta vez fue hacia abajo.
flag-foot-pulled-up = Al mover la pierna, estire la punta del pie: esta vez fue hacia arriba.

flag-knee-too-bent = Un poco más recta: a la rodilla le faltaron { $short }°.
flag-knee-too-straight = Doble la rodilla { $short }° más.
flag-foot-too-high = Estire más la punta del pie: faltaron { $short }°.
flag-foot-too-low = Punta del pie arriba: al pie le faltaron { $short }°.
flag-leg-too-high = Pierna un poco más abajo, { $short }°.
flag-leg-too-low = Pierna un poco más arriba, { $short }°.

flag-a-little-fast = Un poco más despacio.
flag-cycle-short = Más despacio: ir y volver duró { $seconds } s; deje que dure { $limit } s o más.
flag-stroke-short = Más despacio: un solo sentido duró { $seconds } s; deje que dure 2 s.
flag-speed-high = Más despacio: la pierna se movió a { $speed }° por segundo; quédese por debajo de { $limit }°.

flag-a-little-long = Vuelva un poco antes al llegar al final.
flag-held = Deslice sin parar: se quedó { $seconds } s al final.

flag-trunk-lean = Deje la espalda donde está: se echó hacia atrás para ayudar a la rodilla.
flag-thigh-lift = Deje el muslo donde está: se levantó para ayudar a la rodilla.
flag-bouncing = Vaya hasta el final y vuelva con suavidad, sin rebotes.
flag-overshoot = No hace falta ir tan lejos: quédese dentro de su recorrido cómodo.
flag-neck-still = Deje que la cabeza acompañe a la pierna.
flag-foot-still = Deje que el pie vuelva del todo al inicio, para que pueda ir a la par de la rodilla.

praise = Bien.
praise-with-hint = Bien. { $hint }

## Cuán seguro es un veredicto

sure-certain = casi seguro
sure-very-likely = muy probable
sure-likely = probable
sure-fair = bastante probable

## En qué se apoya una observación, como «tobillo 12° ± 5°, se pidió 20°»

numbers-asked = { $measured }{ $spread }, se pidió { $required }
numbers-at-least = { $measured }{ $spread }, al menos { $required }
numbers-at-most = { $measured }{ $spread }, como mucho { $required }
numbers-joint = { $joint } { $measured }
window = { $low } a { $high }°

## Partes de una sesión: una pierna, una serie, un ejercicio

leg-unknown = pierna desconocida
segment-set = { $leg }, serie { $set } de { $sets }: { $count }; { $prescribed } prescritas
segment-practice = { $leg }, práctica: { $count }
segment-looks-like = { $leg }: { $count } que parecen { $exercise }
remark-looks-like = Las repeticiones { $numbers } parecen otro ejercicio que el prescrito: { $exercise }. Se juzgaron como el prescrito; --exercise auto las juzga como lo que parecen.
remark-looks-like-uncounted = { $count } movimientos parecen otro ejercicio que el prescrito y no se contaron: { $exercise }. --exercise auto los juzga como lo que parecen.
