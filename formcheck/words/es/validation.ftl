# Lo que muestra validate: el progreso, las tablas del terminal y la página validation.html. El documento validation.md está en inglés.

## El progreso y lo que se dice al final

validate-progress = { $done } de { $all } vídeos
validate-frames = { $done }/{ $all } imágenes
validate-page = Página: { $path }
validate-unknown = De estos registros no se sabe nada, así que se pasaron por alto: { $files }. Lo que se sabe de uno es una entrada en formcheck/validation/truth/real.toml.
target-missed = no alcanzado: { $complaint }
target-complaint = { $target } ({ $compared }): se obtuvo { $found }, se exige { $limit }.
target-found = { $value } ({ $clips })

## Grupos de vídeos, momentos de una repetición y otras palabras sueltas

group-all = todos
group-all-clips = todos los vídeos
group-tuning = de ajuste
group-held-back = reservados
moment-start = inicio
moment-peak = extremo
moment-end = final
two-thresholds = dos umbrales
angle-neck-change = cuello (cambio)
some-of-all = { $some } de { $all }
from-to = { $low } a { $high }
person-found = encontrada
person-not-found = no encontrada

## Lo que se promete, qué se compara exactamente y si se cumple

target-clips-exact = Vídeos contados sin error
target-clips-within-one = Vídeos contados con una de diferencia como mucho
target-counted-without-any = Repeticiones contadas donde no hay ninguna
target-verdicts-agree = Veredictos que coinciden
target-flags-precision = Observaciones: precisión
target-flags-recall = Observaciones: exhaustividad
target-knee = Rodilla
target-knee-range = Recorrido de la rodilla por repetición
target-ankle = Tobillo
target-ankle-change = Cambio del tobillo por repetición
target-time-of-start = Momento del inicio
target-time-of-peak = Momento del extremo
target-time-of-end = Momento del final
target-derived-same = Vídeos derivados: recuento y veredictos del original
target-derived-blamed = Vídeos derivados que no se pueden medir: con algún defecto señalado
target-repetitions-right = Repeticiones bien juzgadas
target-repetitions-wrong = Repeticiones mal juzgadas
target-repetitions-withheld = Repeticiones sin juzgar
target-repetitions-made-up = Repeticiones inventadas
target-faults-true = Defectos señalados que existían
target-good-blamed = Repeticiones buenas con reproche
target-by-hand = Como lo midieron y lo quieren oír las personas
target-extension-right = Extensión sentado, pierna y muslo: juzgada según su etiqueta
target-extension-shank-right = Extensión sentado, solo la pierna: juzgada según su etiqueta
target-raise-right = Elevación de la pierna recta: juzgada según su etiqueta
target-shown-right = Juzgadas correctamente, de lo que los sensores pueden mostrar
target-wrong-beyond = Erróneas de más que con los mismos sensores sin el problema
target-trouble-said = Se dice lo que va mal

compared-clips-exact = proporción de los vídeos
compared-clips-within-one = { compared-clips-exact }
compared-counted-without-any = en los vídeos sin ninguna y en los ajenos al ejercicio
compared-verdicts-agree = parejas que coinciden entre repeticiones reales e inventadas
compared-flags-precision = defectos y compensaciones
compared-flags-recall = { compared-flags-precision }
compared-knee = error absoluto medio por imagen
compared-knee-range = error absoluto medio por repetición, del reposo al extremo
compared-ankle = { compared-knee }
compared-ankle-change = { compared-knee-range }
compared-time-of-start = error absoluto medio por repetición
compared-time-of-peak = { compared-time-of-start }
compared-time-of-end = { compared-time-of-start }
compared-derived-same = proporción de aquellos cuyas articulaciones se ven
compared-derived-blamed = vídeos
compared-repetitions-right = proporción de las repeticiones reales
compared-repetitions-wrong = { compared-repetitions-right }
compared-repetitions-withheld = { compared-repetitions-right }
compared-repetitions-made-up = contadas sin haber ocurrido
compared-faults-true = proporción de los defectos señalados
compared-good-blamed = proporción de las repeticiones realmente buenas
compared-by-hand = proporción de las cifras y palabras
compared-extension-right = { compared-repetitions-right }
compared-extension-shank-right = { compared-repetitions-right }
compared-raise-right = { compared-repetitions-right }
compared-shown-right = { compared-repetitions-right }
compared-wrong-beyond = repeticiones
compared-trouble-said = proporción de las grabaciones

