# El informe de una sesión o de varias semanas: la página única para la historia, en PDF y para el navegador.

record-title = Informe de un periodo
record-title-visit = Informe de una sesión
record-made = hecho el { $when } por { $by }
record-sample = inventado, para probar el programa
record-no-day = día desconocido
record-summary = En pocas palabras
record-at-end = en la posición final
record-joint = { $joint ->
    [knee_flexion] Rodilla
   *[ankle_dorsiflexion] Tobillo
  } { $deg }
record-outcome = { $outcome ->
    [too-few] demasiado pronto: hacen falta { $visits } sesiones
    [start] es su comienzo, aún sin comparar
    [within] dentro del ruido (± { $least })
    [further] más lejos, más que el ruido
    [less] menos lejos, más que el ruido
   *[other] ha cambiado más que el ruido
  }
record-by-machine = recuento de la máquina; nada corregido
record-by-both = con las correcciones clínicas; la máquina: { $good } de { $judged }
record-state = { $state ->
    [recorded] Grabación revisada
    [finished] Terminada
    [stopped] Interrumpida por síntomas
    [refused] No empezada
    [given-up] Abandonada
    [ended] Hecha, sin responder a las últimas preguntas
   *[open] Cortada
  }
record-stops = { $count ->
    [one] interrumpida o no empezada una vez
   *[other] interrumpida o no empezada { $count } veces
  }
record-lasted = { $count ->
    [one] una vez los síntomas duraron más de media hora
   *[other] { $count } veces los síntomas duraron más de media hora
  }

## Gráficas

record-charts = A lo largo del tiempo
record-chart-key = Barras finas: cuánto puede desviarse un número (un error estándar). Cuadrados: pierna izquierda.
record-chart-key-visit = Barras finas: cuánto puede desviarse un número (un error estándar). Lleno: buena; hueco: no buena. Gris: lo que se pedía.
record-figure-at-end = { $joint ->
    [knee_flexion] Flexión de rodilla al final
   *[ankle_dorsiflexion] Dorsiflexión de tobillo al final
  }
record-figure-repetitions = { $count ->
    [one] una medida: { $median }
   *[other] { $count } medidas, mediana { $median }
  }
record-figure-counts-title = Repeticiones, por { $by ->
    [week] semana
   *[day] día
  }
record-figure-counts = { $good } buenas (lleno), { $other } no buenas (claro), { $unseen } no vistas (contorno)
record-figure-tempo = Ritmo, ida y vuelta
record-figure-pain-title = Dolor, de 0 a 10
record-figure-pain = { $when ->
    [before] antes (hueco)
   *[after] después (lleno)
  } { $first } → { $last }

## Tablas

record-repetitions = Repeticiones ({ $count })
record-months = Mes a mes
record-months-note = Medianas de las sesiones de cada mes. Cada sesión por separado está en las tablas (CSV, XLSX).
record-earlier = anteriores
record-pain-after = después: { $pain }
record-more-repetitions = { $count ->
    [one] Hay una más en las tablas (CSV, XLSX).
   *[other] Hay { $count } más en las tablas (CSV, XLSX).
  }
record-missed = la máquina no la encontró
record-column-when = Cuándo
record-column-number = N.º
record-column-machine = Máquina, con qué certeza
record-column-clinician = Profesional
record-column-good = Buenas
record-column-unseen = No vistas
record-column-knee = Rodilla
record-column-ankle = Tobillo
record-column-tempo = Ritmo
record-column-pain = Dolor
record-column-reason = Quién, por qué
record-column-remarks = Observaciones

## Lo que dijeron los profesionales, lo que se prescribió

record-corrections = Lo que dijeron los profesionales ({ $count })
record-looked-through = { $count ->
    [one] Una sesión se revisó entera: lo que nadie cambió es correcto.
   *[other] { $count } sesiones se revisaron enteras: lo que nadie cambió es correcto.
  }
record-more-corrections = { $count ->
    [one] Hay una anterior en las tablas.
   *[other] Hay { $count } anteriores en las tablas.
  }
record-taken-back = { $count ->
    [one] Una se retiró después.
   *[other] { $count } se retiraron después.
  }
record-goniometer = goniómetro { $mine }, máquina { $machine }.
record-kind-points-moved = puntos del cuerpo recolocados.
record-kind-rescored = valorada de nuevo con otros límites.
record-prescribed = Prescrito
record-more-given = { $count ->
    [one] En este tiempo valió otra prescripción anterior.
   *[other] En este tiempo valieron otras { $count } prescripciones anteriores.
  }

## Hasta dónde fiarse

record-trust = Hasta dónde fiarse
record-trust-errors = Un ángulo en la posición final suele ser cierto con un margen de { $knee } en la rodilla y { $ankle } en el tobillo (un error estándar).
record-trust-error = Un ángulo en la posición final suele ser cierto con un margen de { $error } en { $joint ->
    [knee] la rodilla
   *[ankle] el tobillo
  } (un error estándar).
record-trust-unseen = { $unseen } de { $attempts } repeticiones ({ $share }) no se vieron lo bastante para valorarlas: no cuentan en contra de nadie.
record-trust-view = La cámara estaba entre { $low } y { $high } fuera de una vista lateral exacta.
record-trust-view-one = La cámara estaba { $deg } fuera de una vista lateral exacta.
record-trust-ankle = El tobillo se midió en { $share } de las imágenes.
record-trust-own = Valorado según el recorrido propio de la persona, que se midió.
record-trust-some-own = Valorado según el recorrido propio de la persona en { $own } de { $of } grabaciones; en las demás, según el del ejercicio.
record-trust-not-own = Valorado según el recorrido del ejercicio: el propio de la persona no se midió.
record-trust-models = Midieron modelos de postura distintos ({ $models }): sus ángulos no se comparan.
record-trust-change = Menos de { $knee } en la rodilla o de { $ankle } en el tobillo no es un cambio que se distinga del ruido.
record-trust-hidden = Una sola cámara lateral no ve si el pie gira hacia dentro o hacia fuera, ni la pelvis, ni lo que siente la persona. Esto no es un diagnóstico.
