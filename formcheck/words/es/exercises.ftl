# Los ejercicios de la biblioteca. En inglés, la única fuente son los archivos de formcheck/exercise/library.
# Quien cambie allí un texto cambia también el de aquí.

-camera-seat = Ponga la cámara al lado de la pierna que se mueve, a 2,5 m o más, a la altura del asiento. Deben verse la cabeza, las caderas, las rodillas y los dos pies, también con la pierna estirada. Póngase pantalón corto y quédese con los pies descalzos.
-camera-mat-up = Ponga la cámara al lado de la pierna que se mueve, a 2,5 m o más, a la altura de la esterilla. Deben verse la cabeza, las caderas, las rodillas y los dos pies, también con la pierna estirada hacia arriba. Póngase pantalón corto y quédese con los pies descalzos.
-camera-mat-out = Ponga la cámara al lado de la pierna que se mueve, a 2,5 m o más, a la altura de la esterilla. Deben verse la cabeza, las caderas, las rodillas y los dos pies, también con la pierna estirada. Póngase pantalón corto y quédese con los pies descalzos.
-camera-raised = Ponga la cámara al lado de la pierna levantada, a 2,5 m o más, a la altura de la esterilla. Deben verse la cabeza, las caderas, las rodillas y los dos pies, con el pie levantado de perfil. Póngase pantalón corto y quédese con los pies descalzos.
-symptoms = el dolor, el hormigueo y otras molestias
-proposals = Los ángulos, los tiempos y la dosis son propuestas.
-only-ankle = Solo se juzga el tobillo, que es la articulación que peor mide una cámara.

## Lo que hace el pie sin que la cámara lo vea, fase por fase

told-turned-out = girado hacia fuera
told-turned-in = girado hacia dentro
told-toes-up = dedos hacia arriba
told-turned-in-toes-curled = girado hacia dentro, dedos encogidos

## tibial-slider-seated

exercise-tibial-slider-seated-title = Deslizamiento del nervio tibial, en la silla
exercise-tibial-slider-seated-summary = En la silla, con la espalda redondeada: la rodilla se estira mientras sube la punta del pie y se levanta la cabeza; las tres vuelven a la vez.
exercise-tibial-slider-seated-camera = { -camera-seat }
exercise-tibial-slider-seated-rest = Siéntese en la mitad delantera de la silla con la espalda redondeada. Doble la rodilla, baje la punta del pie y baje la barbilla.
exercise-tibial-slider-seated-end = Estire la rodilla, suba la punta del pie y mire hacia arriba, todo a la vez.
exercise-tibial-slider-seated-back = Doble la rodilla, baje la punta del pie y baje la barbilla, todo a la vez.
exercise-tibial-slider-seated-foot = Al final, gire el pie hacia fuera.
exercise-tibial-slider-seated-unseen =
    el giro del pie hacia fuera
    los dedos del pie
    la inclinación de la pelvis y lo redonda que está de verdad la espalda
    { -symptoms }
exercise-tibial-slider-seated-note = El ensayo fue con hombres activos de isquiotibiales cortos, no con personas con dolor de los nervios del pie. { -proposals }

## tibial-tensioner-seated

exercise-tibial-tensioner-seated-title = Puesta en tensión del nervio tibial, en la silla
exercise-tibial-tensioner-seated-summary = En la silla, con la espalda redondeada: la rodilla se estira mientras sube la punta del pie y baja la barbilla; después se suelta todo.
exercise-tibial-tensioner-seated-camera = { -camera-seat }
exercise-tibial-tensioner-seated-rest = Siéntese en la mitad delantera de la silla con la espalda redondeada. Doble la rodilla, relaje el pie y mire al frente.
exercise-tibial-tensioner-seated-end = Estire la rodilla, suba la punta del pie y baje la barbilla, todo a la vez. Deténgase cuando note una tensión ligera y haga una pausa.
exercise-tibial-tensioner-seated-back = Suelte: doble la rodilla, relaje el pie y levante la cabeza hasta mirar al frente.
exercise-tibial-tensioner-seated-foot = Al final, gire el pie hacia fuera.
exercise-tibial-tensioner-seated-unseen =
    el giro del pie hacia fuera
    los dedos del pie
    la inclinación de la pelvis y lo redonda que está de verdad la espalda
    { -symptoms }
exercise-tibial-tensioner-seated-note = Suele venir después del deslizamiento, cuando el nervio ya no está irritable. { -proposals }

## tibial-ankle-slider-supine

