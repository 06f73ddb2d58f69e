import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useMemo } from 'react';
import { CSS2DRenderer } from 'three/examples/jsm/renderers/CSS2DRenderer.js';

/** Draws bars and names when something changed, and says with how many triangles. Loses itself with its context. */
export function SceneLoop({ onDrawn, onLost }: { onDrawn: (triangles: number) => void; onLost: () => void }) {
  const canvas = useThree((state) => state.gl.domElement);
  const { width, height } = useThree((state) => state.size);
  const names = useMemo(() => new CSS2DRenderer(), []);
  useEffect(() => {
    const element = names.domElement;
    element.setAttribute('aria-hidden', 'true');
    Object.assign(element.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
    canvas.parentElement?.append(element);
    return () => element.remove();
  }, [canvas, names]);
  useEffect(() => names.setSize(width, height), [names, width, height]);
  useEffect(() => {
    const lost = (event: Event) => {
      event.preventDefault();
      onLost();
    };
    canvas.addEventListener('webglcontextlost', lost);
    return () => canvas.removeEventListener('webglcontextlost', lost);
  }, [canvas, onLost]);
  useFrame(({ gl, scene, camera }) => {
    gl.render(scene, camera);
    names.render(scene, camera);
    onDrawn(gl.info.render.triangles);
  }, 1);
  return null;
}
