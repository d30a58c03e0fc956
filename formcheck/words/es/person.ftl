# La página de una persona: cuatro preguntas, después todo a lo largo del tiempo, y las sesiones.

person-name = Nombre
person-keep = Guardar
person-name-hint = Se guarda aparte del seudónimo; solo sale de aquí con todos los datos de la persona.
person-at-a-glance = De un vistazo
person-over-time = A lo largo del tiempo
person-given = { $title }: { $dose }
person-nothing-given = No hay nada prescrito.
person-dose = { $sets ->
    [one] { $repetitions } repeticiones
   *[other] { $repetitions } × { $sets } repeticiones
  }, { $per_day ->
    [one] una vez al día
    [2] dos veces al día
   *[other] { $per_day } veces al día
  }

person-seen = visto { $when } por { $by }
person-seen-undo = Deshacer
person-periods = Periodo
person-period = { $period ->
    [weeks] 4 semanas
    [months] 3 meses
    [year] un año
   *[all] todo
  }
person-in-period = { $period ->
    [weeks] en 4 semanas
    [months] en 3 meses
    [year] en un año
   *[all] en total
  }
person-since-start = desde el comienzo
person-at-last-visit = en la última sesión
person-no-visit-then = ninguna sesión en este tiempo
person-not-in-period = sin medir en este tiempo
person-keys-period = periodo más corto, más largo
person-done = ¿Lo hace?
person-kept = { $kept } de { $asked } sesiones
person-kept-days = en { $done } de { $asked } días
person-visits = { $visits ->
    [one] 1 sesión
   *[other] { $visits } sesiones
  }
person-beyond = { $visits ->
    [one] 1 más de lo prescrito
   *[other] { $visits } más de lo prescrito
  }
person-last-visit = última sesión: { $when }
person-no-visit = todavía ninguna sesión
person-well = ¿Cómo de bien?
person-all-seen = se vieron todas
person-by-machine = recuento de la máquina; nada corregido
person-by-both = con sus correcciones; la máquina: { $good } de { $judged }
person-further = ¿Llega más lejos?
person-not-measured = Aún sin medir
person-never-measured = sin medir
person-not-moved = Dentro del ruido
person-no-start = Demasiado pronto
person-change = { $outcome ->
    [too-few] { $latest }; la banda necesita tres sesiones, faltan { $left }
    [start] { $latest }; su comienzo es { $start }, la próxima sesión se compara
    [within] { $start } → { $latest }, dentro del ruido (± { $least })
    [further] { $start } → { $latest }, más lejos, más que el ruido
    [less] { $start } → { $latest }, menos lejos, más que el ruido
   *[other] { $start } → { $latest }, ha cambiado más que el ruido
  }
person-leg-line = { $side ->
    [left] Izq.
    [right] Der.
   *[unknown] Pierna desconocida
  }: { $what } { $told }
person-hurts = ¿Le duele?
person-pain-last = { $before } → { $after } de 10
person-apart = izquierda y derecha, a { $apart }
person-not-comparable = piernas no comparables: otro modelo o ejercicio
person-pain-half = { $pain } de 10 { $known ->
    [before] antes; después sin preguntar
   *[after] después; antes sin preguntar
  }
person-pain-during = { $told }, { $pain } de 10
person-pain-course = después: { $begin } al principio, { $lately } últimamente
person-lasting = { $lasting ->
    [brief] duró hasta media hora
    [long] duró más de media hora
   *[day] duró más de un día
  }
person-halt = { $halt ->
    [refer-emergency] no empezó: señal de urgencia
    [refer-red-flag] no empezó: señal de alarma
    [refer-pain-before] no empezó: dolor previo
    [refer-flares] no empezó: los síntomas duraron
    [stop-pain] paró: dolor
    [stop-pain-rise] paró: el dolor subió
   *[stop-numb] paró: adormecimiento
  }

person-side = { $side ->
    [left] Pierna izquierda
   *[right] Pierna derecha
  }
person-side-unknown = Pierna desconocida
person-angle = { $joint ->
    [knee_flexion] Rodilla
   *[ankle_dorsiflexion] Tobillo
  }
person-way = { $way ->
    [less] al final; más abajo es más lejos
    [more] al final; más arriba es más lejos
   *[none] al final
  }
person-good = Repeticiones
person-good-about = { $weeks ->
    [0] bien, no bien, sin ver
    [one] por semana: bien, no bien, sin ver
   *[other] cada { $weeks } semanas: bien, no bien, sin ver
  }
person-good-all = { $good } de { $judged } bien en total, { $unseen } sin ver
person-tempo = Ritmo
person-tempo-about = una repetición, ida y vuelta
person-pain = Dolor
person-pain-about = antes y después; sin punto: no se preguntó
person-latest = { $latest } últimamente
person-by-weeks = { $weeks ->
    [one] Cada punto es una semana: la mediana y su mitad central. Un periodo más corto muestra cada sesión.
   *[other] Cada punto son { $weeks } semanas: la mediana y su mitad central. Un periodo más corto muestra cada sesión.
  }
person-key-band = su comienzo ± lo que es ruido
person-key-newest = lo más reciente
person-key-before = dolor antes
person-key-good = bien
person-key-other = no bien
person-key-unseen = sin ver
person-key-dose = cambió la prescripción
person-band-source = La banda es la media de las tres primeras sesiones comparables, ± 8° en la rodilla y ± 6° en el tobillo, el menor cambio que cuenta como tal. Donde midió otro modelo empieza una línea nueva. Las líneas se interrumpen donde no se midió nada.
person-numbers = Los números de estas imágenes

person-when = Cuándo
person-visits-head = Sesiones
person-good-head = Bien de las valoradas
person-unseen-head = Sin ver
person-knee-head = Rodilla
person-ankle-head = Tobillo
person-before-head = Dolor antes
person-after-head = Dolor después
person-pain-head = Dolor
person-exercise = Ejercicio
person-leg = Pierna
person-remarks = Observaciones
person-prescriptions = Prescripciones
person-since = desde el { $day }
person-all-visits = Sesiones ({ $count })
person-newest = Las más recientes
person-set = serie { $number }
person-no-time = momento desconocido
person-machine = máquina: { $good } de { $judged }
person-state = { $state ->
    [given-up] abandonada
    [ended] sin responder a las últimas preguntas
   *[open] interrumpida
  }
person-corrected = anotada
person-none-yet = Todavía no hay sesiones. Tráigalas con:
