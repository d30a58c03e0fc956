/** @file Where a sign-in has ended: sign in again in the page, then send the same once more. Nothing that was typed is lost. */

let asked = null;

/** As `fetch`; where the sign-in has ended, it is asked for, and the same is sent again, once. */
export async function signed(address, options = {}) {
  const answer = await fetch(address, options);
  if (answer.status !== 401 || !(await signInAgain())) return answer;
  return fetch(address, options);
}

/** True once somebody has signed in; false where they leave it. Several who ask at once wait for the same. */
function signInAgain() {
  const dialog = document.getElementById('sign-in-again');
  if (!dialog) return Promise.resolve(false);
  asked ??= ask(dialog).finally(() => { asked = null; });
  return asked;
}

function ask(dialog) {
  const form = dialog.querySelector('form'), before = document.activeElement;
  const { password } = form.elements, fault = form.querySelector('.fault');
  return new Promise((done) => {
    let isIn = false;
    const send = async (event) => {
      event.preventDefault();
      const { status, told } = await sign(new URLSearchParams(new FormData(form)));
      isIn = status === 200;
      password.value = '';
      fault.textContent = told;
      if (isIn) dialog.close(); else password.focus();
    };
    const leave = () => dialog.close();
    const rest = (event) => event.stopPropagation();  // the keys of the page rest meanwhile
    form.addEventListener('submit', send);
    form.querySelector('.leave').addEventListener('click', leave);
    dialog.addEventListener('keydown', rest);
    dialog.addEventListener('close', () => {
      form.removeEventListener('submit', send);
      dialog.removeEventListener('keydown', rest);
      fault.textContent = password.value = '';
      before?.focus();
      done(isIn);
    }, { once: true });
    dialog.showModal();
    password.focus();
  });
}

async function sign(body) {
  try {
    const answer = await fetch('/sign-in', { method: 'POST', body, headers: { Accept: 'application/json' } });
    return { status: answer.status, told: (await answer.json()).told };
  } catch {
    return { status: 0, told: '…' };
  }
}
