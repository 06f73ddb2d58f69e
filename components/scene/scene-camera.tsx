import { useThree } from '@react-three/fiber';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { MathUtils, type OrthographicCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { type SceneLayout, sceneMeasures } from '@/components/prepare/scene-geometry';

const distance = 4_000;

/** Where the camera stands and looks, so that the scene lies as in the layout. */
function stand(layout: SceneLayout): { position: Vector3; target: Vector3 } {
  const { view, zoom, place, width, height } = layout;
  const [a, e] = [MathUtils.degToRad(view.azimuth), MathUtils.degToRad(view.elevation)];
  const towards = new Vector3(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
  const right = new Vector3(Math.cos(a), 0, -Math.sin(a));
  const up = new Vector3().crossVectors(towards, right);
  const [x, z] = [(layout.items * sceneMeasures.itemPitch) / 2, 3.5 * sceneMeasures.weekdayPitch];
  const middle = place(x, 0, z);
  const target = new Vector3(x, 0, -z)
    .addScaledVector(right, (width / 2 - middle.x) / zoom)
    .addScaledVector(up, (middle.y - height / 2) / zoom);
  return { position: target.clone().addScaledVector(towards, distance), target };
}

/**
 * Turns the scene by pointer, never so far that its names would stand behind it. A new layout, and a new `shot`, put the
 * camera back to the layout's view.
 */
export function SceneCamera({ layout, shot, onTurned }: { layout: SceneLayout; shot: number; onTurned: () => void }) {
  const camera = useThree((state) => state.camera) as OrthographicCamera;
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const controls = useMemo(() => {
    const made = new OrbitControls(camera, canvas);
    Object.assign(made, { enablePan: false, enableZoom: false, enableDamping: false });
    Object.assign(made, { minAzimuthAngle: 0, maxAzimuthAngle: Math.PI / 2, minPolarAngle: 0.01, maxPolarAngle: 1.45 });
    canvas.style.touchAction = 'pan-y';
    return made;
  }, [camera, canvas]);
  useEffect(() => {
    const changed = () => invalidate();
    controls.addEventListener('change', changed);
    controls.addEventListener('start', onTurned);
    return () => {
      controls.removeEventListener('change', changed);
      controls.removeEventListener('start', onTurned);
    };
  }, [controls, invalidate, onTurned]);
  useEffect(() => () => controls.dispose(), [controls]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shot is a wish to stand there again
  useLayoutEffect(() => {
    const { position, target } = stand(layout);
    camera.position.copy(position);
    camera.zoom = layout.zoom;
    camera.near = 1;
    camera.far = distance * 2;
    camera.updateProjectionMatrix();
    controls.target.copy(target);
    controls.update();
    invalidate();
  }, [camera, controls, layout, shot, invalidate]);
  return null;
}
