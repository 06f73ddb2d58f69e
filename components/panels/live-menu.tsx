'use client';

import dynamic from 'next/dynamic';
import type { LiveMenuProps } from './live-panel-menu';
import { livePanelTitles } from './live-panel-titles';
import { MenuOnDemand } from './menu-on-demand';
import { PanelMenuPlace } from './panel-menu-place';

const load = () => import('./live-panel-menu').then((module) => module.LivePanelMenu);
const Menu = dynamic(load, { ssr: false, loading: PanelMenuPlace });

/** The menu of a live panel, loaded when it is wanted. */
export function LiveMenu(props: LiveMenuProps) {
  return (
    <MenuOnDemand title={livePanelTitles[props.id].title} load={load}>
      <Menu {...props} />
    </MenuOnDemand>
  );
}
