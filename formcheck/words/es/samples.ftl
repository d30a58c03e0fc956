# Personas inventadas, para probar las páginas.

samples-heading = Ejemplos: inventados, no cuentan en ningún sitio
samples-tag = inventado
samples-made-up = Inventado, para probar las páginas: nadie se movió así, y nada de esto se midió en una persona.
samples-note = Un ejemplo inventado; a nadie se le ha prescrito.
samples-try = Probar con sesiones de ejemplo
samples-about = Tres personas inventadas, con sesiones de las últimas semanas, valoradas como cualquier otra. Tarda medio minuto más o menos; un botón las quita de nuevo.
samples-making = Se están preparando las sesiones de ejemplo
samples-how-far = { $percent } % hecho
samples-stop = Parar y quitarlas
samples-remove = Quitar todos los ejemplos