state-not-measured = sin medir
state-missed = no alcanzado
state-met = alcanzado
state-aim-met = meta alcanzada

## Un vídeo: cómo se hizo, y qué se juzgó de otro modo que el que corresponde

scene-side = vista lateral
scene-off-side = a { $angle }° de la vista lateral
scene-light = luz: { $value }
scene-light-behind = luz por detrás
scene-light-dim = luz tenue
scene-legs = piernas: { $value }
scene-legs-shorts = pantalón corto
scene-legs-trousers = pantalón largo
scene-shoes = con zapatos
scene-barefoot = sin zapatos
scene-hands = manos: { $value }
scene-hands-seat = manos en el asiento
scene-hands-thigh = manos en el muslo
scene-background = fondo: { $value }
scene-background-plain = fondo liso
scene-background-room = habitación al fondo
scene-background-busy = fondo recargado

clip-held-back = { $file } (reservado)
clip-tag-held-back = reservado
clip-nobody-found = no se encontró a nadie
clip-other-leg = se tomó por la pierna { $side ->
    [left] izquierda
   *[right] derecha
  }

row-wrongly = sobra { $flag }
row-not = falta { $flag }
row-phantom = inventada ({ $verdict })
row-missed = perdida ({ $verdict })
row-for = { $found } en lugar de { $true }
repetition-missed = perdida
repetition-phantom = inventada

## Qué fue de cada repetición, por condición, y con qué calibración

share-of = { $some } de { $all }: { $share } ({ $interval })
share-alone = { $some } de { $all }: { $share }

outcomes-exact = vídeos contados sin error
outcomes-right = bien
outcomes-wrong = mal
outcomes-withheld = sin juzgar
outcomes-missed = perdidas
outcomes-made-up = inventadas
outcomes-good-blamed = buenas con reproche
outcomes-faulty-praised = con defecto y alabadas

condition-exercise = ejercicio
condition-done = hace otro ejercicio
condition-deserved = veredicto debido
condition-yaw = respecto a la vista lateral
condition-distance = distancia
condition-light = luz
condition-light-normal = normal
condition-legs = piernas
condition-clothes = ropa
condition-clothes-shorts = pantalón corto
condition-clothes-trousers = pantalón largo
condition-shoes = pies
condition-shoes-shoes = con zapatos
condition-shoes-barefoot = sin zapatos
condition-hands = manos
condition-hands-working-thigh = una en el muslo que trabaja
condition-background = fondo
condition-skin = piel
condition-skin-light = clara
condition-skin-medium = media
condition-skin-dark = oscura
condition-contrast = contraste
condition-contrast-low = bajo
condition-contrast-normal = normal
condition-other-foot = el otro pie
condition-other-foot-flat = apoyado
condition-other-foot-tucked = recogido hacia atrás
condition-picture = imagen
condition-timing = tiempos
condition-timing-real = de personas reales
condition-timing-formula = según fórmula
condition-camera-height = altura de la cámara
condition-compression = compresión (crf)
condition-tremor = temblor
condition-tail = tras la última
condition-fidgets = se mueve entre medias
condition-talks = habla
condition-yes = sí
condition-no = no

calibration-faults = defectos señalados
calibration-good = juzgadas buenas, sin defecto
calibration-any = cualquiera
calibration-bin = { $low } a { $high } (media { $mean })

hand-start-s = inicio
hand-peak-s = extremo
hand-end-s = final
hand-knee-at-rest-deg = rodilla en reposo
hand-knee-at-peak-deg = rodilla en el extremo
hand-ankle-at-rest-deg = tobillo en reposo
hand-ankle-at-peak-deg = tobillo en el extremo
hand-said = hay que decir
hand-unsaid = no hay que decir
hand-as-expected = como se espera
hand-not-so = no es así

## Grabaciones tal como las habrían medido unos sensores, según su disposición

