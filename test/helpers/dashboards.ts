import { dashboardCode, type DashboardData } from "../../lib/notebook/panels/dashboard";
import type { Panel } from "../../lib/notebook/panels/panel";
import type { WidgetPicture } from "../../lib/notebook/touch/widget-still";
import { framePage } from "./widget-code";

/** A picture as the drawing code of a dashboard gives it. */
export type Picture = Required<WidgetPicture> & { words: string };

/** The data in a dashboard's frame. */
export const dataIn = (html: string) => framePage(html).data as DashboardData;

/** What the page draws of these data at one moment, so many pixels wide: run without a page. */
export function pageAt(data: DashboardData, index: number, width = 740): Picture {
  const panels = data.panels.map(({ kind }) => stub(String(kind)));
  const { widget, colours } = dashboardCode(panels);
  return widget.picture(data, { ...widget.state(data), index }, width, colours());
}

/** As much of a panel as is needed to find its code: with all parts that panels have. */
function stub(kind: string): Panel {
  const parts = ["contour", "turn3d", "panels/plane"];
  return { kind, parts, options: () => ({}), alt: "" };
}
