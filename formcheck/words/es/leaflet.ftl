# La hoja de una prescripción: lo que el paciente se lleva a casa.

leaflet-either-leg = la pierna que le mostraron
leaflet-rest = Inicio
leaflet-end = Ida
leaflet-back = Vuelta
leaflet-how-often = Cuánto
leaflet-dose = { $sets ->
    [one] { $repetitions } veces
   *[other] { $repetitions } veces y descanso; { $sets } series así
  }
leaflet-a-day = { $times ->
    [one] una vez al día
    [2] dos veces al día
   *[other] { $times } veces al día
  }
leaflet-no-more = no más que esto, tampoco en un buen día
leaflet-how-fast = Con qué ritmo
leaflet-pace = { $out } segundos de ida, { $back } segundos de vuelta
leaflet-hold = { $seconds ->
    [0] dar la vuelta sin parar
   *[other] quedarse ahí { $seconds } s, no más
  }
leaflet-light = suave y ligero: como mucho un leve tirón, nunca más lejos
leaflet-note = De { $by }:
leaflet-stop = Cuándo parar
leaflet-stop-pain = dolor de 4 o más sobre 10
leaflet-stop-rise = dolor que sube 2 o más desde que empezó
leaflet-stop-numb = entumecimiento nuevo, hormigueo que no se va o debilidad
leaflet-before = No empiece con un dolor de 6 o más sobre 10, ni tras una señal de alarma de la que le hablaron: pregunte antes.
leaflet-emergency = Emergencias: 112 en Europa, 911 en América del Norte, o el servicio de urgencias más cercano.
leaflet-foot = Pie:
leaflet-given = Prescrita por { $by }, { $when }; válida desde { $day }.
leaflet-made = formcheck { $version } · { $exercise } (formato { $schema }) · { $pseudonym }, { $number }
leaflet-picture = Las figuras miran como usted se ve en un espejo; se mueve la pierna oscura.
