output "permission_set_arns" {
  description = "ARNs of the permission sets by name."
  value       = { for name, set in aws_ssoadmin_permission_set.this : name => set.arn }
}

output "entra_application_id" {
  description = "Id of the application in Entra ID; its metadata file is what the console asks for."
  value       = azuread_application_from_template.aws.application_id
}

output "entra_metadata_url" {
  description = "Where the SAML metadata of Entra ID is found, for the console's change of identity source."
  value       = azuread_service_principal.aws.saml_metadata_url
}

output "breakglass_role_arn" {
  description = "ARN of the emergency role."
  value       = aws_iam_role.breakglass.arn
}
