output "organization_id" {
  description = "Id of the organisation."
  value       = aws_organizations_organization.this.id
}

output "root_id" {
  description = "Id of the organisation's root, under which the OUs stand."
  value       = aws_organizations_organization.this.roots[0].id
}

output "account_ids" {
  description = "Ids of the shared accounts: log-archive and audit."
  value       = { for name, account in aws_organizations_account.shared : name => account.id }
}

output "landing_zone_arn" {
  description = "ARN of the landing zone, once it stands."
  value       = aws_controltower_landing_zone.this.arn
}

output "drifted" {
  description = "Whether somebody changed the landing zone past Control Tower."
  value       = anytrue([for drift in aws_controltower_landing_zone.this.drift_status : drift.status == "DRIFTED"])
}

output "update_available" {
  description = "The newer landing zone version that AWS has, or null."
  value       = aws_controltower_landing_zone.this.latest_available_version == var.landing_zone_version ? null : aws_controltower_landing_zone.this.latest_available_version
}
