# La lista de personas, y lo que las páginas de la consulta dicen igual.

clinic-days-ago = { $days ->
    [0] hoy
    [one] ayer
   *[other] hace { $days } días
  }
clinic-good-of = { $good } de { $judged } bien
clinic-none-judged = ninguna valorada
clinic-unseen = { $unseen } sin ver
clinic-pain = { $pain } de 10
clinic-not-asked = sin preguntar
clinic-kept = { $kept } de { $asked } sesiones prescritas en { $days } días
clinic-visits-in = { $visits ->
    [one] 1 sesión
   *[other] { $visits } sesiones
  } en { $days } días, ninguna prescrita

people-find = Buscar
people-find-label = Buscar por cualquier parte del seudónimo o del nombre
people-add = Añadir una persona
people-add-it = Añadir
people-pseudonym = Seudónimo
people-pseudonym-hint = Por ejemplo, anna-04; no el nombre.
people-name = Nombre
people-name-hint = Si quiere; se guarda aparte.
people-no-pseudonym = Un seudónimo se compone de letras, cifras, espacios, «.», «-» y «_», hasta 80. Por ejemplo, anna-04.
people-is-there = { $pseudonym } ya está aquí.

people-needs-you = Le necesitan ({ $count })
people-everybody = Todas las personas ({ $count })
people-everybody-else = Las demás personas ({ $count })
people-all = Todas
people-paused-only = En pausa ({ $count })
people-need = { $need ->
    [stopped] Paró, o no empezó
    [lasting] Los síntomas duraron mucho, dos veces
    [absent] { $days ->
        [one] Un día sin venir
       *[other] { $days } días sin venir
      }
   *[unseen] Se vio menos de la mitad: la cámara
  }
people-person = Persona
people-days = Últimos 14 días
people-good = Bien, de las valoradas
people-pain = Dolor después
people-last = Última sesión
people-what = Qué hacer
people-paused = en pausa
people-pause = Pausar
people-resume = Reanudar
people-pause-whom = Pausar a { $pseudonym }
people-resume-whom = Reanudar a { $pseudonym }
people-seen = Visto
people-seen-whom = Visto: { $pseudonym }
people-seen-now = { $pseudonym } queda como visto, y volverá aquí cuando otra sesión le necesite.
people-seen-undo = Mirar otra vez, o deshacer
people-older = Anteriores
people-first-page = Primera página
people-found = { $count ->
    [one] 1 persona encontrada
   *[other] { $count } personas encontradas
  }
people-nothing = No hay nadie que responda a «{ $text }». Se ha buscado en todos los seudónimos y nombres, con mayúsculas o minúsculas, con o sin acentos.
people-nothing-paused = Nadie está en pausa.
people-legend-full = según lo prescrito
people-legend-part = menos veces
people-legend-missed = ninguna vez
people-legend-open = hoy
people-legend-free = nada prescrito

people-first = Aún no hay nadie
people-first-ways = Hay tres maneras de empezar:
people-first-bring = Traiga lo que haya
people-first-import = Lo que live o review hayan guardado, una carpeta o muchas:
people-first-review = O un vídeo, revisado y guardado para una persona:
people-first-add = Las sesiones se pueden traer después.

people-keys = Teclas
people-keys-title = Teclas de estas páginas
people-keys-next = línea siguiente, anterior
people-keys-open = abrirla
people-keys-find = buscar
people-keys-pages = página más reciente, anterior
people-keys-this = esta lista
people-keys-on = Usar teclas sueltas
people-keys-close = Cerrar
