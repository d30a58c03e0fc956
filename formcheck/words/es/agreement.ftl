# La máquina frente a los profesionales: hasta dónde se puede confiar en ella aquí.

clinic-agreement = La máquina frente a la clínica

## De los informes: una frase, nunca una proporción sin su número

agreement-sentence = Aquí la máquina coincidió con la clínica en { $right } de { $of } repeticiones (del { $low } al { $high } %).
agreement-sentence-few = Aquí la máquina coincidió con la clínica en { $right } de { $of } repeticiones; demasiado pocas personas o repeticiones para decir más.
agreement-sentence-none = Aquí nadie ha revisado aún una sesión entera: no se puede decir hasta dónde confiar en la máquina.

## La página

agreement-about = Lo que dice la máquina, frente a lo que dicen aquí los profesionales: hasta dónde se puede confiar en ella con estas personas, en estas salas y ante estas cámaras.
agreement-whole = Sesiones revisadas enteras
agreement-whole-about = La cifra fiable. Alguien de la clínica miró todos los movimientos de estas sesiones y pulsó «Revisada entera»; lo que nadie cambió es correcto.
agreement-from = { $repetitions ->
    [one] 1 repetición
   *[other] { $repetitions } repeticiones
  } en { $sessions ->
    [one] 1 sesión
   *[other] { $sessions } sesiones
  } de { $people ->
    [one] 1 persona
   *[other] { $people } personas
  }
agreement-few = Demasiado pocas para concluir: menos de { $people } personas o de { $repetitions } repeticiones. Los números son correctos, pero dicen poco aún.
agreement-few-tag = demasiado pocas
agreement-none-whole = Aún no se ha revisado entera ninguna sesión.
agreement-range = del { $low } al { $high } %
agreement-number = { $count }
agreement-count = { $count } de { $of }
agreement-fate = { $fate ->
    [right] acertadas
    [wrong] erróneas
    [withheld] sin veredicto
    [missed] omitidas
   *[made_up] inventadas
  }
agreement-fate-about = { $fate ->
    [right] el mismo veredicto
    [wrong] otro veredicto
    [withheld] la máquina no pudo juzgar lo que la clínica sí pudo
    [missed] la máquina no la encontró
   *[made_up] se encontró, y no es ninguna repetición
  }
agreement-fates = Qué fue de las repeticiones
agreement-fates-of = Acertadas, erróneas, sin veredicto y omitidas son proporciones de las repeticiones que hubo según la clínica; inventadas, de las que encontró la máquina. Las líneas son intervalos del 95 %: los de Wilson, para tantas repeticiones como dirían lo mismo si cada una fuera de otra persona.
agreement-kappa = Kappa de Cohen
agreement-kappa-about = Acuerdo más allá del azar, en lo que ambas partes toman por una repetición: 1 es todo, 0 es azar. Su intervalo sale del error estándar de Fleiss, Cohen y Everitt, tomado entre personas.
agreement-kappa-range = { $kappa } (de { $low } a { $high })
agreement-kappa-none = sin definir: solo se dijo un veredicto
agreement-disputed = { $count ->
    [one] En 1 movimiento los profesionales no están de acuerdo entre sí
   *[other] En { $count } movimientos los profesionales no están de acuerdo entre sí
  }; cuenta el último veredicto.

agreement-table = Veredicto por veredicto
agreement-table-about = Cada fila: lo que dijo la máquina. Cada columna: lo que dice la clínica. Los números enmarcados coinciden; cuanto más oscuro, mayor parte de la fila. Un número lleva a sus sesiones.
agreement-machine = la máquina dijo
agreement-mine = la clínica dice
agreement-nothing = no encontró nada
agreement-no-repetition = ninguna repetición
agreement-same = lo mismo
agreement-cell = Máquina: { $machine }; clínica: { $mine }: { $count }
agreement-behind = Las sesiones que hay detrás
agreement-behind-first = Se muestran las últimas { $count } sesiones.

agreement-by-exercise = Por ejercicio
agreement-by-instrument = Por lo que midió
agreement-by-instrument-about = Los modelos de postura y los sensores van cada uno por su lado y no se comparan: vieron a otras personas.
agreement-sensors = sensores
agreement-column-name = nombre
agreement-column-people = personas
agreement-column-sessions = sesiones
agreement-column-repetitions = repeticiones
agreement-column-kappa = kappa
agreement-by-cause = Por causa
agreement-by-cause-about = Por qué difieren, según la clínica.
agreement-cause = { $blame ->
    [camera] la cámara
    [point] un punto está en otro sitio
    [rule] la regla
   *[other] otra razón
  }

agreement-single = Opiniones sueltas en otras sesiones
agreement-single-about = Solo se cuentan. Se corrige lo que está mal y no se dice nada de lo que está bien, así que una proporción de estas no diría nada de la máquina.
agreement-single-from = { $sessions ->
    [one] En 1 sesión
   *[other] En { $sessions } sesiones
  } de { $people ->
    [one] 1 persona
   *[other] { $people } personas
  }:
agreement-single-none = No hay ninguna.

agreement-begin = Aún no se puede decir nada
agreement-begin-about = La máquina solo se puede poner a prueba en sesiones de las que se han juzgado todos los movimientos.
agreement-begin-open = Abra una sesión de cualquier persona y recorra sus repeticiones con J y K.
agreement-begin-change = Donde la máquina se equivoque, corríjala (O), añada lo que omitió (M) y tache lo que no es una repetición (O, 7).
agreement-begin-look = Después pulse L, «Revisada entera»: lo que no ha cambiado es correcto. Se puede retirar, como todo lo demás.
agreement-begin-many = Tome las sesiones según vengan, y no aquellas en las que espera algo mal. A partir de { $people } personas y { $repetitions } repeticiones, las cifras dicen algo.

agreement-export = Entregarlo como conjunto de validación
agreement-export-about = Puntos del cuerpo y veredictos de las sesiones revisadas enteras, con números nuevos al azar en lugar de personas y días: sin imágenes, nombres, seudónimos, fechas, lugares de vídeos ni nada de lo escrito. La manera de moverse aún puede delatar a alguien: entréguelo solo donde se haya acordado.
agreement-export-button = Descargar como archivo zip
agreement-export-many = Hay { $count } sesiones; más de { $most } se entregan con una orden:
agreement-export-command = En un ordenador con formcheck:
agreement-export-nothing = Ninguna sesión revisada entera conserva sus puntos del cuerpo.

## De las órdenes

agreement-exported = { $sessions ->
    [one] 1 sesión
   *[other] { $sessions } sesiones
  } de { $people ->
    [one] 1 persona
   *[other] { $people } personas
  } en { $path }. Para poner a prueba la máquina con ellas: formcheck validate --corrections { $path }
agreement-left-out = { $count ->
    [one] 1 sesión revisada entera no tiene puntos del cuerpo y se deja fuera
   *[other] { $count } sesiones revisadas enteras no tienen puntos del cuerpo y se dejan fuera
  }.
