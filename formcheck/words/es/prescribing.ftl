# Prescribir: el formulario, qué significa cada número y de dónde sale, y el archivo para el ordenador del paciente.

## El archivo

file-about = Una prescripción para formcheck: lo que difiere del ejercicio. En lo demás valen los números de la biblioteca.
file-check = Para comprobarla después de un cambio: formcheck exercises check ARCHIVO
file-personal = los finales propios de la persona, tal como los midió formcheck
file-dose = es también el máximo
file-tempo = segundos; los tiempos, como en docs/conventions.md
file-posture = dónde deben estar el muslo y el tronco
file-clear = desde cuándo algo se aparta tanto que nadie lo discutiría

## El formulario

prescribe = Prescribir
prescribe-heading = Prescribir para { $pseudonym }
prescribe-duplicate = Duplicar la última
prescribe-from = Parte de la prescripción { $number }; en los campos vacíos se ve en gris el número del ejercicio.
prescribe-as-exercise = Partir del ejercicio
prescribe-what = Qué, y con qué pierna
prescribe-load = Cargar sus números
prescribe-sequence = { $grade ->
    [A] La secuencia viene de la investigación o de un registro oficial.
    [B] La secuencia viene del folleto de una clínica.
    [M] La secuencia se recuerda de la práctica; no se encontró fuente.
   *[P] La secuencia es una propuesta nuestra.
  }
prescribe-sources = Fuentes
prescribe-from-day = Válida desde
prescribe-own = Lo propio de la persona
prescribe-dose = Cuánto
prescribe-pace = Con qué ritmo
prescribe-limits = Cuándo cuenta como con prisa o como parada
prescribe-fine = Límites finos: demasiado deprisa, parada demasiado larga
prescribe-note = Palabras para el paciente
prescribe-note-about = Se ven en la página del paciente y salen impresas en la hoja. Sin nombres, por favor.
prescribe-low = desde
prescribe-high = hasta
prescribe-take = Usar { $told }
prescribe-check = Comprobar
prescribe-give = Prescribir
prescribe-try = Probar en las últimas visitas
prescribe-give-about = Se guarda junto a las anteriores, con el nombre de quien prescribe. Después vienen el archivo para el ordenador del paciente y la hoja.

prescribe-proposed = Propuesta a partir de las últimas { $visits } sesiones ({ $days }), { $repetitions } repeticiones que se pudieron juzgar, { $model ->
    [made-up] inventadas
    [sensors] medidas con sensores
   *[other] leídas por el modelo de postura { $model }
  }: la mediana, y con ± cuánto oscila de una sesión a otra. Nunca más lejos de donde llegó esta persona.
prescribe-no-proposal = { $why ->
    [side] No se propone nada mientras no se elija una pierna.
    [few] No se propone nada: hay menos de { $fewest } sesiones de este ejercicio y esta pierna en las que se viera algo.
    [model] No se propone nada: el último modelo que midió tiene menos de { $fewest } sesiones, y no se comparan recorridos de modelos distintos.
    [stopped] No se propone nada: la última sesión se paró, o no se empezó, por molestias. Conviene empezar con menos.
    [lasting] No se propone nada: las molestias duraron más de media hora. Nuestra regla es la mitad del recorrido y la mitad de las repeticiones la próxima vez.
   *[joint] No se propone nada: no se guarda el final de la articulación que se mueve aquí, o queda demasiado cerca del reposo.
  }

prescribe-checked = Comprobado: nada se contradice, y la figura que hace exactamente esto se juzga buena.
prescribe-refused = { $count ->
    [one] Todavía no se puede prescribir: hay una contradicción, señalada en su campo.
   *[other] Todavía no se puede prescribir: hay { $count } contradicciones, cada una señalada en su campo.
  }
prescribe-meanwhile = { $by } ha dado mientras tanto otra prescripción ({ $when }). Mírela y pulse después Prescribir otra vez.
prescribe-changed = Las prescripciones de esta persona ya no son las de cuando se abrió esta página. Mírelas y pulse después Prescribir.
prescribe-nothing-to-try = Aún no hay ninguna sesión de este ejercicio en la que probarlo.
prescribe-much = { $count } repeticiones al día. Lo máximo que pide un protocolo para casa de los que encontramos son { $most } (3 series de 20, NCT05652452). Conviene empezar con poco: las molestias llegan a menudo horas después.
prescribe-never-good = Con estos límites ni una repetición perfecta se distinguiría de una que se queda claramente corta, y nadie oiría nunca «bien». Ensanche un margen.
prescribe-figure = La figura que hace exactamente esto se juzgaría «{ $verdict ->
    [rushed] demasiado deprisa
    [held] parada
    [incomplete_range] recorrido incompleto
    [wrong_order] no a la vez
    [good] bien
   *[not_measurable] no medible
  }»: el ritmo, la parada y los finales se contradicen.
prescribe-figure-none = De la figura que hace exactamente esto no se contaría ninguna repetición: el reposo y el final están demasiado cerca, o fuera de la posición.

prescribe-fault-day = Un día como 2026-11-30, a menos de un año de hoy.
prescribe-fault-side = Elija una pierna, o deje que el programa la busque.
prescribe-fault-note = Como mucho { $most } letras en { $lines } líneas.
prescribe-fault-dose = Juntas, más de { $most } repeticiones al día: ¿un error al escribir?
prescribe-fault-pace = La ida, la parada y la vuelta deben durar juntas { $least } s o más; si no, el propio ritmo tendría un aviso.
prescribe-fault-other = Contradice a «{ $limit }».