table-set-ups = Sensores simulados
table-set-ups-about = Correctas, visibles: de las repeticiones cuyo fallo pueden mostrar estos sensores. De más: erróneas o inventadas, y no lo son sin el problema. Dicho: grabaciones en las que se dijo el problema, en la sesión o en la calibración.
set-up-exact = exactas
set-up-shown = correctas, visibles
set-up-right = correctas, todas
set-up-wrong = erróneas
set-up-withheld = sin veredicto
set-up-missed = omitidas
set-up-made-up = inventadas
set-up-beyond = de más
set-up-said = dicho

sensors-three = muslo, pierna, pie
sensors-shank-foot = pierna, pie
sensors-shank = solo la pierna
sensors-lost-5 = 5 % de las lecturas perdidas
sensors-lost-20 = 20 % de las lecturas perdidas
sensors-rate-30 = 30 lecturas por segundo
sensors-browser = como las recibe una página web
sensors-hard = difícil: mucho tejido, mal giroscopio, torcido
sensors-slips-shank = el de la pierna se desliza 10° a la mitad
sensors-slips-foot = el del pie se desliza 10° a la mitad
sensors-slips-thigh = el del muslo se desliza 10° a la mitad
sensors-slides-shank = el de la pierna se desliza 10° en 0,3 s a la mitad
sensors-slides-foot = el del pie se desliza 10° en 0,3 s a la mitad
sensors-slides-thigh = el del muslo se desliza 10° en 0,3 s a la mitad
sensors-dies-foot = el del pie se apaga a la mitad
sensors-dies-shank = el de la pierna se apaga a la mitad
sensors-dies-thigh = el del muslo se apaga a la mitad
sensors-late-shank = el de la pierna llega 150 ms tarde
sensors-late-foot = el del pie llega 150 ms tarde

condition-shown-by-sensors = la pueden mostrar los sensores
condition-person = persona
condition-instrument = medido por
condition-instrument-sensors = sensores
condition-sensors = sensores
condition-sensors-shank = pierna
condition-sensors-shank-thigh = pierna y muslo
condition-judged = juzgada como
condition-judged-extension = extensión de rodilla sentado
condition-judged-raise = elevación de la pierna recta

## Vídeos hechos a partir de otros

derived-variable-rate = ritmo de imágenes variable
derived-rotated = girado por la marca del propio archivo
derived-mirrored = reflejado
derived-fps-15 = 15 imágenes por segundo
derived-fps-60 = 60 imágenes por segundo
derived-small = imagen pequeña
derived-feet-cropped = pies fuera de la imagen

outcome-same = igual
outcome-other-count = otro recuento
outcome-other-verdicts = otros veredictos
outcome-as-required = como se exige
outcome-nothing-counted = nada contado, ningún reproche
outcome-blamed = reproche por lo que no se puede ver

## Tablas: sus títulos y lo que se dice debajo

table-clips = Vídeos
table-clips-about = Rodilla, tobillo: error absoluto medio. Sin ver: imágenes sin la que menos se ve de las dos.
table-groups = Recuento y juicio
table-angles = Ángulos, todos los vídeos
table-angles-about = Cambio: error absoluto medio del cambio del reposo al extremo, por repetición.
table-derived = Vídeos derivados
table-negatives = Nadie hace el ejercicio
table-targets = Objetivos
table-outcomes = Qué fue de cada repetición
table-conditions = Por condición
table-conditions-about = Las condiciones que más dicen; todas están en la página.
table-calibration = Calibración
table-by-hand = Contado y medido por personas

## Columnas

heading-clip = Vídeo
heading-counted = Contadas
heading-of-true = de las reales
heading-verdicts = Veredictos
heading-verdicts-found = Veredictos hallados
heading-framed = con marco: no es el que corresponde
heading-knee = Rodilla
heading-ankle = Tobillo
heading-knee-range = Recorrido de rodilla
heading-ankle-change = Cambio del tobillo
heading-unseen = Sin ver
heading-not-measured = Sin medir
heading-knee-ankle = rodilla / tobillo
heading-view = Vista
heading-off-side = respecto a la lateral
heading-otherwise = De otro modo que el que corresponde

heading-bias = Sesgo
heading-sd = DE
heading-mae = MAE
heading-rmse = RMSE
heading-limits = Límites del 95 %
heading-gain = Ganancia
heading-late = Retraso
heading-change = Cambio
heading-joint = Articulación
heading-of-clips = vídeos
heading-of-frames = imágenes
heading-bias-sd = sesgo ± DE
heading-within = el 95 % hasta
heading-of-gain = ganancia
heading-late-by = retraso
heading-of-not-measured = sin medir
heading-error-of = Error de
heading-pairs = parejas
heading-largest = el mayor

