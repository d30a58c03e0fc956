# Lo que escriben las órdenes: review, replay, batch y doctor.

## Revisar y volver a juzgar

session-title = { $name }: { $count } — ejercicio: { $exercise }
session-title-leg = { $name }: { $count } — ejercicio: { $exercise }, { $leg }
column-from = Desde
column-to = Hasta
column-verdict = Veredicto
column-why = Por qué
session-report = Informe: { $path }
sensors-clock-found = El reloj de los sensores va { $seconds } s por delante del del vídeo: así la rodilla se mueve igual en ambos (correlación { $fit }).
sensors-clock-given = El reloj de los sensores se toma { $seconds } s por delante del del vídeo, como usted ha indicado.
videos-reviewed = { $done } de { $all } vídeos revisados, { $failed } no.
replay-same = Los sucesos son los del registro.
replay-by-prescription = Juzgado con la prescripción dada; los sucesos no son los del registro.
replay-other-version = Los sucesos no son los del registro: lo hizo otra versión de formcheck.
replay-broken-off = La sesión registrada se interrumpió; se juzgó lo que contiene.
review-broken-off = interrumpido. Se conserva: { $done } de { $all } vídeos revisados, en { $out }. Del que estaba en curso no se escribió nada; un resultado anterior queda como estaba.
validate-broken-off = interrumpido. No se escribió ningún resultado; los puntos de los clips terminados se conservan donde dice --records.
broken-off = interrumpido. No se escribió nada; un resultado anterior queda como estaba.

## Archivos enteros

batch-progress = { $done } de { $all } grabaciones
batch-done = hechas
batch-skipped = ya estaban
batch-failed = no se pudo
batch-repetitions = repeticiones en la tabla
batch-table = Repeticiones de todas las grabaciones: { $path }
batch-recordings = Qué fue de cada grabación: { $path }
batch-broken-off = interrumpido. Lo hecho se conserva; la misma orden sigue desde ahí.
batch-damaged = { $folder }: su session.json ya no se puede leer. Quite esta carpeta y la misma orden la hará de nuevo.

## El almacén

import-progress = Visitas
import-new = nuevas
import-grown = conocidas, ahora con más datos
import-known = ya conocidas
import-refused = rechazadas
import-people = personas
import-into = Guardado en { $path }
import-broken-off = interrumpido. { $done } de { $all } visitas están en el almacén; la misma orden sigue desde ahí.
export-done = { $path }: { $visits ->
    [one] 1 visita
   *[other] { $visits } visitas
  }, { $films ->
    [one] 1 vídeo
   *[other] { $films } vídeos
  }. Muestra la salud de esta persona: no lo entregue a nadie más.
export-no-film = { $path }: este vídeo no está donde estaba, o ahora es otro; se ha dejado fuera.
delete-ask = ¿Borrar a { $person } con { $visits ->
    [one] 1 visita
   *[other] { $visits } visitas
  }, para siempre?
delete-not = No se ha borrado nada.
delete-done = { $visits ->
    [one] Borrada: 1 visita
   *[other] Borradas: { $visits } visitas
  }. Las copias de seguridad anteriores aún las contienen.
delete-film-left = Se queda donde está, porque no lo guardamos nosotros: { $path }
people-column-name = Nombre
people-visits = Visitas
people-column-last = Última visita
people-added = { $person } está en el almacén.
people-known = { $person } ya estaba en el almacén.
people-nobody = Todavía no hay nadie. Añada a alguien con --add anna-04, o traiga visitas con: formcheck import CARPETA --person anna-04
backup-done = Copia de seguridad escrita: { $path }, { $megabytes } MB. Lo contiene todo: guárdela tan bien como el propio almacén.
restore-done = Recuperado en { $path }: { $people ->
    [one] 1 persona
   *[other] { $people } personas
  }, { $visits ->
    [one] 1 visita
   *[other] { $visits } visitas
  }.
rebuild-done = El índice se ha hecho de nuevo con { $visits ->
    [one] 1 visita
   *[other] { $visits } visitas
  }.
rebuild-broken-off = interrumpido. No se ha tocado ningún documento; la misma orden hace de nuevo el índice desde el principio.
store-kept = Guardado para { $person } en { $path }

## Doctor: qué se mira, qué se encontró, qué hacer

doctor-what = Qué
doctor-found = Encontrado
doctor-to-do = Qué hacer
doctor-all-well = Todo está bien.
doctor-something-missing = Falta algo: vea arriba.

doctor-name-system-libraries = bibliotecas del sistema
doctor-name-pose-models = modelos de postura
doctor-name-model-heavy = modelo heavy
doctor-name-model-full = modelo full
doctor-name-extra-sensors = para sensores en la pierna
doctor-name-extra-bluetooth = para sensores Bluetooth
doctor-name-extra-lsl = para LSL y XDF
doctor-name-extra-cluster = para un clúster
doctor-name-video = vídeo
doctor-name-pose-model-runs = el modelo funciona
doctor-name-speed = velocidad
doctor-name-speed-of-heavy = velocidad de heavy
doctor-name-speed-of-full = velocidad de full
doctor-name-for-live-coaching = para guiar en directo

doctor-python = { $version } en { $computer }
doctor-not-published = no se publica para { $computer }
doctor-missing = falta
doctor-extra = { $packages }
doctor-extra-missing = no está; nada más lo necesita
doctor-present = está
doctor-overwrites = { $version }, que reemplaza archivos de { $package }
doctor-libraries-present = están todas
doctor-libraries-missing = { $count ->
    [one] falta { $count }
   *[other] faltan { $count }
  }
doctor-model = { $megabytes } MB, con la suma esperada
doctor-video-works = lee y escribe H.264
doctor-video-fails = no puede escribir H.264
doctor-pose-works = sí, con { $estimators }
doctor-speed = { $times }, por imagen
doctor-speed-on = { $ms } ms con { $threads ->
    [one] 1 hilo
   *[other] { $threads } hilos
  }
doctor-best = { $model } con { $threads ->
    [one] 1 hilo
   *[other] { $threads } hilos
  }: unas { $fps } imágenes por segundo

doctor-use-python = Cree el entorno con Python 3.11, 3.12 o 3.13.
doctor-first-then = { $first }, después { $then }
doctor-mend-above = Arregle lo que falta arriba.
doctor-mend-windows = Arregle lo que falta arriba e instale, si no está, Visual C++ Redistributable (x64) de Microsoft.
doctor-without-litert = Valore los vídeos en otro ordenador; formcheck replay valora aquí sus registros.
doctor-without-mediapipe = Deje fuera --estimator: litert usa los mismos modelos.
doctor-install-as-on-debian = Instale lo que este Linux tiene en lugar de { $packages } de Debian.
doctor-too-slow = Demasiado lento para guiar: cierre otros programas o revise vídeos grabados.
