import { BreakerOpen, openBreakers } from "@/server/domain/breakers/breakers";
import { Times } from "../load";
import type { Figures, Measure } from "../measure";

const CALLS = 50_000;

/** What a circuit breaker costs a call: the decision is made from memory, whatever it is. */
export const breaker: Measure = {
  name: "breaker",
  title: "A circuit breaker's decision",
  smallerIsBetter: ["let through p99 ms", "held back p99 ms"],
  contenders: { orkestra },
  goals: [
    { figure: "let through p99 ms", atMost: 1 },
    { figure: "held back p99 ms", atMost: 1 },
  ],
  rounds: 1,
};

async function orkestra(): Promise<Figures> {
  const { openOrkestra } = await import("../contenders/orkestra");
  const { bot, close } = await openOrkestra({});
  const breakers = openBreakers();
  const { tenantId } = bot;
  const guard = (target: string, health: "well" | { fault: string }) =>
    breakers.guard({ tenantId, target, call: async () => undefined, judge: () => health });
  const timed = async (target: string) => {
    const times = new Times();
    for (let n = 0; n < CALLS; n++) {
      const began = performance.now();
      await guard(target, "well").catch((error: unknown) => {
        if (!(error instanceof BreakerOpen)) throw error;
      });
      times.add(performance.now() - began);
    }
    return times.quantile(0.99);
  };
  const through = await timed("well.example.com");
  for (let n = 0; n < 5; n++) await guard("ill.example.com", { fault: "down" });
  const held = await timed("ill.example.com");
  breakers.stop();
  await close();
  return { "let through p99 ms": through, "held back p99 ms": held };
}