prescribe-js-offline = El servidor no responde; lo escrito sigue aquí.

## Qué hace un número y de dónde sale

why-dose = Repeticiones de una serie, series de una sesión, sesiones al día. Es también el máximo.
source-dose = Encontrado: 10 repeticiones dos veces al día (NCT05899244), 3 × 20 una vez al día (NCT05652452). Lo nuestro: 10 × 2, dos veces al día.
why-own-end = { $is_own ->
    [yes] Lo más lejos que llega esta persona por sí sola. Completo a partir de { $from_deg }°.
   *[no] Lo más lejos que llega esta persona por sí sola. Vacío: valen los márgenes de abajo. Ahora, completo a partir de { $from_deg }°.
  }
why-ankle-idle = En este ejercicio no importa.
source-own-driver = A menos de 10° del final propio: la prueba de extensión activa de la rodilla no distingue 7 u 8° de nada (2015, PubMed 25364856), y una cámara también se equivoca. Los 10° son nuestros.
source-own-foot = A menos de 10° del final propio, o menos si el recorrido es corto: la prueba del tobillo no distingue de 4 a 8° de nada (Konor 2012), y una cámara también se equivoca. Los 10° son nuestros.
source-own-thigh = A menos de 10° del final propio, o menos si el recorrido es corto. Ninguna fuente da este número. Es nuestro.
source-own-ankle = A menos de 7° del final propio: la prueba del tobillo no distingue de 4 a 8° de nada (Konor 2012). Los 7° son nuestros.
why-change = El cambio más pequeño que es real: { $least }°.
why-rest = { $is_driver ->
    [yes] Aquí empieza una repetición, y aquí tiene que volver.
   *[no] Donde está en reposo.
  }
why-held = Tiene que quedarse aquí todo el tiempo.
why-free = Aquí no se juzga.
why-end = { $is_own ->
    [yes] Lo sustituye el final propio de la persona: completo a partir de { $from_deg }°.
   *[no] Completo a partir de { $from_deg }°; no se pide más.
  }
source-none = Ninguna fuente da este ángulo. Es nuestro.
source-slump = Las personas sanas se detienen a 14 o 16° con la espalda del todo redondeada; una cuarta parte, antes de 18 o 20° (Davis 2008; Baseline parameters 2024). El margen es nuestro.
source-dorsiflexion = Una rodilla estirada deja menos que una doblada (n = 128, Synapse 1150086); de 12 a 14° entre los 20 y los 69 años (M). Por eso bastan 0°. El margen es nuestro.
source-thigh = Un ensayo movió la cadera entre su máximo sin dolor y la mitad (NCT03029260). El margen es nuestro.

why-out-s = Segundos de ida, y de vuelta: el ritmo que se muestra. Con la parada, un ciclo dura { $aim } s.
source-out-s = La hoja de una clínica va a unos 5 s por ciclo, despacio (según McGill y Liebenson).
why-back-s = Segundos de vuelta.
source-back-s = Como a la ida.
why-hold-s = Cuánto hay que quedarse al final; con 0 se da la vuelta enseguida.
source-hold-s = Las clínicas piden desde nada hasta 3 s. Un estiramiento largo puede irritar un nervio.
why-hold-warn-s = Una parada más larga tiene un aviso.
source-hold-warn-s = Es nuestro.
why-max-hold-s = Una parada más larga cuenta como parada.
source-max-hold-s = Una clínica: 3 s como mucho en el final estirado. El límite es nuestro.
why-min-cycle-s = Ida y vuelta en menos es demasiado deprisa. El ritmo de arriba dura { $aim } s.
source-min-cycle-s = 2 s es lo más rápido que se encontró, en laboratorios (NCT07491432; PMC3172954). El límite es nuestro.
why-warn-cycle-s = Ida y vuelta en menos tiene un aviso. El ritmo de arriba dura { $aim } s.
source-warn-cycle-s = Es nuestro.
why-min-stroke-s = El centro de un trayecto, del 10 al 90 %, en menos es demasiado deprisa.
source-min-stroke-s = Es nuestro.
why-max-speed-degps = Más rápido es demasiado deprisa, dure lo que dure.
source-max-speed-degps = Es nuestro.
why-cycle-s = El tiempo tranquilo de esta persona, ida y vuelta. Menos de 0,62 veces es demasiado deprisa. Vacío: no se sabe.
source-cycle-s = Es nuestro.

## La figura

prescribe-figure-label = { $title }: el movimiento, tal como se prescribe

## Una prescripción guardada

prescription-heading = Prescripción { $number } para { $pseudonym }
prescription-given = Prescrita por { $by }, { $when }
prescription-since = Válida desde { $day }
prescription-differs = Lo que difiere del ejercicio
prescription-nothing = Nada: valen los números del ejercicio.
prescription-number = { $label }: { $value } (el ejercicio: { $own })
prescription-for-patient = Para el paciente
prescription-file = Archivo para el ordenador del paciente
prescription-leaflet = Hoja ({ $language ->
    [en] inglés
   *[es] español
  }, PDF)
prescription-here = En este ordenador se usa sola, desde el día en que vale:
prescription-elsewhere = En otro, con el archivo:
prescription-anew = Prescribir de nuevo a partir de esta
prescription-dose = Dosis
prescription-tempo = Ritmo
prescription-pace = { $out } s de ida, { $back } s de vuelta, { $hold ->
    [0] sin parar al final
   *[other] { $hold } s al final
  }
