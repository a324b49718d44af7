output "account_ids" {
  description = "Ids of the accounts by name."
  value       = { for name, account in aws_organizations_account.this : name => account.id }
}

output "ou_ids" {
  description = "Ids of the OUs by path."
  value       = { for path, ou in local.ous : path => ou.id }
}