exercise-tibial-ankle-slider-supine-title = Deslizamiento del nervio tibial con el tobillo, boca arriba
exercise-tibial-ankle-slider-supine-summary = Boca arriba, con el muslo vertical: la rodilla se estira mientras se aleja la punta del pie, y se dobla mientras la punta vuelve hacia usted.
exercise-tibial-ankle-slider-supine-camera = { -camera-mat-up }
exercise-tibial-ankle-slider-supine-rest = Túmbese boca arriba y sujete el muslo por detrás, de modo que apunte al techo. Doble la rodilla y lleve la punta del pie hacia usted.
exercise-tibial-ankle-slider-supine-end = Estire la rodilla y aleje la punta del pie, las dos cosas a la vez.
exercise-tibial-ankle-slider-supine-back = Doble la rodilla y lleve la punta del pie hacia usted, las dos cosas a la vez.
exercise-tibial-ankle-slider-supine-foot = Al inicio, gire el pie hacia fuera.
exercise-tibial-ankle-slider-supine-unseen =
    el giro del pie hacia fuera
    los dedos del pie
    la inclinación de la pelvis
    { -symptoms }
exercise-tibial-ankle-slider-supine-note = { -proposals }

## tibial-distal-slider-slr

exercise-tibial-distal-slider-slr-title = Deslizamiento del nervio tibial con el pie, pierna en alto
exercise-tibial-distal-slider-slr-summary = Boca arriba, con la pierna en alto sujeta por una cinta, solo se mueve el pie: la punta viene hacia usted y luego se aleja.
exercise-tibial-distal-slider-slr-camera = { -camera-raised }
exercise-tibial-distal-slider-slr-rest = Túmbese boca arriba con la pierna en alto en la cinta y la rodilla casi recta. Aleje la punta del pie.
exercise-tibial-distal-slider-slr-end = Lleve la punta del pie hacia usted; mantenga quieta la pierna.
exercise-tibial-distal-slider-slr-back = Aleje otra vez la punta del pie.
exercise-tibial-distal-slider-slr-foot = Al inicio, gire el pie hacia dentro; al final, hacia fuera.
exercise-tibial-distal-slider-slr-unseen =
    el giro del pie hacia dentro y hacia fuera
    los dedos del pie
    el giro de la pierna en la cadera
    { -symptoms }
exercise-tibial-distal-slider-slr-note = { -proposals } { -only-ankle }

## tibial-tensioner-slr

exercise-tibial-tensioner-slr-title = Puesta en tensión del nervio tibial, boca arriba
exercise-tibial-tensioner-slr-summary = Boca arriba, con la cadera a medio doblar y la punta del pie hacia usted, la rodilla se estira; después se suelta todo.
exercise-tibial-tensioner-slr-camera = { -camera-mat-out }
exercise-tibial-tensioner-slr-rest = Túmbese boca arriba con el muslo levantado a media altura y la rodilla doblada. Lleve la punta del pie hacia usted.
exercise-tibial-tensioner-slr-end = Estire la rodilla; mantenga la punta del pie hacia usted y el muslo quieto. Deténgase cuando note una tensión ligera y haga una pausa.
exercise-tibial-tensioner-slr-back = Suelte: doble la rodilla y relaje el pie.
exercise-tibial-tensioner-slr-foot = Gire el pie hacia fuera, desde el inicio hasta el final.
exercise-tibial-tensioner-slr-unseen =
    el giro del pie hacia fuera
    los dedos del pie
    el giro de la pierna en la cadera
    { -symptoms }
exercise-tibial-tensioner-slr-note = Suele venir después de un deslizamiento, cuando el nervio ya no está irritable. { -proposals }

## peroneal-slider-seated

exercise-peroneal-slider-seated-title = Deslizamiento del nervio peroneo, en la silla
exercise-peroneal-slider-seated-summary = En la silla, con la espalda redondeada: la rodilla se estira mientras se aleja la punta del pie y se levanta la cabeza; las tres vuelven a la vez.
exercise-peroneal-slider-seated-camera = { -camera-seat }
exercise-peroneal-slider-seated-rest = Siéntese en la mitad delantera de la silla con la espalda redondeada. Doble la rodilla, relaje el pie y baje la barbilla.
exercise-peroneal-slider-seated-end = Estire la rodilla, estire la punta del pie y mire hacia arriba, todo a la vez.
exercise-peroneal-slider-seated-back = Doble la rodilla, relaje el pie y baje la barbilla, todo a la vez.
exercise-peroneal-slider-seated-foot = Al final, gire el pie hacia dentro.
exercise-peroneal-slider-seated-unseen =
    el giro del pie hacia dentro
    los dedos del pie
    la inclinación de la pelvis y lo redonda que está de verdad la espalda
    { -symptoms }
exercise-peroneal-slider-seated-note = Deriva de una postura de exploración y de la regla del deslizamiento. Una página de una clínica enseña el nervio peroneo con la punta del pie hacia arriba; si usted también lo hace, cambie los márgenes del tobillo. { -proposals }

## peroneal-tensioner-seated

