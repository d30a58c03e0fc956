# Informes y exportaciones de una persona, y su eliminación.

exporting-title = Informe y exportación
exporting-which = Qué sesiones
exporting-all-visits = todas las sesiones
exporting-days = algunos días
exporting-from = desde
exporting-to = hasta
exporting-one-visit = una sesión

exporting-record = Una página para la historia
exporting-record-about = Qué se hizo, cómo de bien, hasta dónde, si duele, qué se prescribió y corrigió, y hasta dónde fiarse.
exporting-tables = Tablas
exporting-tables-about = Sesiones, repeticiones y correcciones, con aquello en que se apoyan; para una hoja de cálculo o cálculos propios.
exporting-comma = CSV con ; y coma decimal, como lo espera Excel en España
exporting-fhir = FHIR R4
exporting-fhir-about = Para otra historia clínica: lo prescrito y lo hecho, lo medido, el dolor, las correcciones y la página.
exporting-movement = Movimiento para OpenSim
exporting-movement-about = De cada grabación, los ángulos (.mot) o los puntos del cuerpo (.trc), a escala de la estatura de abajo: una imagen no tiene metros.
exporting-height = Estatura, si se conoce
exporting-film = Vídeo con lo medido
exporting-film-about = Esqueleto, ángulos y valoraciones dibujados sobre el vídeo, sin sonido. La cara de la persona va tapada; la de otra persona en la imagen, no.
exporting-faces = Mostrar la cara: tengo el consentimiento de la persona
exporting-everything = Todo lo de esta persona
exporting-everything-about = Carpetas que formcheck import admite: para entregarlas o llevarlas a otra consulta.
exporting-films = Con los vídeos, donde estén: se ve la cara
exporting-holds = Contiene: imágenes { $pictures ->
    [yes] sí
    [chosen] si se eligen
   *[no] no
  } · nombre { $name ->
    [yes] sí
   *[no] no
  } · correcciones { $corrections ->
    [yes] sí (máquina y profesionales)
   *[no] no
  }{ $words ->
    [yes] {" "}· comentarios tal como se escribieron
   *[no] {""}
  }

exporting-button-pdf = PDF
exporting-button-html = HTML
exporting-button-xlsx = XLSX
exporting-button-csv = CSV
exporting-button-json = JSON
exporting-button-parquet = Parquet
exporting-button-fhir = Paquete FHIR
exporting-button-mot = Ángulos (.mot)
exporting-button-trc = Puntos (.trc)
exporting-button-film = Hacer el vídeo
exporting-button-archive = Empaquetar todo

exporting-form-pdf = Página para la historia, PDF
exporting-form-html = Página para la historia, HTML
exporting-form-xlsx = Tablas, XLSX
exporting-form-csv = Tablas, CSV
exporting-form-json = Datos, JSON
exporting-form-parquet = Tablas, Parquet
exporting-form-fhir = Paquete FHIR
exporting-form-mot = Ángulos para OpenSim
exporting-form-trc = Puntos para OpenSim
exporting-form-film = Vídeo con lo medido
exporting-form-archive = Todo lo de esta persona

exporting-orders = Archivos preparados
exporting-orders-about = Se puede salir de esta página; los archivos quedan aquí hasta quitarlos o cerrar el programa.
exporting-making = { $percent } %
exporting-fetch = Guardar { $file }
exporting-failed = No se ha hecho, y no queda nada a medias:
exporting-unexpected = Algo no funciona en el propio formcheck: lo que dice está en su terminal.
exporting-leave = Cancelar
exporting-forget = Quitar de la lista
exporting-no-movement = { $session }: sin registro, o nadie medido en él.
exporting-no-film = { $session }: el vídeo no está donde estaba, o no hay registro.
exporting-no-films = no tiene ningún vídeo donde estaba.
exporting-no-films-next = Abra la sesión: su página dice dónde estaba el vídeo y permite decir dónde está ahora.
exporting-no-movements = no tiene ningún movimiento que se pueda escribir.
exporting-no-movements-next = Elija sesiones grabadas con una cámara, o con sus registros.
exporting-done = Escrito: { $path }

## Eliminar a alguien

removing-link = Eliminar a esta persona…
removing-title = Eliminar a { $person }
removing-goes = Se eliminará:
removing-visits = { $visits ->
    [0] ninguna sesión: no hay
    [one] 1 sesión, con todo lo grabado, hallado y dicho de ella
   *[other] { $visits } sesiones, con todo lo grabado, hallado y dicho de ellas
  }
removing-prescriptions = { $count ->
    [0] ninguna prescripción: no hay
    [one] 1 prescripción
   *[other] { $count } prescripciones
  }
removing-name = el nombre
removing-live = lo que live guarda de esta persona en este ordenador, vídeos incluidos
removing-stays = Queda: los vídeos que estén en otro sitio (se dirá dónde), las exportaciones y las copias de seguridad anteriores. Y una línea que dice cuándo y por quién se eliminó a alguien, pero no a quién.
removing-for-ever = Es para siempre, y al momento.
removing-export-first = Empaquetar todo antes
removing-export-about = Así se puede volver a incorporar.
removing-type = Escribir { $person } para confirmarlo:
removing-do = Eliminar para siempre
removing-clinicians = Solo la cuenta de un profesional puede eliminar a alguien.
removing-not = Conservar
removing-other = Eso no es { $person }. No se ha eliminado nada.
removing-done = Eliminado
removing-left = Estos vídeos están en otro sitio y se han dejado. Hay que eliminarlos a mano:
removing-elsewhere = Conviene buscar exportaciones y copias de seguridad anteriores: aquí no se conocen.
