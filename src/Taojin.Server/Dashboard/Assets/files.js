// Hands a text to the reader as a file.
export function text(name, content, type = "text/csv") {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  save(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const save = (href, download) => Object.assign(document.createElement("a"), { href, download }).click();