heading-how-made = Cambio
heading-against-original = Frente al original
heading-in-original = Hallado en el original
heading-here = Hallado aquí
heading-frames = Imágenes
heading-person = Persona
heading-of-person = persona
heading-repetitions = repeticiones contadas
heading-two-thresholds = Dos umbrales
heading-by-two-thresholds = con dos umbrales
heading-condition = Condición
heading-stated = Con una probabilidad de
heading-true = Cierto
heading-interval = Intervalo del 95 %
heading-expected = Se espera
heading-found = Hallado

heading-figure = Cifra
heading-compared = Qué se compara
heading-measured = Medido
heading-must = Exigido
heading-aim = Meta
heading-all = Todos
heading-all-clips = Todos los vídeos
heading-held-back = Reservados

heading-flag = Observación
heading-flag-true = reales
heading-flag-rightly = bien halladas
heading-flag-wrongly = halladas de más
heading-flag-missed = perdidas
heading-precision = precisión
heading-recall = exhaustividad

heading-task = Tarea y referencia
heading-published = Publicado, personas reales
heading-ours = Lo nuestro, personas sintéticas

## Filas de los grupos, unos junto a otros

score-clips = vídeos
score-repetitions = repeticiones, reales / contadas
score-missed = perdidas / inventadas
score-exact = vídeos sin error / con una de diferencia
score-count-error = error del recuento, medio / relativo
score-agreement = coincidencia de veredictos
score-kappa = kappa de Cohen
score-flags = observaciones, precisión / exhaustividad
score-times-mae = inicio / extremo / final, error absoluto medio
score-times-worst = inicio / extremo / final, error mayor

## La página

validation-title = Validación de formcheck { $version }
validation-model = modelo { $model }
validation-clips = { $clips ->
    [one] 1 vídeo
   *[other] { $clips } vídeos
  }, { $held_back ->
    [one] 1 reservado
   *[other] { $held_back } reservados
  }
validation-repetitions = { $count ->
    [one] 1 repetición
   *[other] { $count } repeticiones
  }
validation-derived = { $count ->
    [one] 1 vídeo derivado
   *[other] { $count } vídeos derivados
  }
