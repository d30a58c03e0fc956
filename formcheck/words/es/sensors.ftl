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

who-sees-computer = Solo los programas de este ordenador pueden enviar lecturas (puerto { $port }), y nadie más puede ver nada de ello.
who-sees-network = Mientras se { $count ->
        [one] espera un sensor
       *[other] esperan { $count } sensores
    } (en { $host }, puerto { $port }), otras personas de esta red podrían leer por el camino los movimientos y la clave, y enviar movimientos propios; no se envían imágenes, respuestas ni resultados.
