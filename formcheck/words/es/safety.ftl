# Seguridad: qué preguntar, cuándo no hacer el ejercicio, cuándo parar y a quién acudir.

## Señales de alarma

red-flag-worsening-weakness = Debilidad, adormecimiento o torpeza en una pierna que va a más
red-flag-foot-drop = Un pie que desde hace poco se cae o se arrastra al caminar
red-flag-spreading-numbness = Adormecimiento u hormigueo que se extiende a otras zonas
red-flag-bladder-bowel = Dificultad nueva para retener o expulsar la orina o las heces, o adormecimiento entre las piernas o alrededor del ano o los genitales
red-flag-night-pain = Dolor que le despierta por la noche y no se alivia al cambiar de postura
red-flag-fever = Fiebre o escalofríos
red-flag-hot-swollen-calf = Una pantorrilla caliente, hinchada, de otro color o dolorida al tocarla
red-flag-recent-fracture-surgery = Una fractura o una operación de espalda, pierna o pie en los últimos meses
red-flag-diabetic-wound = Diabetes y una herida o llaga en el pie
red-flag-infection = Una infección o una inflamación reciente de la pierna o del pie
red-flag-spine = Un tumor conocido de la columna o de un nervio, una lesión o enfermedad de la médula o del cerebro, una columna inestable o sospecha de hernia de disco

## A quién acudir

refer-red-flag = Por favor, hoy no haga el ejercicio. Lo que ha marcado debe verlo antes un médico.
refer-emergency = Por favor, pida ayuda médica ahora: llame a su número de emergencias (112 en Europa, 911 en muchos países de América) o acuda a las urgencias más cercanas.
refer-soon = Por favor, llame a su médico hoy o mañana, cuéntele lo que ha marcado aquí y avise también a su fisioterapeuta. Si empeora rápidamente, llame a su número de emergencias.
refer-pain-before = Su dolor es de 6 o más sobre 10; por favor, hoy no haga ejercicio. Descanse en una postura cómoda y pregunte a su fisioterapeuta o a su médico cómo seguir.
refer-flares = Sus molestias duraron más de un día o aumentaron dos veces seguidas. Por favor, consulte a su fisioterapeuta o a su médico antes de continuar.

## Parar

stop-pain = Su dolor es de 4 o más sobre 10: por favor, pare aquí por hoy.
say-stop-pain = Pare aquí por hoy.
stop-pain-rise = Su dolor ha subido 2 puntos o más desde el comienzo: por favor, pare aquí por hoy.
say-stop-pain-rise = Pare aquí por hoy.
stop-numb = Adormecimiento o debilidad nuevos: por favor, pare aquí por hoy.
say-stop-numb = Pare aquí por hoy.
stop-next = Descanse ahora en una postura cómoda. Las molestias deberían calmarse en 30 minutos; si no es así, anótelo. Consulte a su fisioterapeuta antes de la próxima sesión. Llame a su número de emergencias si la debilidad aumenta rápidamente, si no puede retener o expulsar la orina o las heces, o si se le adormece la zona entre las piernas.

## Seguir

within-limits = Continúe solo si se siente a gusto, y con un movimiento más pequeño.
halved = La última vez las molestias duraron más de 30 minutos. Por eso hoy toca la mitad del recorrido y la mitad de las repeticiones.
not-a-diagnosis = formcheck observa un movimiento. No le examina ni da un diagnóstico; lo que le conviene se lo dirán su médico o su fisioterapeuta.
