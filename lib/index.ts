export * from "./core/index";
export * from "./io/index";
