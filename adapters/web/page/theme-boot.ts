// Runs before the first paint, so that a page kept dark never flashes white. A classic script: it must not import.
{
  let kept: string | null = null;
  try {
    kept = localStorage.getItem('dyocense.theme');
  } catch {
    // Storage is switched off in this browser: the system decides.
  }
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
}
