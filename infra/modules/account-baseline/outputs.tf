output "developer_boundary_arn" {
  description = "ARN of the boundary of the permission set Developer in this account."
  value       = aws_iam_policy.developer.arn
}
