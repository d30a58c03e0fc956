# Los ejercicios en el terminal: la lista de la biblioteca, y uno de cerca.

nerve-tibial = tibial
nerve-peroneal = peroneo
nerve-deep-peroneal = peroneo profundo
nerve-sural = sural
nerve-sciatic = ciático
nerve-slider = deslizamiento
nerve-tensioner = tensión

library-name = Nombre
library-title = Título
library-nerve = Nervio
library-kind = Tipo
library-moves = Mueve
library-grade = Grado
library-about-moves = Mueve: la articulación cuyo movimiento hace una repetición. Si no se dice otro: { $exercise }.
library-about-grades = Grado de las pruebas: { $grades }
library-grades = A investigación o registro oficial, B folleto de una clínica, M de memoria, P propuesta nuestra.
library-explain = { $command } explica uno.

show-slider = Deslizamiento: un extremo del nervio se carga mientras el otro se suelta.
show-tensioner = Puesta en tensión: los dos extremos del nervio se cargan a la vez.
show-prescribed = Prescrito
show-own-end = recorrido final propio, { $joint }: { $angle }°
show-ankle-square = lectura del tobillo con el pie en ángulo recto: { $angle }°
show-camera = Cámara
show-movement = Movimiento
show-judged = Se juzga
show-dose = Dosis
show-cannot-see = La cámara no puede ver
show-evidence = Pruebas
show-foot = Pie: { $foot } (se pide, no se juzga).
show-stay = Quédese { $seconds } s.
show-counted = Se cuenta con el muslo de { $thigh } (0 horizontal, rodilla arriba +) y el tronco de { $trunk } (0 erguido, hacia delante +).
show-complete = Completo cuando cada articulación entra en su margen al final; una vez medido el recorrido propio, cerca de él.
show-rushed = Con prisa cuando un ciclo dura menos de { $cycle } s (aviso con menos de { $warning } s), la parte central de un trayecto menos de { $stroke } s, o { $joint ->
    [rodilla] la rodilla
   *[other] el { $joint }
  } va a más de { $speed }°/s.
show-held = Con parada cuando se queda a menos de 5° del final más de { $limit } s (aviso con más de { $warning } s).
show-a-day = { $repetitions } repeticiones, { $sets ->
    [one] 1 serie
   *[other] { $sets } series
  }, { $times ->
    [one] una vez al día
   *[other] { $times } veces al día
  }.
show-grade = Grado { $grade }. ({ $grades })

check-count = { $count ->
    [0] ningún defecto
    [one] 1 defecto
   *[other] { $count } defectos
  }
check-found = hallado
check-allowed = permitido

## El movimiento dibujado con letras

draw-knee-falls = se estira
draw-knee-rises = se dobla
draw-ankle-falls = baja
draw-ankle-rises = sube
draw-thigh-falls = baja
draw-thigh-rises = sube
draw-head = cabeza
draw-head-falls = baja
draw-head-rises = sube
draw-stays = quieto
draw-times = { $count } veces
head-flexed = baja
head-extended = atrás
head-neutral = recta
head-any = libre
window-free = libre
