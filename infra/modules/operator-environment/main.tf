# What the operator must know of an environment, in the one shape that it reads: crds/meddevoenvironment.yaml. Nothing in it is secret.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  # What ecr calls its cache of ECR Public by default: the DNS firewall finds nobody outside.
  cache = "${var.registry.accountId}.dkr.ecr.${var.registry.region}.amazonaws.com/ecr-public"

  spec = {
    aws = {
      region     = data.aws_region.this.region
      accountId  = data.aws_caller_identity.this.account_id
      roleArn    = var.role_arn
      externalId = var.external_id
    }
    namespaces = var.namespaces == null ? [var.environment] : sort(var.namespaces)
    cluster    = var.cluster_name
    network = {
      vpcId            = var.network.vpc_id
      subnetIds        = var.network.subnet_ids
      securityGroupIds = var.network.security_group_ids
      assignPublicIp   = false # the subnets have no way in; the role forbids it besides
    }
    listeners = var.listeners
    discovery = var.discovery == null ? null : { namespaceId = var.discovery.namespace_id, name = var.discovery.name }
    dns       = var.dns == null ? null : { hostedZoneId = var.dns.zone_id, domain = var.dns.domain }
    files     = var.files == null ? null : { fileSystemId = var.files.file_system_id, securityGroupId = var.files.security_group_id }
    datadog = var.datadog == null ? null : {
      site        = var.datadog.site
      apiKey      = { secretsManager = var.datadog.api_key_secret_name, key = "api_key" } # Firehose reads the same one, and wants it so: https://docs.aws.amazon.com/firehose/latest/dev/secrets-manager-whats-secret.html
      logs        = var.datadog.logs
      agentImage  = coalesce(var.datadog.agent_image, "${local.cache}/datadog/agent:7")
      routerImage = coalesce(var.datadog.router_image, "${local.cache}/aws-observability/aws-for-fluent-bit:stable")
    }
    registry = var.registry
    roles    = var.roles
    logs     = { retentionDays = var.logs.retention_days, kmsKeyArn = var.logs.kms_key_arn }
    api      = { share = var.api_share }
    defaults = { for field, value in {
      healthCheck           = var.defaults.healthCheck == null ? null : { for check, setting in var.defaults.healthCheck : check => setting if setting != null }
      deregistrationSeconds = var.defaults.deregistrationSeconds
      stopSeconds           = var.defaults.stopSeconds
    } : field => value if value != null }
    guardrails = { for field, value in var.guardrails : field => value if value != null }
  }

  manifest = {
    apiVersion = "meddevo.com/v1alpha1"
    kind       = "MeddevoEnvironment"
    metadata   = { name = var.environment, labels = { "app.kubernetes.io/managed-by" = "terraform" } }
    # What is not said is left out: the schema knows no null.
    spec = { for field, value in local.spec : field => value if value != null && try(length(value) > 0, true) }
  }
}

# For whoever writes the manifest into the GitOps tree, without access to the state.
resource "aws_ssm_parameter" "manifest" {
  name        = "/meddevo/environments/${var.environment}"
  description = "MeddevoEnvironment ${var.environment}, for kubectl apply"
  type        = "String"
  tier        = "Advanced" # 8 KB: ten listeners do not fit into the standard tier's four
  value       = jsonencode(local.manifest)

  lifecycle {
    precondition {
      condition     = length(jsonencode(local.manifest)) <= 8192
      error_message = "The manifest has ${length(jsonencode(local.manifest))} characters and a parameter takes 8,192: bind fewer listeners, or split the environment."
    }
    precondition {
      condition     = alltrue([for listener in values(var.listeners) : startswith(listener.arn, "arn:aws:elasticloadbalancing:${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}:listener/app/")])
      error_message = "Each listener must be one of an application load balancer in this account and region: the operator's role reaches no other."
    }
  }
}
