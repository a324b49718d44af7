output "role_arns" {
  description = "ARNs of the CI roles by name: tf-<stack>-plan, tf-<stack>-apply and the jobs'."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
