# La sala de revisión: lo que dice una persona clínica de lo que encontró la máquina. Ambas cosas quedan lado a lado, siempre.

## Lo dicho, como línea del historial. Los tiempos son los de la grabación.

said-none = no es una repetición
said-overruled = En { $at }: { $before }; se juzga { $after }.
said-added = En { $at }: una repetición que faltaba, { $after }.
said-struck = En { $at }: { $before }, y no es ninguna repetición.
said-moved = En { $at }: { $points ->
    [one] un punto movido
   *[other] { $points } puntos movidos
  } en { $frames ->
    [one] una imagen
   *[other] { $frames } imágenes
  }; juzgado así: { $after }.
said-angle = En { $at }: { $mine } con el goniómetro.
said-joint-alone = En { $at }: { $joint } { $mine } con el goniómetro; la máquina no midió nada ahí.
said-joint = En { $at }: { $joint } { $mine } con el goniómetro; la máquina midió { $machine }.
said-rescored = Juzgado con otros límites: opinión { $opinion }.
said-undone = Se retiró lo dicho con el número { $number }.

blame-camera = Por la cámara.
blame-point = Porque un punto está en otro sitio.
blame-rule = Por la regla.
blame-other = Por otra razón.

## Recuentos, siempre con quién los hizo

tally = { $good } bien de { $judged } vistas
tally-unseen = { $good } bien de { $judged } vistas, { $unseen } sin ver

## Qué fue de lo enviado

correcting-kept = guardado a las { $at } por { $by }
correcting-changed = { $by } cambió esta sesión a las { $at }. Mire cómo está ahora y guarde lo suyo si aún vale.
