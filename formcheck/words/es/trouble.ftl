# Lo que le pasa al propio programa, y qué hacer entonces.

trouble-program-title = Ha ocurrido algo inesperado en formcheck
trouble-program-text = Lo grabado se conserva. Puede intentarlo de nuevo. Si vuelve a ocurrir, cierre formcheck e inícielo otra vez; la ventana en la que se inició dice más.
trouble-disk-title = No se puede guardar la sesión
trouble-disk-text = Puede que el disco esté lleno o que la carpeta ya no exista. Libere espacio: la sesión sigue en cuanto lo haya. Hasta entonces los movimientos no se cuentan.
trouble-sensors-title = No llega nada más de los sensores
trouble-sensors-text = Su sesión se conserva. Cierre formcheck e inícielo otra vez para seguir.
trouble-camera-title = No se puede usar la cámara
trouble-camera-text = Su sesión se conserva. Compruebe que la cámara está conectada y que ningún otro programa la usa. En cuanto vuelva a haber imagen podrá continuar.
trouble-model-title = No se puede cargar el modelo de postura
trouble-model-text = Cierre otros programas e inténtelo de nuevo. Si no ayuda, cierre formcheck y ejecute: formcheck doctor
trouble-model-slow-title = El modelo de postura tarda más de lo normal
trouble-model-slow-text = Puede seguir esperando: esta página sigue sola en cuanto el modelo esté listo. Puede ayudar cerrar otros programas. Si no pasa nada, cierre formcheck y ejecute: formcheck doctor
trouble-store-title = Su visita aún no está en el almacén
trouble-store-text = Está completa y se conserva en { $folder }. La próxima vez que se inicie formcheck live para usted, se incorporará; no tiene que hacer nada.
trouble-report-title = No se pudo escribir un informe
trouble-report-text = La grabación de su sesión está completa. Se conserva en { $folder }, y su profesional puede obtener el informe a partir de ella con: formcheck replay

model-stays = No se pudo cargar un modelo más rápido. Cierre otros programas si la imagen va a saltos.

failed-title = formcheck no puede mostrar su sesión
failed-text = Lo grabado se conserva. Vuelva a cargar esta página. Si ve esto de nuevo, cierre formcheck e inícielo otra vez.
failed-reload = Volver a cargar

js-silent-title = formcheck no responde
js-silent-text = Puede que esté ocupado: puede esperar, esta página sigue sola. Si no pasa nada, cierre formcheck e inícielo otra vez. Lo grabado se conserva.