validation-negatives = { $count } sin el ejercicio
validation-summary = Resumen
validation-agreed = El motor de hoy coincide con la clínica en { $right } de { $of } repeticiones (del { $low } al { $high } %)
validation-reached = { $reached } de { $all } cifras exigidas, alcanzadas
validation-counted = Se contaron { $found } repeticiones de { $true }; { $agreeing } de { $asked } veredictos son los que corresponden.
validation-errors = Error absoluto medio: rodilla { $knee }, tobillo { $ankle }.
validation-rendered = Las personas son sintéticas:
validation-see = vea
validation-see-proves = qué demuestra esto
validation-failures = Vídeos que no se pudieron usar
validation-failures-about = No entran en ninguna de las cifras de abajo.
validation-targets-about = Alcanzado quiere decir en todos los vídeos y también en los reservados. Los reservados no intervinieron en ningún ajuste.
validation-largest = Mayores errores de tiempo:
validation-largest-about = ; con el objetivo se compara el error absoluto medio.
validation-every-clip = Cada vídeo
validation-no-repetition = ninguna
validation-clips-about = Con marco: no es lo que corresponde, con el veredicto debido entre paréntesis; donde el veredicto es el debido, las observaciones que no lo son. MAE: error absoluto medio. Recorrido, cambio: del reposo al punto más lejano, por repetición.
validation-two-thresholds = «Dos umbrales» cuenta sobre los mismos ángulos de rodilla como lo hacen los contadores sencillos: una repetición por cada paso de doblada (más de { $bent }°) a recta (menos de { $straight }°), todas juzgadas buenas.
validation-judging-about = Una repetición hallada es una real cuando comparten al menos { $overlap } de su tiempo conjunto. Coincidencia: sobre repeticiones reales e inventadas. Kappa: sobre las emparejadas; «{ $missing }» donde no está definido.
validation-confusion-ours = formcheck: veredictos debidos (filas) y hallados (columnas)
validation-confusion-naive = Dos umbrales: veredictos debidos (filas) y hallados (columnas)
validation-flags = Defectos por tipo
validation-no-flags = Ninguno, ni real ni hallado.
validation-flags-about = Defectos y compensaciones, cada uno en su articulación; los avisos no cuentan.
validation-angles = Ángulos, imagen por imagen
validation-knee-agreement = Rodilla: medido frente a real (Bland–Altman)
validation-knee-error = Rodilla: error según el ángulo real, mediana y 80 % central
validation-ankle-agreement = Tobillo: medido frente a real (Bland–Altman)
validation-ankle-error = Tobillo: error según el ángulo real, mediana y 80 % central
validation-angles-about = Límites: sesgo ± 1,96 DE. Ganancia: pendiente del ángulo medido sobre el real; por debajo de 1 el movimiento sale aplanado. El cero del cuello es arbitrario: antes se resta el error mediano de cada vídeo. RMSE: raíz del error cuadrático medio. DE: desviación estándar.
validation-times = Tiempos y recorridos, repetición por repetición
validation-joint-change = { $joint }, del reposo al extremo
validation-joint-end = { $joint } en el extremo
validation-times-about = Del reposo al extremo: positivo es un movimiento leído demasiado grande, vaya hacia donde vaya.
validation-same-clips = Los mismos vídeos, grabados de otra manera
validation-nothing = nada
validation-required = cada repetición debería ser: { $verdict }
validation-nobody-exercises = Nadie hace el ejercicio
validation-negatives-about = Juzgados como cada uno de estos: { $exercises }. Toda repetición contada es inventada.
validation-published = Junto a cifras publicadas
validation-published-people = Las cifras publicadas se midieron con personas reales; las nuestras, con sintéticas.
validation-published-about = Muestran lo habitual en este campo, no quién es mejor.
validation-published-angles = Ángulos
validation-proves = Qué demuestra esto y qué no
validation-proves-software = Las personas sintéticas muestran que el programa mide lo que ve, lo cuenta y lo juzga como se pretende, y muestran enseguida cuándo un cambio lo empeora.
validation-proves-no-patients = No dicen nada de la exactitud con pacientes: hay pocos cuerpos, ropa ordenada, luz uniforme, ningún dolor y movimientos que siguen el modelo de movimiento suave que también suponen los tiempos. Los puntos de un modelo de postura no son centros articulares, así que parte de cada error es cuestión de definición. A personas reales solo se las ve aquí donde nadie hace el ejercicio.
validation-real = Son personas reales:
validation-targets-people = De una población cuenta la mitad reservada: no intervino en ningún ajuste.
validation-outcomes-about = Bien, mal, sin juzgar y perdidas son proporciones de las repeticiones reales; inventadas, de las contadas. Entre paréntesis, intervalos del 95 %: las repeticiones de un vídeo comparten persona, habitación y cámara, así que el intervalo es el de Wilson para tantas repeticiones independientes como dirían lo mismo.
validation-conditions-about = Vídeos: { $group }. Primero la condición que más dice: donde las proporciones de veredictos correctos difieren más que por azar.
validation-calibration-about = Vídeos: { $group }. De lo que se dijo con cierta probabilidad, esta parte era así. Otro veredicto justo además del debido cuenta como cierto.
validation-by-hand-about = Tiempos y ángulos de personas reales, leídos a mano en los puntos sin tratar del modelo, con la distancia a la que puede quedar una lectura correcta; y lo que se quiere oír donde no se juzga nada.
validation-proves-others = Son otras personas, habitaciones y costumbres que las de los vídeos de muestra, así que lo que vale aquí es más probable que valga en otra parte, sobre todo en los vídeos reservados. No dicen nada de la exactitud con pacientes: a nadie le duele nada y todos hacen lo que dice un guion.
validation-proves-real = Son grabaciones de personas reales, pocas, y a nadie se le pidió el ejercicio. Lo que se sabe de ellas se contó a ojo y se midió a mano.
validation-proves-corrected = Son personas de una consulta, y la verdad es lo que dijo la clínica al revisar sesiones enteras. Al juzgar veían el veredicto de la máquina y pueden inclinarse hacia él; donde dos personas clínicas difieran, cuenta una. Los intervalos toman juntas las repeticiones de una persona.
validation-missing = Faltan grabaciones de deslizamientos nerviosos en sedestación con ángulos medidos, y la conformidad de un profesional con los límites. formcheck no es un producto sanitario.
validation-made-here = Hecho en este ordenador; abrir esta página no envía nada a ningún sitio.

