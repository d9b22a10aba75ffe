import { changePassword } from "./account/change-password";
import { forgotPassword } from "./account/forgot-password";
import { getReset } from "./account/get-reset";
import { me } from "./account/me";
import { resetPassword } from "./account/reset-password";
import { listSessions, revokeOtherSessions, revokeSession } from "./account/sessions";
import { signOut } from "./account/sign-out";
import { signUp } from "./account/sign-up";
import { switchTenant } from "./account/switch-tenant";
import { updateAccount } from "./account/update";
import { applyAnswerRules } from "./answer-rules/apply";
import { createAnswerRule } from "./answer-rules/create";
import { listAnswerRules } from "./answer-rules/list";
import { proposeAnswerRules } from "./answer-rules/proposals";
import { reviewRuleUse } from "./answer-rules/review";
import { revokeAnswerRule } from "./answer-rules/revoke";
import { answerRuleUsesOperation } from "./answer-rules/uses";
import { attachmentContent } from "./attachments/content";
import { dropAttachmentOperation } from "./attachments/drop";
import { uploadAttachment } from "./attachments/upload";
import { listBreakersOperation } from "./breakers/list";
import { resetBreaker } from "./breakers/reset";
import { getBulk } from "./bulks/get";
import { startBulkOperation } from "./bulks/start";
import { undoBulk } from "./bulks/undo";
import { createCannedAnswer } from "./canned-answers/create";
import { deleteCannedAnswer } from "./canned-answers/delete";
import { listCannedAnswersOperation } from "./canned-answers/list";
import { updateCannedAnswer } from "./canned-answers/update";
import { appendToConversation } from "./conversations/append";
import { conversationCounts } from "./conversations/counts";
import { createConversation } from "./conversations/create";
import { getConversation } from "./conversations/get";
import {
  archiveConversation,
  closeConversationOperation,
  handBackConversation,
  reopenConversationOperation,
  takeOverConversation,
  unarchiveConversation,
} from "./conversations/lifecycle";
import { listConversationsOperation } from "./conversations/list";
import { listMessagesOperation } from "./conversations/messages";
import { noteInConversation } from "./conversations/note";
import { readConversation } from "./conversations/read";
import { replyInConversation } from "./conversations/reply";
import { retryMessage } from "./conversations/retry";
import { updateConversation } from "./conversations/update";
import { listDeadLetters } from "./dead-letters/list";
import { resolveDeadLetters } from "./dead-letters/resolve";
import { dismissOnboardingOperation, getOnboarding } from "./home/onboarding";
import { getTeamState } from "./home/team-state";
import { groupInbox } from "./inbox/groups";
import { listInbox } from "./inbox/list";
import { acceptInvite } from "./invites/accept";
import { createInvite } from "./invites/create";
import { getInvite } from "./invites/get";
import { listInvites } from "./invites/list";
import { revokeInvite } from "./invites/revoke";
import { createKey } from "./keys/create";
import { listKeys } from "./keys/list";
import { revokeKey } from "./keys/revoke";
import { deactivateMember } from "./members/deactivate";
import { delegateDecisions } from "./members/delegate";
import { listMembers } from "./members/list";
import { getPhoto, removePhoto, setPhoto } from "./members/photo";
import { reactivateMember } from "./members/reactivate";
import { makeResetLink } from "./members/reset-link";
import { setAvailability } from "./members/set-availability";
import { updateMember } from "./members/update";
import { deleteMemoryOperation } from "./memories/delete";
import { listMemoriesOperation } from "./memories/list";
import { putMemoryOperation } from "./memories/put";
import { listNotificationsOperation } from "./notifications/list";
import { getNotificationPreferences, setNotificationPreferences } from "./notifications/preferences";
import { readNotifications } from "./notifications/read";
import type { AnyOperation } from "./operation";
import { runAt } from "./runs/at";
import { cancelRun } from "./runs/cancel";
import { runCounts } from "./runs/counts";
import { failRun } from "./runs/fail";
import { forkRunOperation } from "./runs/fork";
import { getRun } from "./runs/get";
import { runHistory } from "./runs/history";
import { listRunsOperation } from "./runs/list";
import { pauseRun } from "./runs/pause";
import { rerunRun } from "./runs/rerun";
import { resumeRun } from "./runs/resume";
import { retryRun } from "./runs/retry";
import { signalRun } from "./runs/signal";
import { skipRun } from "./runs/skip";
import { startRunOperation } from "./runs/start";
import { runTimeline } from "./runs/timeline";
import { runVisit } from "./runs/visit";
import { sendSignal } from "./signals/send";
import { deleteCalendar, getCalendar, listCalendars, putCalendar } from "./sla/calendars";
import {
  deleteEscalationChain,
  getEscalationChain,
  listEscalationChains,
  putEscalationChain,
} from "./sla/chains";
import { deleteSlaPolicy, getSlaPolicy, listSlaPolicies, putSlaPolicy } from "./sla/policies";
import { previewSlaOperation } from "./sla/preview";
import { retargetCalendar } from "./sla/retarget-calendar";
import { alikeTasksOperation } from "./tasks/alike";
import { answerDuplicate } from "./tasks/answer-duplicate";
import { taskAssignment } from "./tasks/assignment";
import { cancelTask } from "./tasks/cancel";
import { claimTask } from "./tasks/claim";
import { commentTask } from "./tasks/comment";
import { completeTask } from "./tasks/complete";
import { completeManyTasks } from "./tasks/complete-many";
import { taskCounts } from "./tasks/counts";
import { createTask } from "./tasks/create";
import { decideTask } from "./tasks/decide";
import { taskDecisionsOperation } from "./tasks/decisions";
import { discardTaskDraft } from "./tasks/discard-draft";
import { getDraft } from "./tasks/draft";
import { getTask } from "./tasks/get";
import { linkTask } from "./tasks/link";
import { listTasksOperation } from "./tasks/list";
import { lookAtTask } from "./tasks/look";
import { lookAwayFromTask } from "./tasks/look-away";
import { mergeTask } from "./tasks/merge";
import { missDeadline } from "./tasks/miss-deadline";
import { originalsOfTask } from "./tasks/originals";
import { taskPresenceOperation } from "./tasks/presence";
import { reassignTask } from "./tasks/reassign";
import { relatedToTask } from "./tasks/related";
import { releaseTask } from "./tasks/release";
import { saveTaskDraft } from "./tasks/save-draft";
import { snoozeTask } from "./tasks/snooze";
import { splitTask } from "./tasks/split";
import { stopWaitingTask } from "./tasks/stop-waiting";
import { transferTask } from "./tasks/transfer";
import { undoTask } from "./tasks/undo";
import { unlinkTask } from "./tasks/unlink";
import { unmergeTask } from "./tasks/unmerge";
import { updateTask } from "./tasks/update";
import { waitTask } from "./tasks/wait";
import { wakeTask } from "./tasks/wake";
import { addTeamMember } from "./teams/add-member";
import { createTeam } from "./teams/create";
import { deleteTeam } from "./teams/delete";
import { getTeam } from "./teams/get";
import { listTeams } from "./teams/list";
import { listTeamMembers } from "./teams/members";
import { removeTeamMember } from "./teams/remove-member";
import { updateTeam } from "./teams/update";
import { updateTeamMember } from "./teams/update-member";
import { createTemplateOperation } from "./templates/create";
import { deleteTemplateOperation } from "./templates/delete";
import { listTemplatesOperation } from "./templates/list";
import { updateTemplate } from "./templates/update";
import { addSample } from "./tenant/add-sample";
import { createTenant } from "./tenant/create";
import { getTenant } from "./tenant/get";
import { getLimits, updateLimits } from "./tenant/limits";
import { getSigningSecret } from "./tenant/signing-secret";
import { updateTenant } from "./tenant/update";
import { deleteTool } from "./tools/delete";
import { getTool } from "./tools/get";
import { listToolsOperation } from "./tools/list";
import { putTool } from "./tools/put";
import { createTrigger } from "./triggers/create";
import { deleteTrigger } from "./triggers/delete";
import { listDeliveriesOperation } from "./triggers/deliveries";
import { fireDueTrigger } from "./triggers/fire-due";
import { fireEventTrigger } from "./triggers/fire-event";
import { getTrigger } from "./triggers/get";
import { listTriggersOperation } from "./triggers/list";
import { previewSchedule } from "./triggers/preview";
import { receiveWebhook } from "./triggers/receive";
import { rotateTrigger } from "./triggers/rotate";
import { rotateTriggerSecret } from "./triggers/rotate-secret";
import { updateTrigger } from "./triggers/update";
import { viewCounts } from "./views/counts";
import { createView } from "./views/create";
import { deleteView } from "./views/delete";
import { listViewsOperation } from "./views/list";
import { updateView } from "./views/update";
import { checkWorkflow } from "./workflows/check-definition";
import { discardWorkflowDraft } from "./workflows/discard-draft";
import { getWorkflowDraft } from "./workflows/draft";
import { getWorkflow } from "./workflows/get";
import { archiveWorkflow, pauseWorkflow, resumeWorkflow, unarchiveWorkflow } from "./workflows/lifecycle";
import { listWorkflowsOperation } from "./workflows/list";
import { publishWorkflow } from "./workflows/publish";
import { putWorkflow } from "./workflows/put";
import { saveWorkflowDraft } from "./workflows/save-draft";
import { updateWorkflow } from "./workflows/update";

