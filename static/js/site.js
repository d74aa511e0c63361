// The shell of every page; nothing depends on it. It listens on the document, so that what htmx brings works too.

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (menu !== except) menu.open = false;
  }
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  const before = button.textContent;
  button.textContent = button.dataset.copied ?? before;
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}

document.addEventListener("click", (event) => {
  const menu = event.target.closest("details[data-closes]");
  closeMenus(menu);

  event.target.closest("[data-dismiss]")?.closest(".message")?.remove();

  const copier = event.target.closest("button[data-copy]");
  if (copier) copy(copier);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details[data-closes][open]");
  closeMenus();
  if (!open) return;
  event.preventDefault(); // what the menu stands in stays
  open.querySelector("summary").focus();
});

// Buttons that only work with a script are hidden until there is one.
function wake(root) {
  for (const control of root.querySelectorAll(":is([data-dismiss], [data-copy], [data-needs-script])[hidden]")) {
    control.hidden = false;
  }
  for (const input of root.querySelectorAll("input[data-own-zone]")) {
    input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
}

// A form that came back with errors puts you at the first of them; a page that opened with errors does too.
function goToError(root) {
  root.querySelector?.("[aria-invalid='true']")?.focus();
}

// A form is sent once: the second press of a button while the first is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Coming back shows the page as it was left; its forms can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// The scripts that ask for a passkey say so when they get none.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-failed]")) words.hidden = false;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.xhr?.status !== 422) return;
  const { target } = event.detail;
  goToError(document.getElementById(target.id) ?? target); // a form that was replaced whole is another one by now
});

// A press that got no answer says so, until the next one.
const failed = document.getElementById("failed");
const isPress = ({ detail }) => /click|submit/.test(detail.requestConfig.triggeringEvent?.type);
for (const kind of ["beforeRequest", "responseError", "sendError"]) {
  document.addEventListener(`htmx:${kind}`, (event) => {
    if (isPress(event)) failed.textContent = kind.endsWith("Error") ? failed.dataset.says : "";
  });
}

document.addEventListener("htmx:load", (event) => wake(event.detail.elt));

wake(document);
goToError(document);
