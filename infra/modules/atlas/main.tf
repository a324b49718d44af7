# A MongoDB that only this VPC reaches, encrypted with our key, entered with a task's own role.
data "aws_region" "this" {}

locals {
  name         = "meddevo-${var.environment}"
  atlas_region = upper(replace(data.aws_region.this.region, "-", "_"))
}

resource "mongodbatlas_project" "this" {
  name   = local.name
  org_id = var.atlas_organization_id
}

# --- the way in: Atlas's endpoint service, our endpoint, Atlas's consent. No IP access list exists, so there is no other.
resource "mongodbatlas_privatelink_endpoint" "this" {
  project_id    = mongodbatlas_project.this.id
  provider_name = "AWS"
  region        = data.aws_region.this.region
}

resource "aws_security_group" "this" {
  name        = "${var.environment}-atlas"
  description = "Endpoint of MongoDB Atlas"
  vpc_id      = var.vpc_id
  tags        = { Name = "${var.environment}-atlas" }
}

# Atlas gives every node of every cluster of the project a port of its own: https://www.mongodb.com/docs/atlas/security-private-endpoint/
resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.task_security_group_id
  description                  = "MongoDB from tasks"
  ip_protocol                  = "tcp"
  from_port                    = 1024
  to_port                      = 65535
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_atlas" {
  security_group_id            = var.task_security_group_id
  referenced_security_group_id = aws_security_group.this.id
  description                  = "MongoDB"
  ip_protocol                  = "tcp"
  from_port                    = 1024
  to_port                      = 65535
}

resource "aws_vpc_endpoint" "this" {
  vpc_id             = var.vpc_id
  service_name       = mongodbatlas_privatelink_endpoint.this.endpoint_service_name
  vpc_endpoint_type  = "Interface"
  subnet_ids         = var.subnet_ids
  security_group_ids = [aws_security_group.this.id]
  tags               = { Name = "${var.environment}-atlas" }
  # Without private DNS: Atlas publishes names below mongodb.net that lead to the endpoint's addresses.
}

resource "mongodbatlas_privatelink_endpoint_service" "this" {
  project_id          = mongodbatlas_project.this.id
  private_link_id     = mongodbatlas_privatelink_endpoint.this.private_link_id
  endpoint_service_id = aws_vpc_endpoint.this.id
  provider_name       = "AWS"
}

# --- who may do what: the session of a task's role is the user
resource "mongodbatlas_database_user" "this" {
  for_each = var.users

  project_id         = mongodbatlas_project.this.id
  username           = each.value.role_arn
  auth_database_name = "$external"
  aws_iam_type       = "ROLE"

  dynamic "roles" {
    for_each = each.value.databases
    content {
      database_name = roles.key
      role_name     = roles.value
    }
  }

  scopes {
    name = mongodbatlas_advanced_cluster.this.name
    type = "CLUSTER"
  }

  labels {
    key   = "app"
    value = each.key
  }
}

resource "mongodbatlas_auditing" "this" {
  project_id                  = mongodbatlas_project.this.id
  enabled                     = true
  audit_authorization_success = false
  audit_filter                = jsonencode({ atype = { "$in" = ["authenticate", "authCheck", "createUser", "dropDatabase", "dropUser", "grantRolesToUser", "revokeRolesFromUser"] } })
}
