# Prescribir: el formulario, qué significa cada número y de dónde sale, y el archivo para el ordenador del paciente.

## El archivo

file-about = Una prescripción para formcheck: lo que difiere del ejercicio. En lo demás valen los números de la biblioteca.
file-check = Compruébelo después de un cambio: formcheck exercises check ARCHIVO
file-personal = los finales propios de la persona, tal como los midió formcheck
file-dose = es también el máximo
file-tempo = segundos; los tiempos, como en docs/conventions.md
file-posture = dónde deben estar el muslo y el tronco
file-clear = cómo de grande es un fallo que nadie discutiría