## Gráficos

plot-verdicts = Veredictos debidos y hallados, { $counter }: coinciden { $agreeing }.
plot-agreement = Concordancia, { $joint }: sesgo { $bias }, límites { $limits }.
plot-error = Error según el ángulo real, { $joint }: mediana y banda del 80 % central.
plot-tuning-clips = vídeos de ajuste
plot-held-back-clips = vídeos reservados
axis-mean = media de medido y real, grados
axis-error = medido menos real, grados
axis-true = ángulo real, grados
axis-frames = imágenes
hover-verdicts = debido { $deserved }, hallado { $found }: { $count }
hover-error = real { $angle }°: mediana { $median }°
hover-frames = { $count } imágenes
plot-calibration = Proporción cierta frente a la probabilidad indicada, con intervalos del 95 %; sobre la línea de puntos coinciden.
axis-stated = probabilidad indicada
axis-true-share = proporción cierta

## Cifras publicadas y las nuestras al lado

ours-knee-ankle = rodilla { $knee }, tobillo { $ankle }
ours-knee-bias = rodilla { $bias }
ours-knee-mae = rodilla: MAE { $mae }, sesgo { $bias }
ours-counting = MAE { $mae }, con una de diferencia { $share }
ours-agreement = coincidencia { $share } con el guion

published-orthelligent-work = Orthelligent VISION, una cámara (n = 10)
published-orthelligent-task = recorrido en la marcha, frente a captura óptica
published-orthelligent-figure = rodilla 3,8°, tobillo 5,4°
published-mediapipe-work = MediaPipe, vista lateral exacta
published-mediapipe-task = sentadilla, frente a sensores inerciales
published-mediapipe-figure = rodilla −2,3 ± 6,4°
published-blazepose-work = BlazePose heavy, vista lateral (n = 15, prepublicación)
published-blazepose-task = sentadilla y levantarse de la silla, frente a puntos puestos a mano
published-blazepose-figure = rodilla: MAE 7,07°, sesgo −5,1°
published-openpose-work = OpenPose, vista lateral
published-openpose-task = marcha, frente a captura óptica; error absoluto medio
published-openpose-figure = rodilla 5,6°, tobillo 7,4°
published-opencap-monocular-work = OpenCap Monocular, un teléfono
published-opencap-monocular-task = marcha, sentadilla, levantarse de la silla, frente a captura óptica; error absoluto medio
published-opencap-monocular-figure = todas las rotaciones articulares 4,8°
published-opencap-work = OpenCap, dos teléfonos (n = 41)
published-opencap-task = ocho tareas, frente a captura óptica; raíz del error cuadrático medio, plano sagital
published-opencap-figure = 7,0 a 13,4°
published-interaction-work = interACTION, dos sensores inerciales (n = 10)
published-interaction-task = deslizar el talón, extensión de rodilla en arco corto, levantarse de la silla
published-interaction-figure = rodilla, hasta 3°
published-viewpoint-work = Recuento independiente del punto de vista, a partir de posturas
published-viewpoint-task = UI-PRMD; error relativo medio del recuento, vídeos con una de diferencia
published-viewpoint-figure = MAE 0,06, con una de diferencia 0,95
published-poserac-work = PoseRAC con ángulos articulares
published-poserac-task = RepCount
published-poserac-figure = MAE 0,211, con una de diferencia 0,599
published-escounts-work = ESCounts
published-escounts-task = RepCount
published-escounts-figure = MAE 0,21, con una de diferencia 0,56
published-repnet-work = RepNet
published-repnet-task = Countix, cualquier movimiento repetido; cifra citada de memoria
published-repnet-figure = MAE cerca de 0,36, con una de diferencia cerca de 0,70
published-kaia-work = Kaia Motion Coach (n = 24, artrosis de rodilla o cadera)
published-kaia-task = seis ejercicios, frente a dos fisioterapeutas
published-kaia-figure = coincidencia 0,828; entre los fisioterapeutas 0,833
