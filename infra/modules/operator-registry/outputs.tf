output "manifest_yaml" {
  description = "The MeddevoRegistry, ready for kubectl apply and for ./meddevo validate."
  value       = yamlencode(local.manifest)
}

output "parameter_name" {
  description = "Name of the SSM parameter that holds the same as JSON."
  value       = aws_ssm_parameter.manifest.name
}
