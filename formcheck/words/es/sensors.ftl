# Sensores sujetos a la pierna: cómo un teléfono se convierte en uno, y quién en la red podría ver qué.

sensor-place-left-thigh = muslo izquierdo
sensor-place-left-shank = espinilla izquierda
sensor-place-left-foot = pie izquierdo
sensor-place-right-thigh = muslo derecho
sensor-place-right-shank = espinilla derecha
sensor-place-right-foot = pie derecho

phone-title = formcheck: { $place }
phone-summary = Envía la aceleración y el giro de este teléfono a formcheck en su ordenador.
phone-tab = formcheck
phone-step-strap = Sujete este teléfono en este lugar: { $place }. Vale cualquier orientación, mientras no se mueva de su sitio.
phone-step-start = Toque el triángulo de arriba. Deje esta aplicación abierta y la pantalla encendida.
phone-step-end = Cuando haya terminado, cierre esta aplicación. No guarda nada si usted no lo pide.
phone-untried = Todavía sin probar con un teléfono real.

bluetooth-searching = Se buscan los sensores por Bluetooth.
bluetooth-who-sees = Quien esté a unos diez metros con una radio igual podría recibir lo que envían estos sensores: movimientos, no imágenes, respuestas ni resultados.
bluetooth-untried = Bluetooth se ha probado solo con sensores simulados, todavía no con reales.
bluetooth-nearby = Sensores por Bluetooth cerca de este ordenador
bluetooth-nearby-all = Todo lo que está cerca por Bluetooth
bluetooth-nobody = En { $seconds } s no se ha visto nada conocido como sensor (otras cosas sí: { $count }; --all las muestra). Encienda el sensor, acérquelo y cierre la aplicación del teléfono que lo tiene ocupado.
bluetooth-next = Después, para cada uno: --place "NOMBRE O DIRECCIÓN=right_shank"
bluetooth-column-name = nombre
bluetooth-column-address = dirección
bluetooth-column-maker = fabricante
bluetooth-column-signal = señal
bluetooth-unknown = –
link-connecting = { $place }: conectando { $name } …
link-connected = { $place }: { $name } está conectado.
link-lost = { $place }: { $name } no está conectado; se intenta de nuevo.
link-refused = { $place }: { $name } no se puede usar.
sensor-battery = batería { $share }
lsl-who-sees = Este ordenador pregunta en su red qué flujos hay y los recibe sin cifrar: otras personas de esta red podrían hacer lo mismo. No se envía nada de lo que usted hace aquí.
lsl-untried = Probado solo con flujos de este mismo ordenador.

who-sees-computer = Solo los programas de este ordenador pueden enviar lecturas (puerto { $port }), y nadie más puede ver nada de ello.
who-sees-network = Mientras se { $count ->
        [one] espera un sensor
       *[other] esperan { $count } sensores
    } (en { $host }, puerto { $port }), otras personas de esta red podrían leer por el camino los movimientos y la clave, y enviar movimientos propios; no se envían imágenes, respuestas ni resultados.

sensors-found = { $name }: { $count ->
        [one] un sensor
       *[other] { $count } sensores
    }
sensors-column-sensor = Sensor
sensors-column-place = Lugar
sensors-column-device = Tipo
sensors-column-rate = Lecturas por segundo
sensors-column-length = Duración
sensors-column-zero = Cero
sensors-column-axis = Giro sobre su eje
sensors-no-place = no se dice
sensors-zero-standing = de pie
sensors-zero-seated = sentado, se toma por 90°
sensors-zero-lying = tumbado, se toma por horizontal
sensors-zero-own_extension = extensión propia, se llama recta
sensors-zero-typed = medido a mano
sensors-zero-camera = cámara

sensors-notice-gaps = { $sensor }: { $count ->
        [one] una laguna
       *[other] { $count } lagunas
    }, { $total_s } s en total, la mayor de { $longest_s } s. Lo que cae en una no se juzga.