exercise-peroneal-tensioner-seated-title = Puesta en tensión del nervio peroneo, en la silla
exercise-peroneal-tensioner-seated-summary = En la silla, con la espalda redondeada, la barbilla baja y la punta del pie estirada, la rodilla se estira; después se suelta todo.
exercise-peroneal-tensioner-seated-camera = { -camera-seat }
exercise-peroneal-tensioner-seated-rest = Siéntese en la mitad delantera de la silla con la espalda redondeada. Doble la rodilla, estire la punta del pie y baje la barbilla.
exercise-peroneal-tensioner-seated-end = Estire la rodilla; mantenga estirada la punta del pie y baja la barbilla. Deténgase cuando note una tensión ligera y haga una pausa.
exercise-peroneal-tensioner-seated-back = Suelte: doble la rodilla, relaje el pie y levante la cabeza hasta mirar al frente.
exercise-peroneal-tensioner-seated-foot = Gire el pie hacia dentro, desde el inicio hasta el final.
exercise-peroneal-tensioner-seated-unseen =
    el giro del pie hacia dentro
    los dedos del pie
    la inclinación de la pelvis y lo redonda que está de verdad la espalda
    { -symptoms }
exercise-peroneal-tensioner-seated-note = Las fuentes describen una postura de exploración, que aquí se repite como ejercicio. Suele venir después del deslizamiento, cuando el nervio ya no está irritable. { -proposals }

## peroneal-ankle-slider-supine

exercise-peroneal-ankle-slider-supine-title = Deslizamiento del nervio peroneo con el tobillo, boca arriba
exercise-peroneal-ankle-slider-supine-summary = Boca arriba, con el muslo vertical: la rodilla se estira mientras la punta del pie viene hacia usted, y se dobla mientras la punta se aleja.
exercise-peroneal-ankle-slider-supine-camera = { -camera-mat-up }
exercise-peroneal-ankle-slider-supine-rest = Túmbese boca arriba y sujete el muslo por detrás, de modo que apunte al techo. Doble la rodilla y aleje la punta del pie.
exercise-peroneal-ankle-slider-supine-end = Estire la rodilla y lleve la punta del pie hacia usted, las dos cosas a la vez.
exercise-peroneal-ankle-slider-supine-back = Doble la rodilla y aleje la punta del pie, las dos cosas a la vez.
exercise-peroneal-ankle-slider-supine-foot = Al inicio, gire el pie hacia dentro; al final, hacia fuera.
exercise-peroneal-ankle-slider-supine-unseen =
    el giro del pie hacia dentro y hacia fuera
    los dedos del pie
    la inclinación de la pelvis
    { -symptoms }
exercise-peroneal-ankle-slider-supine-note = No se halló ninguna fuente para la forma peronea; es la imagen de la tibial. { -proposals }

## peroneal-tensioner-slr

exercise-peroneal-tensioner-slr-title = Puesta en tensión del nervio peroneo, subiendo la pierna
exercise-peroneal-tensioner-slr-summary = Boca arriba, con la rodilla recta y la punta del pie estirada, la pierna entera sube y baja hasta media altura.
exercise-peroneal-tensioner-slr-camera = Ponga la cámara al lado de la pierna que se mueve, a 2,5 m o más, a la altura de la esterilla. Deben verse la cabeza, las caderas, las rodillas y los dos pies, también con la pierna en alto. Póngase pantalón corto y quédese con los pies descalzos.
exercise-peroneal-tensioner-slr-rest = Túmbese boca arriba. Estire la rodilla y la punta del pie, y levante la pierna a media altura.
exercise-peroneal-tensioner-slr-end = Suba la pierna hasta donde llegue sin dolor; mantenga la rodilla recta y la punta del pie estirada.
exercise-peroneal-tensioner-slr-back = Baje la pierna a media altura; mantenga la rodilla recta y la punta del pie estirada.
exercise-peroneal-tensioner-slr-foot = Gire el pie hacia dentro, desde el inicio hasta el final.
exercise-peroneal-tensioner-slr-unseen =
    el giro del pie hacia dentro
    los dedos del pie
    el giro de la pierna en la cadera
    la inclinación de la pelvis
    { -symptoms }
exercise-peroneal-tensioner-slr-note = En el ensayo, la pierna la movía un terapeuta, en 4 series. Suele venir después de un deslizamiento, cuando el nervio ya no está irritable. { -proposals }

## deep-peroneal-slider-longsitting

