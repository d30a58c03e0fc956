# Por qué algo no se midió o no se contó: partes de una frase, y lo que arreglaría cada una.
# Los números llegan escritos. Con `-plain` se dice cuando el número no se conoce.

cause-nobody = no había nadie en la imagen
cause-no-trunk = el tronco no se veía en la imagen
cause-somebody-else = los puntos del cuerpo saltaron fuera de usted, como cuando alguien se acerca
cause-still-picture = la imagen se quedó parada
cause-from-front = se le veía de frente, a { $number }° de la vista lateral
cause-from-front-plain = se le veía de frente
cause-from-behind = se le veía de espaldas, a { $number }° de la vista lateral
cause-from-behind-plain = se le veía de espaldas
cause-outside = { $part } quedaba fuera de la imagen, { $edge }
# Cuándo salió.
cause-outside-since = { $part } salió de la imagen { $edge } en { $when }
cause-hidden = no se distinguía { $part }
cause-no-foot = los puntos hallados en su pie no forman un pie
cause-feet-together = sus pies estaban uno sobre otro
cause-leaping = los puntos de { $part } saltaban de un lado a otro, como cuando algo los tapa
cause-disagreement = la cámara y los sensores diferían en { $number }°
cause-disagreement-plain = la cámara y los sensores diferían
cause-no-readings = los sensores de ahí no dijeron nada que sirva
# El cuerpo no está donde se hace el ejercicio: lo hallado y el límite.
cause-standing = parecía estar de pie o en cuclillas (muslo a { $number }°; aquí, al menos { $limit }°)
cause-lying = parecía estar en posición tumbada (tronco a { $number }°; aquí, al menos { $limit }°)
cause-upright = parecía estar en posición sentada o de pie (tronco a { $number }°; aquí, como mucho { $limit }°)
cause-thigh-low = su muslo estaba más bajo que en este ejercicio (a { $number }°; al menos { $limit }°)
cause-thigh-high = su muslo estaba más alto que en este ejercicio (a { $number }°; como mucho { $limit }°)
cause-trunk-back = se inclinaba hacia atrás más que en este ejercicio (tronco a { $number }°; al menos { $limit }°)
cause-trunk-forward = se inclinaba hacia delante más que en este ejercicio (tronco a { $number }°; como mucho { $limit }°)
cause-knee-bent = su rodilla estaba doblada, y aquí sigue recta ({ $number }°; como mucho { $limit }°)
cause-knee-straight = su rodilla estaba recta, y aquí sigue doblada ({ $number }°; al menos { $limit }°)
cause-shank-high = su pierna no colgaba de la rodilla, como con las piernas en alto o en el suelo (a { $number }°; como mucho { $limit }°)
cause-shank-low = su pierna estaba muy metida bajo el asiento (a { $number }°; al menos { $limit }°)
cause-away-from-rest = el movimiento nunca empezó donde empieza este ejercicio (a { $number }°; desde { $limit }°)
cause-small = recorrió { $number }°, y cuenta desde { $limit }°

# Partes del cuerpo y bordes de la imagen, como van en estas frases.
cause-part-head = su cabeza
cause-part-shoulder = su hombro
cause-part-hip = su cadera
cause-part-knee = su rodilla
cause-part-foot = su pie
cause-edge-left = por la izquierda
cause-edge-right = por la derecha
cause-edge-top = por arriba
cause-edge-bottom = por abajo

## Lo que lo arreglaría la próxima vez

mend-nobody = Quédese en la imagen desde la primera repetición hasta la última.
mend-no-trunk = Coloque la cámara de modo que se vea todo el cuerpo, de la cabeza a los pies.
mend-somebody-else = Que nadie se le acerque mientras graba.
mend-still-picture = La imagen se paraba a ratos: cierre otros programas o grabe con otro aparato.
mend-from-front = Gire la cámara, o gírese, de modo que se le vea justo de lado.
mend-from-behind = Gire la cámara, o gírese, de modo que se le vea justo de lado.
mend-outside = Deje más sitio { $edge }, de modo que { $part } se vea hasta el final.
mend-hidden = Que nada tape { $part }, como un reposabrazos o ropa ancha, y que tenga buena luz.
mend-no-foot = Lleve el pie descalzo y con luz pareja, visto de lado.
mend-feet-together = Separe el otro pie del que se mueve.
mend-leaping = Quite lo que tapa su pierna a la cámara y separe la otra pierna.
mend-disagreement = Sujete bien los sensores y calíbrelos otra vez.
mend-no-readings = Sujete bien los sensores, calíbrelos otra vez y déjelos como están hasta la última repetición.
mend-posture = Empiece en la posición inicial de este ejercicio, o elija el ejercicio que hace.
