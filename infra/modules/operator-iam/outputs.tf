output "role_arn" {
  description = "ARN of the role that the operator assumes, once its policies are attached."
  value       = aws_iam_role.operator.arn
  depends_on  = [aws_iam_role_policy_attachment.operator]
}

output "policies" {
  description = "The role's policies by topic, as JSON."
  value       = local.policies
}

output "roles" {
  description = "The roles of tasks, as MeddevoEnvironment.spec.roles takes them; null for a registry."
  value = var.environment == null ? null : {
    execution      = aws_iam_role.task["execution"].arn
    task           = aws_iam_role.task["task"].arn
    infrastructure = aws_iam_role.infrastructure["environment"].arn
  }
  depends_on = [aws_iam_role_policy.execution, aws_iam_role_policy_attachment.infrastructure]
}

output "task_boundary_arn" {
  description = "ARN of the permissions boundary that every role of an app needs; null for a registry."
  value       = one([for boundary in aws_iam_policy.task_boundary : boundary.arn])
}

output "task_role_path" {
  description = "Path at which roles of apps stand; the operator may pass those and no others."
  value       = local.task_path
}