exercise-deep-peroneal-slider-longsitting-title = Deslizamiento del nervio peroneo profundo, en el suelo
exercise-deep-peroneal-slider-longsitting-summary = En el suelo, con las piernas estiradas y la cabeza levantada, solo se mueve el pie: la punta se estira y luego viene hacia usted.
exercise-deep-peroneal-slider-longsitting-camera = Ponga la cámara al lado de la pierna que se mueve, a 2,5 m o más, cerca del suelo. Deben verse la cabeza, las caderas, las rodillas y los dos pies. Doble la otra rodilla para que el pie se vea solo. Póngase pantalón corto y quédese con los pies descalzos.
exercise-deep-peroneal-slider-longsitting-rest = Siéntese en el suelo con la pierna estirada. Levante la cabeza y lleve el pie y los dedos hacia usted.
exercise-deep-peroneal-slider-longsitting-end = Estire la punta del pie y encoja los dedos; mantenga la cabeza levantada.
exercise-deep-peroneal-slider-longsitting-back = Lleve otra vez el pie y los dedos hacia usted.
exercise-deep-peroneal-slider-longsitting-foot = Al inicio, los dedos del pie hacia arriba; al final, gire el pie hacia dentro y encoja los dedos.
exercise-deep-peroneal-slider-longsitting-unseen =
    el giro del pie hacia dentro
    los dedos encogidos
    la inclinación de la pelvis
    { -symptoms }
exercise-deep-peroneal-slider-longsitting-note = No se halló ninguna fuente para el ejercicio. { -proposals } { -only-ankle }

## sural-distal-slider-slr

exercise-sural-distal-slider-slr-title = Deslizamiento del nervio sural con el pie, pierna en alto
exercise-sural-distal-slider-slr-summary = Boca arriba, con la pierna en alto sujeta por una cinta, solo se mueve el pie: la punta viene hacia usted y luego se aleja.
exercise-sural-distal-slider-slr-camera = { -camera-raised }
exercise-sural-distal-slider-slr-rest = Túmbese boca arriba con la pierna en alto en la cinta y la rodilla casi recta. Aleje la punta del pie.
exercise-sural-distal-slider-slr-end = Lleve la punta del pie hacia usted; mantenga quieta la pierna.
exercise-sural-distal-slider-slr-back = Aleje otra vez la punta del pie.
exercise-sural-distal-slider-slr-foot = Al inicio, gire el pie hacia fuera; al final, hacia dentro.
exercise-sural-distal-slider-slr-unseen =
    el giro del pie hacia dentro y hacia fuera, lo único que distingue este ejercicio del tibial con el pie
    los dedos del pie
    el giro de la pierna en la cadera
    { -symptoms }
exercise-sural-distal-slider-slr-note = La postura del pie tiene fuente; el ejercicio, no. { -proposals } { -only-ankle }

## sciatic-slider-seated

exercise-sciatic-slider-seated-title = Deslizamiento del nervio ciático, en la silla
exercise-sciatic-slider-seated-summary = En la silla, la rodilla se estira mientras se levanta la cabeza, y se dobla mientras baja la barbilla; el pie sigue relajado.
exercise-sciatic-slider-seated-camera = { -camera-seat }
exercise-sciatic-slider-seated-rest = Siéntese en una silla o un banco. Doble la rodilla y baje la barbilla.
exercise-sciatic-slider-seated-end = Estire la rodilla y mire hacia arriba, las dos cosas a la vez.
exercise-sciatic-slider-seated-back = Doble la rodilla y baje la barbilla, las dos cosas a la vez.
exercise-sciatic-slider-seated-unseen =
    la inclinación de la pelvis y lo redonda que está de verdad la espalda
    el giro de la pierna en la cadera
    { -symptoms }
exercise-sciatic-slider-seated-note = La hoja pide esperar hasta dos horas después de levantarse de la cama, y un movimiento más pequeño si aparecen molestias leves. Los ángulos y los límites son propuestas.

## sciatic-slider-supine

exercise-sciatic-slider-supine-title = Deslizamiento del nervio ciático, boca arriba
exercise-sciatic-slider-supine-summary = Boca arriba, con el muslo vertical: la rodilla se estira mientras la punta del pie viene hacia usted y la cabeza baja.
exercise-sciatic-slider-supine-camera = { -camera-mat-up }
exercise-sciatic-slider-supine-rest = Túmbese boca arriba y sujete el muslo por detrás, de modo que apunte al techo. Doble la rodilla, aleje la punta del pie y lleve la barbilla al pecho.
exercise-sciatic-slider-supine-end = Estire la rodilla, lleve la punta del pie hacia usted y apoye la cabeza en la esterilla, todo a la vez.
exercise-sciatic-slider-supine-back = Doble la rodilla, aleje la punta del pie y lleve la barbilla al pecho, todo a la vez.
exercise-sciatic-slider-supine-unseen =
    los dedos del pie
    la inclinación de la pelvis
    el giro de la pierna en la cadera
    { -symptoms }
exercise-sciatic-slider-supine-note = Cabeza hacia atrás quiere decir apoyada en la esterilla, no doblada más atrás. Los ángulos y los tiempos son propuestas.
