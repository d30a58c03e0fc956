# La página del paciente. Las claves que empiezan por js- las usan los scripts; lo que está entre {$...} se rellena allí.

page-title = formcheck

## Bienvenida

welcome-interrupted-title = Se quedó a medias
welcome-interrupted-text = Hasta ahora: { $interrupted }.
welcome-interrupted-button = Seguir donde lo dejó
welcome-or-new = O empiece una sesión nueva aquí abajo.

welcome-about-open = Cómo se hace y qué verá
welcome-about-title = Qué hace esta página
welcome-about-is = Mira el ejercicio por la cámara, cuenta y dice una sola cosa cada vez, la que más ayuda.
welcome-about-is-not = No es un diagnóstico ni puede prometer alivio. Lo que le dijo su fisioterapeuta va primero.
welcome-about-feel = No puede sentir lo que usted siente. Quédese donde esté cómodo o note una tensión ligera, y pare cuando quiera.
welcome-about-private = Nada sale de este ordenador. Las imágenes de la cámara se miran aquí y luego se olvidan.

welcome-how-title = Cómo se hace el ejercicio
welcome-how-rest = Al empezar
welcome-how-end = Después
welcome-how-foot = Pie
welcome-how-dose = Cuántas veces
welcome-how-dose-text = { $repetitions } veces, { $sets } { $sets ->
    [one] serie
   *[other] series
  }
welcome-how-camera = Cámara

welcome-screen-title = Lo que verá
welcome-screen-knee = La banda se llena cuando se mueve la rodilla.
welcome-screen-foot = El triángulo es su pie. Debe ir a la par de la banda.
welcome-screen-zone = La parte clara es hasta donde hay que llegar.
welcome-screen-pace = El punto marca un buen ritmo.
welcome-screen-keys = La barra espaciadora pausa al instante. Escape para. No necesita el ratón.

welcome-form-title = Antes de empezar
welcome-side = ¿Qué pierna?
welcome-side-left = Pierna izquierda
welcome-side-right = Pierna derecha
welcome-side-fixed-left = Pierna izquierda, según lo prescrito
welcome-side-fixed-right = Pierna derecha, según lo prescrito
welcome-pain = ¿Cuánto dolor tiene ahora mismo?
pain-none = Sin dolor
pain-worst = El peor dolor que pueda imaginar
welcome-flags = ¿Le ocurre algo de esto?
welcome-flags-hint = Marque todo lo que le ocurra.
welcome-flags-none = Nada de esto
welcome-after-last = Después de la última vez, ¿le quedó dolor, hormigueo o adormecimiento?
welcome-after-last-none = No
welcome-after-last-brief = Sí, menos de media hora
welcome-after-last-long = Sí, más de media hora
welcome-after-last-day = Sí, más de un día
welcome-range = ¿Hasta dónde debe llegar?
welcome-range-measure = Medirlo hoy, con unos movimientos de práctica
welcome-range-last = Usar lo medido el { $day }
welcome-range-prescribed = Usar lo prescrito
welcome-video = Vídeo
welcome-video-keep = Guardar un vídeo de esta sesión en este ordenador
welcome-video-hint = Si no lo marca, no se guarda ninguna imagen.
welcome-begin = Empezar
welcome-begin-hint = Lo siguiente es preparar la cámara.

js-missing-side = Elija una pierna, por favor.
js-missing-pain = Elija un número del 0 al 10, por favor.
js-missing-flags = Marque lo que le ocurra o «Nada de esto», por favor.
js-missing-after-last = Elija una respuesta, por favor.
js-missing-numb = Elija sí o no, por favor.

## Derivación

referral-title = Hoy no
referral-back = Volver a las preguntas
referral-close = Puede cerrar esta página.

## La sala: cámara y ejercicio

camera-picture = La imagen de la cámara, como en un espejo
camera-loading = Esperando a la cámara…
camera-title = Prepare la cámara
camera-choose = Cámara
camera-checks = Lo que hace falta
camera-anyway = Seguir así
camera-sound = Sonido para el ritmo
camera-again = Probar otra vez
check-person = Usted en la imagen
check-whole = De la cabeza a los pies
check-near = A suficiente distancia
check-side-on = De lado a la cámara
check-level = Cámara sin inclinar
check-light = Luz suficiente
check-rate = Imagen fluida

js-check-ok = Bien
js-check-missing = Aún no
js-check-unknown = Mirando
js-camera-unnamed = Cámara {$number}

