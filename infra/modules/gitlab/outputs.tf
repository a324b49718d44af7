output "project_id" {
  description = "Number of the project, for the API."
  value       = gitlab_project.this.id
}

output "project_path" {
  description = "Its path, by which CI roles in AWS know it (gitlab-oidc)."
  value       = gitlab_project.this.path_with_namespace
}

output "environments" {
  description = "The environments that jobs name, and whether they wait for two approvals."
  value       = { for name, environment in local.environments : name => environment.guarded }
}
