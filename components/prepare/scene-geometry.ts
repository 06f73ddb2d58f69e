/** Where the viewer stands, degrees: 0 looks along the weekdays, 90 along the items; `elevation` 90 looks straight down. */
export interface SceneView {
  readonly azimuth: number;
  readonly elevation: number;
}

export const sceneViewNames = ['iso', 'front', 'top'] as const;
export type SceneViewName = (typeof sceneViewNames)[number];
export const sceneViews: Readonly<Record<SceneViewName, SceneView>> = {
  iso: { azimuth: 58.7, elevation: 18 },
  front: { azimuth: 80, elevation: 13 },
  top: { azimuth: 72, elevation: 88 },
};

/** Lengths of the scene, in px at zoom 1. `x` grows from the first item to the viewer, `z` from Sunday to Monday, `y` up. */
export const sceneMeasures = { itemPitch: 51, weekdayPitch: 44.5, height: 92.5, fill: 0.82 } as const;
const days = 7;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Project = (x: number, y: number, z: number) => Point;

/** Right and down on the screen for a view without perspective. */
export function projection({ azimuth, elevation }: SceneView): Project {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [cosA, sinA, cosE, sinE] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  return (x, y, z) => ({ x: x * cosA + z * sinA, y: (x * sinA - z * cosA) * sinE - y * cosE });
}

/** The scene fitted into a size: what `place` gives are px in it. */
export interface SceneLayout {
  readonly view: SceneView;
  readonly width: number;
  readonly height: number;
  /** Of the items, those that there is room to name. */
  readonly items: number;
  readonly zoom: number;
  /** Height of the value axis in the scene. */
  readonly rise: number;
  readonly place: Project;
  /** Every how many items one is named, and by how many characters at most; 0: none is. */
  readonly labelEvery: number;
  readonly labelLength: number;
}

const labelHeight = 12.5;
const edges = { right: 52, top: 24, bottom: 26 } as const;
/** Lower, there is room for the shape alone: no names of items, no scale. */
const low = { below: 160, edges: { right: 12, top: 4, bottom: 20 }, items: 10 } as const;
const mostZoom = 1.3;
/** Wide enough for any text of 12 px in Geist. */
const widthOfText = (text: string, longest: number): number => Math.min(text.length, longest) * 6.4 + 14;
/** Narrower, and high enough, the scene is seen from higher up, so that it is less wide and its names are short. */
const narrow = { below: 520, azimuth: 69, elevation: 38, labelLength: 14 } as const;
const wideLabelLength = 22;

function fitScene(
  names: readonly string[],
  size: { readonly width: number; readonly height: number },
  view: SceneView,
  rise: number,
): SceneLayout {
  const isLow = size.height < low.below;
  const labelLength = isLow ? 0 : size.width < narrow.below ? narrow.labelLength : wideLabelLength;
  const { right: rightEdge, top: topEdge, bottom: bottomEdge } = isLow ? low.edges : edges;
  const project = projection(view);
  const [length, depth] = [names.length * sceneMeasures.itemPitch, days * sceneMeasures.weekdayPitch];
  const corners = [0, length].flatMap((x) => [0, rise].flatMap((y) => [0, depth].map((z) => project(x, y, z))));
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const free = { width: size.width - rightEdge, height: size.height - topEdge - bottomEdge };
  let zoom = Math.min(mostZoom, free.height / (bottom - top));
  const overhang = (scale: number) =>
    Math.max(
      labelLength === 0 ? 8 : 0,
      ...names.map(
        (name, index) =>
          widthOfText(name, labelLength) - (project((index + 0.5) * sceneMeasures.itemPitch, 0, 0).x - left) * scale,
      ),
    );
  for (let round = 0; round < 4; round += 1)
    zoom = Math.max(0.05, Math.min(zoom, (free.width - overhang(zoom)) / (right - left)));
  const before = overhang(zoom);
  const spare = Math.max(0, free.width - before - (right - left) * zoom);
  const start = before + Math.min(spare / 2, 120) - left * zoom;
  const down = topEdge + Math.max(0, free.height - (bottom - top) * zoom) / 2 - top * zoom;
  const pitch = project(sceneMeasures.itemPitch, 0, 0).y * zoom;
  return {
    view,
    ...size,
    items: names.length,
    zoom,
    rise,
    place: (x, y, z) => {
      const point = project(x, y, z);
      return { x: rounded(start + point.x * zoom), y: rounded(down + point.y * zoom) };
    },
    labelLength,
    labelEvery: Math.max(1, Math.ceil(labelHeight / Math.max(pitch, 0.5))),
  };
}

/** Sines differ in their last digits between server and browser. */
const rounded = (px: number): number => Math.round(px * 100) / 100;

const fewestItems = 4;

/**
 * Fits the scene into `size` px. In the isometric view items are left out from the end until every name stands on a line
 * of its own; `all` keeps them and names fewer.
 */
export function layoutScene(
  names: readonly string[],
  size: { readonly width: number; readonly height: number },
  view: SceneView,
  all: boolean,
): SceneLayout {
  const rise = Math.min(sceneMeasures.height, Math.max(32, size.height * 0.3));
  const seen = all || size.width >= narrow.below || size.height < low.below ? view : narrow;
  if (size.height < low.below) return fitScene(names.slice(0, low.items), size, seen, rise);
  let shown = names;
  let layout = fitScene(shown, size, seen, rise);
  while (!all && layout.labelEvery > 1 && shown.length > fewestItems) {
    shown = shown.slice(0, -1);
    layout = fitScene(shown, size, seen, rise);
  }
  return layout;
}

/** The box of one bar on the ground; weekday 1 = Monday stands at the back. */
export function barGround(itemIndex: number, weekday: number) {
  const { itemPitch, weekdayPitch, fill } = sceneMeasures;
  const [width, depth] = [itemPitch * fill, weekdayPitch * fill];
  const x = (itemIndex + 0.5) * itemPitch;
  const z = (days - weekday + 0.5) * weekdayPitch;
  return { x, z, width, depth, x0: x - width / 2, x1: x + width / 2, z0: z - depth / 2, z1: z + depth / 2 };
}