sensors-notice-low_rate = { $sensor }: { $rate_hz } lecturas por segundo son pocas; los movimientos apresurados se miden peor.
sensors-notice-saturated = { $sensor }: { $share } de sus lecturas están al final de su rango.
sensors-notice-hardly_moved = { $sensor }: apenas se ha movido. ¿Está en la pierna que hizo el ejercicio?
sensors-notice-rotation_disagrees = { $sensor }: giroscopio y acelerómetro discrepan en { $error_deg }°. Sus ángulos son menos seguros.

sensors-task-stand = Quédese de pie, recto y quieto.
sensors-task-sit = Siéntese recto y quieto: el muslo horizontal, la espinilla colgando recta, el pie en ángulo recto con ella.
sensors-task-lie = Túmbese boca arriba y quieto, con la pierna recta.
sensors-task-extend = Sentado, estire la rodilla y vuelva a bajarla, cuatro veces.
sensors-task-toes = Sentado, suba las puntas de los pies y vuelva a bajarlas, cuatro veces.
sensors-task-lift = Levante el muslo, o la pierna recta, y vuelva a bajarlo, cuatro veces.
sensors-fault-too_short = { $place }: se dieron { $found } s de quietud; hacen falta { $limit } s.
sensors-fault-not_still = { $place }: se movió mientras debía estar quieto.
sensors-fault-too_small = { $place }: solo giró { $found }°; hacen falta { $limit }° para conocer su eje.
sensors-fault-mixed_axes = { $place }: giró de varias maneras ({ $found } sobre un eje, hace falta { $limit }).
sensors-fault-changing_axis = { $place }: un movimiento fue distinto del siguiente (ejes separados { $found }°, { $limit }° como mucho).
sensors-fault-upright_axis = { $place }: su eje apunta hacia arriba. Siéntese o túmbese como se pide, no de lado.
sensors-fault-exchanged = { $place }: giró más que la parte que debía moverse. ¿Hay dos sensores cambiados, o en otra parte que la dicha?
sensors-put-in-place = Dos sensores están donde se dijo que estaba el otro. Déjelos: se toman por lo que son.
sensors-fault-contradicting = { $place }: giroscopio y acelerómetro discrepan en { $found }° ({ $limit }° como mucho). El sensor está roto, o su archivo.
sensors-fault-no_posture = { $place }: no se dijo ninguna postura; diga cuándo la persona estaba de pie, sentada o tumbada sin moverse.
sensors-fault-no_movement = { $place }: no se dijo ningún movimiento que lo gire.
sensors-fault-same_posture = { $place }: de pie y sentado parecen iguales (separados { $found }°, hacen falta { $limit }°). Primero de pie, luego sentado. ¿O hay dos sensores cambiados?
sensors-again = Repita
sensors-calibrated = Calibración de { $count ->
        [one] un sensor
       *[other] { $count } sensores
    }: { $path }
sensors-own-range = Rango propio: { $end_deg }° al final, { $cycle_s } s para una repetición tranquila.
sensors-no-range = Menos de tres de las repeticiones practicadas muestran un rango: no se ha medido.
sensors-none-calibrated = No se pudo calibrar ningún sensor; no se ha escrito nada.

record-scan = Escanee este código con phyphox en el teléfono para: { $place }. El + de abajo y luego el código QR.
record-begun = Se escribe en { $path }. Termine con Ctrl-C.
record-waiting = Todavía no se recibe nada.
record-heard = { $rate } lecturas por segundo
record-silent = callado desde hace { $seconds } s
record-done = { $path }: { $readings ->
        [one] una lectura
       *[other] { $readings } lecturas
    } de { $sensors ->
        [one] un sensor
       *[other] { $sensors } sensores
    } en { $seconds } s.
record-lost = { $place }: { $count ->
        [one] una lectura llegó
       *[other] { $count } lecturas llegaron
    } demasiado tarde o no se pudo usar.

sensors-late = { $place }: sus lecturas llegan { $late_s } s tarde; sus tiempos se corrigen.
