output "site" {
  description = "Datadog's site, for MeddevoEnvironment.spec.datadog where tasks have a way out."
  value       = var.site
}

output "api_key_secret_name" {
  description = "Name of the secret that holds the API key, once somebody has put it there."
  value       = aws_secretsmanager_secret.api_key.name
}
