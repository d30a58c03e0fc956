# Lo que muestra bench en el terminal. El documento performance.md está en inglés.

## El progreso, sobre qué se midió y dónde está la página

bench-round = Ronda { $number } de { $rounds }: { $what }
bench-doing-bare-loop = MediaPipe en un bucle
bench-doing-review-litert = una revisión con litert
bench-doing-network = solo la red de puntos
bench-doing-unwatched = solo leer y hallar los puntos del cuerpo
bench-doing-stages = cada etapa
bench-doing-live = una imagen en directo
bench-doing-review-mediapipe = una revisión con mediapipe
bench-doing-long-made = Se preparan diez minutos de 1080p
bench-doing-long-reviewed = Se revisan diez minutos de 1080p

bench-unknown-processor = procesador desconocido
bench-machine = { $processor }, { $cores ->
    [one] 1 núcleo
   *[other] { $cores } núcleos
  }, { $system }
bench-video = { $name }: { $frames } imágenes de { $size }
bench-video-rate = { $name }: { $frames } imágenes de { $size } a { $fps } por segundo
bench-work = { $video }; modelo { $model }, litert con { $threads ->
    [one] 1 hilo
   *[other] { $threads } hilos
  }
bench-page = Página: { $path }

## Las cifras que se piden

bench-figure-beside-bare-loop = revisión con litert ÷ bucle desnudo de mediapipe
bench-figure-beside-network = revisión con litert ÷ solo la red de puntos
bench-figure-time-beyond = tiempo además de leer y hallar los puntos
bench-figure-work-beyond = todo menos leer y hallar los puntos, del trabajo
bench-figure-live-judged = en directo: imágenes juzgadas por segundo
bench-figure-live-late = en directo: de la llegada al suceso, 95 de 100 en menos de
bench-figure-long-memory = memoria máxima, diez minutos de 1080p

## Tablas y sus filas

bench-middle = mediana
bench-all-rounds = todas las rondas

bench-speed = Imágenes por segundo
bench-speed-bare-loop = MediaPipe en un bucle: leer, detectar, nada más
bench-speed-review-mediapipe = revisión con mediapipe: informe, vídeo con los ángulos, todos los archivos
bench-speed-review-litert = revisión con litert: informe, vídeo con los ángulos, todos los archivos
bench-speed-unwatched = solo leer y hallar los puntos del cuerpo, con litert
bench-speed-network-published = solo la red de puntos, como se publica
bench-speed-network-cut = solo la red de puntos, como la recorta formcheck

bench-stages = Milisegundos por imagen
bench-stage-reading = leer
bench-stage-body-points = hallar los puntos del cuerpo
bench-stage-judging = juzgar
bench-stage-writing = escribir

bench-live = En directo, treinta imágenes por segundo
bench-live-judged = imágenes juzgadas por segundo
bench-live-dropped = imágenes omitidas, de cada 100
bench-live-middle = de la llegada al suceso, mediana (ms)
bench-live-late = de la llegada al suceso, 95 de 100 en menos de (ms)

bench-memory = Memoria máxima en megabytes
bench-memory-bare-loop = MediaPipe en un bucle
bench-memory-review-mediapipe = revisión con mediapipe
bench-memory-review-litert = revisión con litert
bench-memory-long = revisión con litert, diez minutos de 1080p
