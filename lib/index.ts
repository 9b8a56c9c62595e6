export * from "./core/index";
export * from "./io/index";
export * from "./backends/index";
