mock_provider "aws" {
  override_during = plan
}

variables {
  audit_account_id = "333333333333"
  regions          = ["eu-central-1", "eu-west-1"]
}

run "audit_is_in_charge_in_every_region" {
  command = plan

  assert {
    condition = alltrue([for region in var.regions :
      aws_guardduty_organization_admin_account.this[region].admin_account_id == "333333333333" &&
      aws_securityhub_organization_admin_account.this[region].admin_account_id == "333333333333" &&
    aws_inspector2_delegated_admin_account.this[region].account_id == "333333333333"])
    error_message = "A region that is left out has no findings, and nobody notices."
  }
  assert {
    condition     = alltrue([for region, delegation in aws_guardduty_organization_admin_account.this : delegation.region == region])
    error_message = "Each delegation must be made in its own region."
  }
}

run "whoever_reads_the_trail_cannot_change_it" {
  command = plan

  assert {
    condition     = toset(keys(aws_organizations_delegated_administrator.this)) == toset(["access-analyzer.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"])
    error_message = "Hand over Config and Access Analyzer, and not CloudTrail."
  }
}

run "refuses_an_account_that_is_none_and_no_region" {
  command = plan
  variables {
    audit_account_id = "audit"
    regions          = []
  }
  expect_failures = [var.audit_account_id, var.regions]
}
