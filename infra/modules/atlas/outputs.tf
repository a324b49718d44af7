output "connection_string" {
  description = "Address of the cluster through our endpoint, without credentials: apps add authMechanism=MONGODB-AWS. Null until Atlas has published it."
  value = one([
    for endpoint in flatten([for strings in mongodbatlas_advanced_cluster.this.connection_strings : strings.private_endpoint]) :
    endpoint.srv_connection_string if contains(endpoint.endpoints[*].endpoint_id, aws_vpc_endpoint.this.id)
  ])
}

output "project_id" {
  description = "Id of the project in Atlas."
  value       = mongodbatlas_project.this.id
}

output "cluster_name" {
  description = "Name of the cluster in Atlas."
  value       = mongodbatlas_advanced_cluster.this.name
}
