import type { PanelEntry } from '@/components/panels/panel-entry';
import { panels } from '@/components/panels/registry';
import type { PanelIndex } from '@/lib/contracts/panel-index';

/** Every panel with its parameters: what can be asked of `/api/panels/<id>.json`, `.csv` and `.png`. */
export function GET(): Response {
  const index: PanelIndex = {
    panels: (Object.values(panels) as readonly PanelEntry[]).map(
      ({ id, title, unit, source, explanation, defaultSize, parameters, fileName }) => ({
        ...{ id, title, unit, source, explanation, defaultSize },
        fileName: fileName ?? id.replaceAll('-', '_'),
        parameters: parameters.map(({ name, description, values }) => ({ name, description, values: values ?? null })),
      }),
    ),
  };
  return Response.json(index);
}
