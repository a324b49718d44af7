# In the management account: the security services are handed over to audit, so that nobody has to come here for a finding.
resource "aws_guardduty_organization_admin_account" "this" {
  for_each         = var.regions
  region           = each.key
  admin_account_id = var.audit_account_id
}

resource "aws_securityhub_organization_admin_account" "this" {
  for_each         = var.regions
  region           = each.key
  admin_account_id = var.audit_account_id
}

resource "aws_inspector2_delegated_admin_account" "this" {
  for_each   = var.regions
  region     = each.key
  account_id = var.audit_account_id
}

# These know no regions. CloudTrail is not among them: whoever may change the organisation's trail should not be who reads it.
resource "aws_organizations_delegated_administrator" "this" {
  for_each          = toset(["access-analyzer.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"])
  service_principal = each.key
  account_id        = var.audit_account_id
}
