export { TaskSkeleton as default } from "@/components/tasks/task-skeleton";
