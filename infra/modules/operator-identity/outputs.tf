output "service_accounts" {
  description = "Service accounts of the releases in Kubernetes, with the ARNs of their roles, as operator-cluster takes them."
  value       = { for release, account in local.service_accounts : release => merge(account, { role_arn = aws_iam_role.this[release].arn }) }
  depends_on  = [aws_iam_role_policy.this]
}
