import { Color, LinearSRGBColorSpace } from 'three';

/** The tokens that the scene paints with, as the page has them now. */
export interface SceneColors {
  readonly steps: readonly Color[];
  readonly neutral: Color;
  readonly edge: Color;
  readonly grid: Color;
  readonly axis: Color;
  readonly text: Color;
  readonly accent: Color;
}

const names = {
  neutral: '--neutral',
  edge: '--edge',
  grid: '--grid',
  axis: '--line-strong',
  text: '--text',
  accent: '--accent',
} as const;

/** Reads the tokens at an element. Their bytes reach the screen as they are: the canvas converts nothing. */
export function readSceneColors(element: Element): SceneColors {
  const style = getComputedStyle(element);
  const read = (name: string): Color => {
    const hex = Number.parseInt(style.getPropertyValue(name).trim().slice(1), 16);
    return new Color().setRGB((hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255, LinearSRGBColorSpace);
  };
  const [neutral, edge, grid, axis, text, accent] = Object.values(names).map(read) as [
    Color,
    Color,
    Color,
    Color,
    Color,
    Color,
  ];
  const steps = Array.from({ length: 10 }, (_, step) => read(`--seq-${step}`));
  return { steps, neutral, edge, grid, axis, text, accent };
}
