# Personas inventadas, para probar las páginas.

samples-heading = Ejemplos: inventados, no cuentan en ningún sitio
