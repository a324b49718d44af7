output "regions" {
  description = "Regions in which audit is in charge by now; security-baseline takes them from here, and so comes after."
  value       = var.regions
  depends_on  = [aws_guardduty_organization_admin_account.this, aws_securityhub_organization_admin_account.this, aws_inspector2_delegated_admin_account.this, aws_organizations_delegated_administrator.this]
}
