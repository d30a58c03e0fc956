### Cómo eran las imágenes de una grabación.

remark-picture-on-its-side = No se pudo contar nada: la imagen está de lado. Vuelva a revisar el archivo con --rotate { $degrees }.
remark-picture-upside-down = No se pudo contar nada: la imagen está al revés. Vuelva a revisar el archivo con --rotate { $degrees }.
remark-perhaps-turned = Tal como está la imagen, la postura no es la del ejercicio; girada, lo sería. Si la imagen está de lado, vuelva a revisar el archivo con --rotate { $degrees }.
remark-was-turned = La imagen se giró { $degrees }° en el sentido de las agujas del reloj, porque así la persona queda derecha. Si ya estaba derecha, vuelva a revisar el archivo con --rotate 0.
remark-perhaps-mirrored = No se pudo contar nada: está prescrita la { $leg }, y es la más alejada de la cámara. Grabe desde su lado o, si la cámara reflejó la imagen como un espejo, vuelva a revisar el archivo con --mirror.
remark-perhaps-stretched = La persona parece demasiado ancha, como en una imagen estirada: entonces los ángulos se leen distintos de como son. Si es así, vuelva a revisar el archivo con --aspect { $shape }.
remark-perhaps-squeezed = La persona parece demasiado estrecha, como en una imagen comprimida: entonces los ángulos se leen distintos de como son. Si es así, vuelva a revisar el archivo con --aspect { $shape }.
remark-bars-cut = Se recortaron las franjas negras alrededor de la imagen.
remark-stood-still = La imagen se quedó parada mientras la pierna se movía, { $amount } s en total, la primera vez en { $when }: entonces no se midió nada.
remark-low-rate = Solo hubo { $amount } imágenes por segundo: los movimientos rápidos apenas se ven. Hacen falta diez o más.
remark-too-dark = La imagen es demasiado oscura para medir bien: hace falta más luz.
remark-too-bright = La imagen es demasiado clara para medir bien: hace falta menos luz.
remark-light-behind = Hay una luz fuerte detrás de la persona, que apenas se distingue: corra la cortina o grabe desde otro lado.
remark-blurred = La imagen está borrosa: limpie la lente y deje que la cámara enfoque antes de empezar.
remark-tilted = La imagen está inclinada { $degrees }°: el muslo y el tronco se leen con ese mismo desvío. Ponga recta la cámara.
remark-shaken = La cámara se movió todo el tiempo: póngala sobre algo firme.
