import type { Progress } from "./launch";

export const colours: Progress["colours"];
export const say: Progress["say"];
export const notice: Progress["notice"];
export const step: Progress["step"];
