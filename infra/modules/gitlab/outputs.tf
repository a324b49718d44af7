output "project_id" {
  description = "Number of the project, for the API."
  value       = gitlab_project.this.id
}

output "project_path" {
  description = "Its path, by which CI roles in AWS know it (gitlab-oidc)."
  value       = gitlab_project.this.path_with_namespace
}

output "environments" {
  description = "The environments that jobs name, and how many approvals they wait for."
  value       = { for name, environment in local.environments : name => length(environment.approvers) }
}
