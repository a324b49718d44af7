# What the operator must know of a registry, in the one shape that it reads: crds/meddevoregistry.yaml. Nothing in it is secret.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  spec = {
    aws = {
      region     = data.aws_region.this.region
      accountId  = data.aws_caller_identity.this.account_id
      roleArn    = var.role_arn
      externalId = var.external_id
    }
    prefix       = var.prefix
    environments = sort(var.environments)
    tags         = merge({ immutable = true }, length(var.moving_tags) == 0 ? {} : { moving = sort(var.moving_tags) })
    pushers      = sort(var.push_role_arns)
    kmsKeyArn    = var.kms_key_arn
    images       = { for field, value in var.images : field => value if value != null }
  }

  manifest = {
    apiVersion = "meddevo.com/v1alpha1"
    kind       = "MeddevoRegistry"
    metadata   = { name = var.name, labels = { "app.kubernetes.io/managed-by" = "terraform" } }
    # What is not said is left out; the operator's defaults then hold.
    spec = { for field, value in local.spec : field => value if try(length(value) > 0, true) }
  }
}

# For whoever writes the manifest into the GitOps tree, without access to the state.
resource "aws_ssm_parameter" "manifest" {
  name        = "/meddevo/registries/${var.name}"
  description = "MeddevoRegistry ${var.name}, for kubectl apply"
  type        = "String"
  value       = jsonencode(local.manifest)

  lifecycle {
    precondition {
      condition     = length(jsonencode(local.manifest)) <= 4096
      error_message = "The manifest has ${length(jsonencode(local.manifest))} characters and a parameter takes 4,096: let fewer roles push."
    }
  }
}
