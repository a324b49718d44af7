output "role_arns" {
  description = "ARNs of the roles by app, for spec.task.role and for users of the database (atlas)."
  value       = { for app, role in aws_iam_role.this : app => role.arn }
}
