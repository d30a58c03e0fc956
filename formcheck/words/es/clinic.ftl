# Las páginas de la consulta: lo que comparten. Cada página tiene su propio catálogo.

clinic-title = Consulta de formcheck
clinic-people = Personas
clinic-skip = Ir al contenido
clinic-refused = Esto no se puede mostrar
clinic-folder = CARPETA
