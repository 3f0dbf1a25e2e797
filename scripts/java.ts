import { spawnSync } from "node:child_process";

/** Whether Java is there, for the Nu checker. macOS has a `java` that only says that there is none. */
export function hasJava(): boolean {
  return spawnSync("java", ["-version"], { stdio: "ignore" }).status === 0;
}
