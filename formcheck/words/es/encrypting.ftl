# El almacén cifrado: lo que el terminal pregunta y dice.

passphrase-asked = Contraseña de { $path }
passphrase-again = Con esa no se abre. Contraseña de { $path }
passphrase-new = Contraseña nueva
passphrase-repeat = Otra vez
encrypt-made-up = La contraseña, que se muestra solo esta vez. Hay que anotarla en papel; sin ella nadie puede abrir el almacén ni sus copias:
    { $passphrase }
encrypt-done = { $path } está cifrado. Las copias y exportaciones anteriores no lo están, y un disco puede conservar partes del archivo antiguo: conviene borrarlas o cifrarlas también.
encrypt-again = { $path } está cifrado con la contraseña nueva. Las copias anteriores se abren todavía con la antigua.
encrypt-remembered = El llavero de esta cuenta conoce la contraseña.
decrypt-sure = { $path } dejará de estar cifrado. ¿Continuar?
decrypt-done = { $path } ya no está cifrado. Las copias que estaban cifradas lo siguen estando.