js-camera-denied-title = La cámara no tiene permiso
js-camera-denied-text = Pulse el símbolo de la cámara o del candado junto a la dirección, arriba, permita la cámara para esta página y pruebe otra vez.
js-camera-busy-title = La cámara está ocupada
js-camera-busy-text = La usa otro programa, quizá una videollamada. Ciérrelo y pruebe otra vez.
js-camera-absent-title = No se encuentra ninguna cámara
js-camera-absent-text = Conecte una, o abra la tapa de la incorporada, y pruebe otra vez.
js-camera-ended-title = La cámara se ha desconectado
js-camera-ended-text = Vuelva a conectarla y pruebe otra vez. Su sesión se conserva.
js-camera-insecure-title = Aquí el navegador no abre la cámara
js-camera-insecure-text = Abra esta página con la dirección que mostró formcheck. Empieza por http://127.0.0.1.

js-stage-neutral = Quédese quieto
js-stage-practice = Práctica
js-stage-countdown = Prepárese
js-stage-set = Serie
js-stage-rest = Descanso
js-stage-paused = En pausa
js-set-of = Serie {$number} de {$of}
js-of = de {$of}
js-not-seen = No se ve
js-dial-label = Movimiento: {$share} por ciento del camino hasta su final
js-dial-lost = Movimiento: la pierna no se ve
js-skip = Saltar
js-skip-rest = Seguir ya
js-mute = Silenciar
js-unmute = Con voz

dial-name = Movimiento
movement-stop = Parar
movement-pause = Pausa
key-space = Espacio
key-escape = Esc
key-mute = M
key-skip = S
key-sound = P

## En pausa y parado

paused-title = En pausa
paused-go-on = Seguir
paused-hurts = Duele más
paused-numb = Debilidad o adormecimiento nuevos
paused-finish = Terminar por hoy
paused-pain = ¿Cuánto duele ahora?
paused-back = Volver
stopped-title = Por hoy es suficiente
stopped-finish = Terminar

## Después

after-title = ¿Cómo está ahora?
after-pain = ¿Cuánto dolor tiene ahora?
after-numb = ¿Nota adormecimiento o debilidad nuevos?
after-numb-no = No
after-numb-yes = Sí
after-done = Listo

## Resumen

summary-title = Su sesión
summary-picture = Sus movimientos, uno a uno
summary-table = Sus movimientos, uno a uno
summary-number = Número
summary-word = Resultado
summary-range = Hasta dónde
summary-time = Tiempo
summary-folder = Guardada en este ordenador, en
summary-again = Otra sesión
summary-close = Eso es todo. Puede cerrar esta página.

js-summary-range = Hasta dónde
js-summary-zone = hasta donde llegar
js-summary-time = Segundos de cada uno
js-summary-band = un ritmo tranquilo
js-summary-good = Contado
js-summary-other = No contado
js-summary-unmeasured = Sin medir
js-summary-percent = {$n} %
js-summary-seconds = {$n} s
js-summary-range-text = Hasta dónde llegó cada uno de los {$of} movimientos. {$in} llegaron a la zona.
js-summary-time-text = Cuánto duró cada movimiento, en segundos. El ritmo tranquilo es de unos {$aim} segundos.

## Otra pestaña, sin servidor, sin scripts

elsewhere-title = formcheck está abierto en otra pestaña
elsewhere-text = Solo puede usarse en una pestaña a la vez. No se pierde nada.
elsewhere-use = Usar esta
gone-title = formcheck se ha detenido
gone-text = Vuelva a iniciarlo con
gone-command = formcheck live
gone-kept = Su sesión se conserva. Esta página sigue sola en cuanto formcheck vuelva a funcionar.
starting-title = Un momento…
debug-title = Medidas
noscript = Esta página necesita JavaScript, que está desactivado en este navegador.

## Sensores en la pierna en lugar de una cámara

sensors-picture = Su pierna, como la miden los sensores
sensors-loading = Se espera a los sensores…
js-stage-sensors = Póngase los sensores
js-stage-calibrate = Enseñe su pierna a los sensores
check-sensor-heard = { $place }: conectado
check-sensor-rate = { $place }: lecturas suficientes
check-sensor-still = { $place }: quieto
calibrate-step-stand = De pie, quieto 3 s
calibrate-step-sit = Sentado, quieto 3 s
calibrate-step-extend = Estirar la rodilla, 4 veces
calibrate-step-toes = Puntas arriba, 4 veces
calibrate-progress = Cuánto falta de este paso
calibrate-done = Hecho
key-done = H
js-check-now = Ahora
js-check-later = Después
sensors-about-private = No se usa ninguna cámara. El programa guarda en este ordenador lo que miden los sensores.
sensors-about-is = Sigue el ejercicio con los sensores de su pierna, cuenta y dice una sola cosa cada vez que pueda ayudar.
sensors-begin-hint = Después: ponerse los sensores.
