import { ErrorCode, type GetPromptResult, McpError, type Prompt } from "@modelcontextprotocol/sdk/types.js";
import type { Actor } from "@/server/platform/actor";
import { runIds, teamSlugs } from "./mcp-resources";

interface Offered extends Prompt {
  text: (args: Record<string, string>) => string;
  complete: Record<string, (actor: Actor, requestId: string) => Promise<string[]>>;
}

const PROMPTS: Offered[] = [
  {
    name: "answer_next_task",
    title: "Answer the most urgent task",
    description: "Reads the task with the nearest deadline, drafts an answer, and sends it once you agree.",
    arguments: [{ name: "team", description: "Only this team's tasks, by slug", required: false }],
    complete: { team: teamSlugs },
    text: ({ team }) => `Help me answer the most urgent open task${team ? ` of the team ${team}` : ""}.

1. Read the resource orkestra://tasks/pending${team ? `/${encodeURIComponent(team)}` : ""} and take the first task: it has the nearest deadline.
2. Read it with task_get, and its conversation with conversation_get when it has one.
3. Tell me in three sentences what is asked, by whom, and until when.
4. Draft a value for every field of its form. Say where you are unsure instead of guessing.
5. Ask me before you send anything. Once I agree, call task_complete with the formData and the task's revision. If it has changed since, read it again and show me the difference.`,
  },
  {
    name: "explain_run",
    title: "Explain a run",
    description: "Says where a run stands, how it got there and what it waits for.",
    arguments: [{ name: "runId", description: "The run's id", required: true }],
    complete: { runId: runIds },
    text: ({ runId }) => `Explain the run ${runId} to somebody who did not build its workflow.

Read its state with workflow_get and its events with workflow_history. Then say, in this order: what it is for, where it stands now, what happened so far (with times, and who answered), what it waits for and until when, and, if something went wrong, the step, the error, and what could be done. Say only what the events show.`,
  },
  {
    name: "triage_pending",
    title: "Triage the pending tasks",
    description: "Sorts the open tasks by urgency and suggests who should take them.",
    arguments: [{ name: "team", description: "Only this team's tasks, by slug", required: false }],
    complete: { team: teamSlugs },
    text: ({ team }) => `Triage the open tasks${team ? ` of the team ${team}` : ""}.

Read orkestra://tasks/pending${team ? `/${encodeURIComponent(team)}` : ""}, and list the teams with team_list. Make a table: task, what is asked in a few words, age, next deadline, who has it. Put first what is overdue or due within the hour. Group questions that are the same one. For each task nobody has, suggest a team or person and say why. Change nothing: I decide, and then you may use task_reassign.`,
  },
];

export function listPrompts(): Prompt[] {
  return PROMPTS.map(({ name, title, description, arguments: args }) => ({
    name,
    title,
    description,
    arguments: args,
  }));
}

/** @throws McpError when there is no such prompt or an argument is missing. */
export function getPrompt(name: string, args: Record<string, string> = {}): GetPromptResult {
  const prompt = PROMPTS.find((offered) => offered.name === name);
  if (!prompt) throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${name}.`);
  const missing = prompt.arguments?.find((argument) => argument.required && !args[argument.name]);
  if (missing)
    throw new McpError(ErrorCode.InvalidParams, `The prompt ${name} needs the argument ${missing.name}.`);
  return {
    ...(prompt.description ? { description: prompt.description } : {}),
    messages: [{ role: "user", content: { type: "text", text: prompt.text(args) } }],
  };
}

/** Who completes an argument of a prompt. */
export function promptCompleter(name: string, argument: string) {
  return PROMPTS.find((offered) => offered.name === name)?.complete[argument];
}
