import { curvesPanel, learningRatePanel, type CurvesPanelOptions } from "./curves";
import { confidencePanel, type ConfidencePanelOptions } from "./confidence";
import type { PanelContext } from "./context";
import { fitPanel, type FitPanelOptions } from "./fit";
import { galleryPanel, type GalleryPanelOptions } from "./gallery";
import { networkPanel, type NetworkPanelOptions } from "./network";
import { confusionPanel, type ConfusionPanelOptions } from "./confusion";
import { histogramsPanel, type HistogramsPanelOptions } from "./histograms";
import { lossSurfacePanel, type LossSurfacePanelOptions } from "./loss-surface";
import type { Panel } from "./panel";
import { regionsPanel, type RegionsPanelOptions } from "./regions";
import { surfacePanel, type SurfacePanelOptions } from "./surface";
import { weightsPanel, type WeightsPanelOptions } from "./weights";

/** What each panel can be told. */
export interface PanelOptions {
  curves: CurvesPanelOptions;
  learningRate: { title?: string };
  regions: RegionsPanelOptions;
  surface: SurfacePanelOptions;
  fit: FitPanelOptions;
  network: NetworkPanelOptions;
  weights: WeightsPanelOptions;
  gallery: GalleryPanelOptions;
  confidence: ConfidencePanelOptions;
  histograms: HistogramsPanelOptions;
  confusion: ConfusionPanelOptions;
  lossSurface: LossSurfacePanelOptions;
}

export type PanelName = keyof PanelOptions;

/** A panel by name, or with what it is told: "regions", or { kind: "regions", plane: [0, 2] }. */
export type PanelChoice =
  PanelName | { [Name in PanelName]: { kind: Name } & PanelOptions[Name] }[PanelName];

const makers: {
  [Name in PanelName]: (context: PanelContext, options: PanelOptions[Name]) => Panel;
} = {
  curves: (_, options) => curvesPanel(options),
  learningRate: (_, options) => learningRatePanel(options),
  regions: regionsPanel,
  surface: surfacePanel,
  fit: fitPanel,
  network: networkPanel,
  weights: weightsPanel,
  gallery: galleryPanel,
  confidence: confidencePanel,
  histograms: histogramsPanel,
  confusion: confusionPanel,
  lossSurface: lossSurfacePanel,
};

/** The names of all panels. */
export const panelNames = Object.keys(makers) as PanelName[];

/** The panel of this choice. Throws RangeError for an unknown name, or what cannot be drawn of this model. */
export function panelOf(context: PanelContext, choice: PanelChoice): Panel {
  const { kind, ...options } = typeof choice === "string" ? { kind: choice } : choice;
  if (!Object.hasOwn(makers, kind)) {
    throw new RangeError(
      `${context.what} knows the figures ${panelNames.join(", ")} but got ${JSON.stringify(kind)}`,
    );
  }
  const make = makers[kind] as (context: PanelContext, options: object) => Panel;
  return make(context, options);
}