/**
 * Every operation there is, by noun and verb: REST routes, OpenAPI, tRPC procedures, MCP tools and the docs all
 * come from this one object. `operation.name` is its place in it.
 */
export const operations = {
  workflow: {
    put: putWorkflow,
    list: listWorkflowsOperation,
    get: getWorkflow,
    check: checkWorkflow,
    draft: getWorkflowDraft,
    saveDraft: saveWorkflowDraft,
    discardDraft: discardWorkflowDraft,
    publish: publishWorkflow,
    update: updateWorkflow,
    pause: pauseWorkflow,
    resume: resumeWorkflow,
    archive: archiveWorkflow,
    unarchive: unarchiveWorkflow,
  },
  run: {
    start: startRunOperation,
    list: listRunsOperation,
    counts: runCounts,
    get: getRun,
    history: runHistory,
    signal: signalRun,
    cancel: cancelRun,
    pause: pauseRun,
    resume: resumeRun,
    retry: retryRun,
    skip: skipRun,
    fail: failRun,
    rerun: rerunRun,
    fork: forkRunOperation,
    at: runAt,
    timeline: runTimeline,
    visit: runVisit,
  },
  trigger: {
    create: createTrigger,
    list: listTriggersOperation,
    get: getTrigger,
    update: updateTrigger,
    preview: previewSchedule,
    rotate: rotateTrigger,
    rotateSecret: rotateTriggerSecret,
    delete: deleteTrigger,
    deliveries: listDeliveriesOperation,
    receive: receiveWebhook,
    fireDue: fireDueTrigger,
    fireEvent: fireEventTrigger,
  },
  signal: { send: sendSignal },
  breaker: { list: listBreakersOperation, reset: resetBreaker },
  deadLetter: { list: listDeadLetters, resolve: resolveDeadLetters },
  tool: { put: putTool, list: listToolsOperation, get: getTool, delete: deleteTool },
  memory: { put: putMemoryOperation, list: listMemoriesOperation, delete: deleteMemoryOperation },
  task: {
    create: createTask,
    list: listTasksOperation,
    counts: taskCounts,
    get: getTask,
    assignment: taskAssignment,
    claim: claimTask,
    release: releaseTask,
    complete: completeTask,
    reassign: reassignTask,
    comment: commentTask,
    snooze: snoozeTask,
    wake: wakeTask,
    wait: waitTask,
    stopWaiting: stopWaitingTask,
    presence: taskPresenceOperation,
    look: lookAtTask,
    lookAway: lookAwayFromTask,
    draft: getDraft,
    saveDraft: saveTaskDraft,
    discardDraft: discardTaskDraft,
    update: updateTask,
    cancel: cancelTask,
    undo: undoTask,
    missDeadline,
    decide: decideTask,
    decisions: taskDecisionsOperation,
    related: relatedToTask,
    originals: originalsOfTask,
    link: linkTask,
    unlink: unlinkTask,
    split: splitTask,
    merge: mergeTask,
    unmerge: unmergeTask,
    answerDuplicate,
    transfer: transferTask,
    alike: alikeTasksOperation,
    completeMany: completeManyTasks,
  },
  bulk: { start: startBulkOperation, get: getBulk, undo: undoBulk },
  inbox: { list: listInbox, groups: groupInbox },
  view: {
    create: createView,
    list: listViewsOperation,
    counts: viewCounts,
    update: updateView,
    delete: deleteView,
  },
  answerRule: {
    proposals: proposeAnswerRules,
    list: listAnswerRules,
    create: createAnswerRule,
    uses: answerRuleUsesOperation,
    review: reviewRuleUse,
    revoke: revokeAnswerRule,
    apply: applyAnswerRules,
  },
  cannedAnswer: {
    list: listCannedAnswersOperation,
    create: createCannedAnswer,
    update: updateCannedAnswer,
    delete: deleteCannedAnswer,
  },
  calendar: {
    list: listCalendars,
    get: getCalendar,
    put: putCalendar,
    delete: deleteCalendar,
    retarget: retargetCalendar,
  },
  sla: { preview: previewSlaOperation },
  slaPolicy: { list: listSlaPolicies, get: getSlaPolicy, put: putSlaPolicy, delete: deleteSlaPolicy },
  escalationChain: {
    list: listEscalationChains,
    get: getEscalationChain,
    put: putEscalationChain,
    delete: deleteEscalationChain,
  },
  conversation: {
    create: createConversation,
    list: listConversationsOperation,
    get: getConversation,
    append: appendToConversation,
    messages: listMessagesOperation,
    counts: conversationCounts,
    reply: replyInConversation,
    note: noteInConversation,
    retry: retryMessage,
    read: readConversation,
    update: updateConversation,
    takeOver: takeOverConversation,
    handBack: handBackConversation,
    close: closeConversationOperation,
    reopen: reopenConversationOperation,
    archive: archiveConversation,
    unarchive: unarchiveConversation,
  },
  attachment: { upload: uploadAttachment, content: attachmentContent, drop: dropAttachmentOperation },
  account: {
    signUp,
    me,
    update: updateAccount,
    changePassword,
    forgotPassword,
    getReset,
    resetPassword,
    switchTenant,
    sessions: listSessions,
    revokeSession,
    revokeOtherSessions,
    signOut,
  },
  tenant: {
    create: createTenant,
    get: getTenant,
    update: updateTenant,
    signingSecret: getSigningSecret,
    limits: getLimits,
    updateLimits,
    addSample,
  },
  member: {
    list: listMembers,
    update: updateMember,
    deactivate: deactivateMember,
    reactivate: reactivateMember,
    resetLink: makeResetLink,
    delegate: delegateDecisions,
    setAvailability,
    photo: getPhoto,
    setPhoto,
    removePhoto,
  },
  invite: {
    create: createInvite,
    list: listInvites,
    revoke: revokeInvite,
    get: getInvite,
    accept: acceptInvite,
  },
  team: {
    list: listTeams,
    get: getTeam,
    members: listTeamMembers,
    create: createTeam,
    update: updateTeam,
    delete: deleteTeam,
    addMember: addTeamMember,
    removeMember: removeTeamMember,
    updateMember: updateTeamMember,
  },
  key: { create: createKey, list: listKeys, revoke: revokeKey },
  home: {
    teamState: getTeamState,
    onboarding: getOnboarding,
    dismissOnboarding: dismissOnboardingOperation,
  },
  notification: {
    list: listNotificationsOperation,
    read: readNotifications,
    preferences: getNotificationPreferences,
    setPreferences: setNotificationPreferences,
  },
  template: {
    list: listTemplatesOperation,
    create: createTemplateOperation,
    update: updateTemplate,
    delete: deleteTemplateOperation,
  },
} as const satisfies Record<string, Record<string, AnyOperation>>;

export type Operations = typeof operations;
