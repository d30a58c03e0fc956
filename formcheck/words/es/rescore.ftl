# Qué habrían dicho otros límites: se muestra junto a lo hallado, nunca encima.

rescore-heading = ¿Qué habrían dicho otros límites?
rescore-intro = Nada de aquí cambia lo hallado. Una prueba desaparece al salir, salvo que se guarde como segunda opinión.
rescore-back = Volver a la sesión
rescore-exercise = Ejercicio
rescore-own = { $title } (el prescrito)
rescore-leg = Pierna
rescore-leg-same = la prescrita
rescore-leg-found = buscarla
rescore-leg-left = izquierda
rescore-leg-right = derecha

rescore-now = Ahora
rescore-try = Probar
rescore-limit = Límite
rescore-not-known = no se sabe
rescore-phase = Posición: { $phase }
rescore-tempo = Ritmo
rescore-personal = Lo propio de la persona
rescore-min = { $joint }, al menos
rescore-max = { $joint }, como mucho
rescore-hold-warn-s = parada, aviso desde
rescore-max-hold-s = parada, cuenta desde
rescore-min-cycle-s = ida y vuelta, con prisa bajo
rescore-warn-cycle-s = ida y vuelta, aviso bajo
rescore-min-stroke-s = centro de un trayecto, con prisa bajo
rescore-max-speed-degps = velocidad ({ $joint }), con prisa sobre
rescore-driver-end-deg = { $joint } en el final propio
rescore-ankle-end-deg = pie en el final propio
rescore-cycle-s = tiempo propio de ida y vuelta
rescore-unit-deg = °
rescore-unit-s = s
rescore-unit-degps = °/s

rescore-run = Probar en esta sesión
rescore-run-visits = Probar en las últimas visitas
rescore-visits = Cuántas visitas
rescore-stop = Parar
rescore-forget = Olvidar
rescore-keep = Guardar como segunda opinión
rescore-reason = Por qué, en pocas palabras (puede quedar vacío)
rescore-faults = Estos números no pueden ir juntos. Cada uno se nombra donde está.

rescore-fault-number = Aquí hace falta un número.
rescore-fault-within = Tiene que estar entre { $low } y { $high }.
rescore-fault-outside = Tiene que quedar fuera de { $low } a { $high }: ahí empieza el movimiento.
rescore-fault-at-least = Tiene que ser { $number } o más.
rescore-fault-at-least-other = No puede ser menos que «{ $limit }», que es { $number }.
rescore-fault-at-most = Tiene que ser { $number } o menos.
rescore-fault-at-most-other = No puede ser más que «{ $limit }», que es { $number }.
rescore-fault-over = Tiene que ser más de { $number }.
rescore-fault-under = Tiene que ser menos de { $number }.
rescore-fault-asked = No encaja con el ritmo o la parada que se piden.
rescore-fault-other = No encaja con este ejercicio o con otro de los números.

rescore-result = Esta sesión
rescore-changed = { $count ->
    [0] Ninguna repetición se juzga de otro modo.
    [one] Una repetición se juzga de otro modo. Se abre en el reproductor.
   *[other] { $count } repeticiones se juzgan de otro modo. Cada una se abre en el reproductor.
  }
rescore-verdict = Juicio
rescore-at = En
rescore-open = En { $at }: abrir en el reproductor
rescore-nothing = no se halló nada
rescore-differs = distinto
rescore-machine-now = Hallado ahora
rescore-machine-try = Con lo que se prueba
rescore-over-visits = Las últimas visitas
rescore-no-day = día desconocido
rescore-set = { $at }, serie { $number }

## Del guion. No eligen entre variantes.

rescore-js-working = Juzgando: { $percent } %
rescore-js-waiting = Leyendo el registro…
rescore-js-visits = Visita { $done } de { $of }: { $label }
rescore-js-visits-done = { $of } sesiones de las últimas visitas; { $changed } repeticiones se juzgan de otro modo.
rescore-js-skipped = { $label }: { $told }
rescore-js-stopped = Parado. Lo que se ve es de { $done } de { $of } sesiones.
rescore-js-left = Parado. No se guardó nada.
rescore-js-none = No hay otra sesión de este ejercicio.
rescore-js-not-kept = Sin guardar. { $told } Pulse Guardar para probar otra vez.
rescore-js-offline = El servidor no responde.

## Más números de una prescripción

rescore-dose = Cuánto
rescore-repetitions = repeticiones
rescore-sets = series
rescore-per-day = sesiones al día
rescore-out-s = ida
rescore-back-s = vuelta
rescore-hold-s = parada que se pide

rescore-prescribe = Prescribir estos
