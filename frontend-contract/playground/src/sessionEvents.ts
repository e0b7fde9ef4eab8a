/** A mutation run in the editor may have signed someone in or out: the panel then asks the server again. */
const bus = new EventTarget();

export const sessionMayHaveChanged = (): void => void bus.dispatchEvent(new Event('change'));

/** Calls back after mutations and whenever the window comes to the front again. Answers how to stop. */
export function onSessionDoubt(callback: () => void): () => void {
  bus.addEventListener('change', callback);
  window.addEventListener('focus', callback);
  return () => {
    bus.removeEventListener('change', callback);
    window.removeEventListener('focus', callback);
  };
}
