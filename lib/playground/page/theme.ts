// The colours of the page: those of the page around the frame where one tells them, else the system's.
import { css, mix, rgbOf, type Rgb } from "../colours";

export interface Theme {
  ink: Rgb;
  paper: Rgb;
  dark: boolean;
}

/** What the page around the frame says; nothing in it is trusted to be there. */
interface Message {
  neuronotes?: unknown;
  theme?: { text?: unknown; background?: unknown; dark?: unknown };
}

const light: Theme = { ink: [31, 35, 40], paper: [255, 255, 255], dark: false };
const dark: Theme = { ink: [226, 228, 230], paper: [19, 21, 24], dark: true };

/**
 * Calls `paint` with the theme, now and at each change, and sets the page's CSS colours before it. In a frame it also
 * tells the page around how high it is.
 */
export function followTheme(main: HTMLElement, paint: (theme: Theme) => void): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let hosted = false;
  const take = (theme: Theme) => {
    setColours(theme);
    paint(theme);
  };
  const alone = () => hosted || take(system.matches ? dark : light);
  alone();
  system.addEventListener("change", alone);
  if (window.parent === window) return;
  const tell = (message: object) => window.parent.postMessage({ neuronotes: 1, ...message }, "*");
  window.addEventListener("message", ({ source, data }: MessageEvent<Message | null>) => {
    if (source !== window.parent || data?.neuronotes !== 1 || !data.theme) return;
    hosted = true;
    document.documentElement.classList.add("hosted");
    const base = data.theme.dark === true ? dark : light;
    take({
      ink: rgbOf(String(data.theme.text)) ?? base.ink,
      paper: rgbOf(String(data.theme.background)) ?? base.paper,
      dark: base.dark,
    });
  });
  let height = 0;
  const measure = () => {
    const needed = Math.ceil(main.getBoundingClientRect().height);
    if (needed !== height) tell({ height: (height = needed) });
  };
  measure();
  new ResizeObserver(measure).observe(main);
  tell({ hello: true });
}

function setColours({ ink, paper, dark: isDark }: Theme): void {
  const { style } = document.documentElement;
  const colours: Record<string, Rgb> = {
    text: ink,
    background: paper,
    muted: mix(ink, paper, 0.34),
    faint: mix(ink, paper, 0.84),
    soft: mix(ink, paper, 0.95),
    accent: isDark ? [86, 180, 233] : [0, 114, 178],
    warn: isDark ? [255, 150, 80] : [178, 76, 0],
  };
  for (const [name, colour] of Object.entries(colours)) style.setProperty(`--${name}`, css(colour));
  style.colorScheme = isDark ? "dark" : "light";
}
